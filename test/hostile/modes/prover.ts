/** A prover that lies, and results that nobody asked for. */
import type { Prover } from '../../../src/validator/ports.js'
import type { Mode, Scene } from '../mode.js'
import { MINERS } from '../subnet.js'
import { getter, gives, never, rejects, thrower } from './lies.js'

const results = (answer: (scene: Scene, since: string) => unknown) => (scene: Scene) => ({
  prover: { results: (since: string) => answer(scene, since) } as Prover,
})
const more = (rows: readonly unknown[]) => results(async ({ prover }, since) => [...(await prover.results(since)), ...rows])
const deliver = (rows: () => unknown) => (scene: Scene) => scene.validator().deliver(rows() as readonly unknown[])

const endless = (): unknown => new Proxy([], { get: (list, key) => (key === 'length' ? thrower()['x'] : Reflect.get(list, key)) })
const garbage = [null, 0, NaN, '', [], {}, () => 0, Symbol('x'), 10n, new Map(), { miner_hotkey: 5 }, { validation_timestamp: 'yesterday' }]

export const PROVER: readonly Mode[] = [
  { name: 'results that reject', port: 'prover', lie: results(rejects), alerts: ['PortFailing'] },
  { name: 'results that never come', port: 'prover', lie: results(never), alerts: ['PerformanceDegraded'] },
  { name: 'results that throw at once', port: 'prover', lie: results(() => thrower()['x']), alerts: ['PortFailing'] },
  { name: 'undefined for results', port: 'prover', lie: results(gives(undefined)), alerts: ['PortFailing'] },
  { name: 'results that are no list', port: 'prover', lie: results(gives({ length: 3 })), alerts: ['PortFailing'] },
  { name: 'no results', port: 'prover', lie: results(gives([])), alerts: [] },
  { name: 'a row with a getter that throws', port: 'prover', lie: more([getter('miner_hotkey'), thrower()]), alerts: [] },
  { name: 'a list whose length throws', port: 'prover', lie: results(async () => endless()), alerts: ['PortFailing'] },
  {
    name: 'a list that says it is endless',
    port: 'prover',
    lie: results(async () => Object.assign([], { length: 2 ** 32 - 1 })),
    alerts: ['PortFailing'],
  },
  { name: 'rows of garbage', port: 'prover', lie: more(garbage), alerts: [] },
  {
    name: 'ten thousand rows of garbage',
    port: 'prover',
    lie: more(Array.from({ length: 10_000 }, (_, i) => garbage[i % garbage.length])),
    alerts: [],
  },
  { name: 'undefined is delivered', port: 'prover', act: deliver(() => undefined), alerts: ['PortFailing'] },
  { name: 'null is delivered', port: 'prover', act: deliver(() => null), alerts: ['PortFailing'] },
  { name: 'what is only long is delivered', port: 'prover', act: deliver(() => ({ length: 1e9 })), alerts: ['PortFailing'] },
  { name: 'a list that throws is delivered', port: 'prover', act: deliver(endless), alerts: ['PortFailing'] },
  { name: 'garbage is delivered', port: 'prover', act: deliver(() => garbage), alerts: [] },
]
void MINERS
