/** A policy that lies, and changes of config that are no config. */
import { right } from 'fp-ts/lib/Either.js'
import { map } from 'fp-ts/lib/Either.js'
import type { Policy } from '../../../src/policy/policy.js'
import type { Json } from '../../../src/units/json/json.js'
import type { Mode, Scene } from '../mode.js'
import { cyclic, getter, thrower } from './lies.js'

const lying = (change: (honest: Policy<unknown>) => object) => (scene: Scene) => ({
  policy: { ...scene.policy, ...change(scene.policy) } as Policy<unknown>,
})
const decides = (decide: unknown) => lying(() => ({ decide }))
const weighs = (weights: unknown) =>
  lying((honest) => ({
    decide: (config: unknown) => (world: never) => map((decision: object) => ({ ...decision, weights }))(honest.decide(config)(world)),
  }))
const changes = (make: () => unknown) => (scene: Scene) => void scene.validator().updateConfig(make() as Json)
const PACE = { version_key: 0n, window_hours: 24 }
/** A change is asked for, and what comes of it has a pace that is none. */
const paced = (pace: unknown): Pick<Mode, 'lie' | 'act'> => ({
  lie: lying(() => ({ pace: () => pace })),
  act: (scene, n) => (n === 2 ? changes(() => ({ burn_percentage: 20 }))(scene) : undefined),
})

export const POLICY: readonly Mode[] = [
  {
    name: 'a decision that throws',
    port: 'policy',
    lie: decides(() => () => thrower()['x']),
    alerts: ['CalculationFailed', 'PortFailing'],
  },
  {
    name: 'undefined for a decision',
    port: 'policy',
    lie: decides(() => () => undefined),
    alerts: ['CalculationFailed', 'PortFailing'],
  },
  {
    name: 'a decision of nothing',
    port: 'policy',
    lie: decides(() => () => right({})),
    alerts: ['CalculationFailed', 'PortFailing'],
  },
  {
    name: 'a decision that throws when it is read',
    port: 'policy',
    lie: decides(() => () => right(thrower())),
    alerts: ['CalculationFailed', 'PortFailing'],
  },
  {
    name: 'weights above a u16',
    port: 'policy',
    lie: weighs({ uids: [1, 2], weights: [65_536, 1] }),
    alerts: ['CalculationFailed', 'PortFailing'],
  },
  {
    name: 'weights that are NaN',
    port: 'policy',
    lie: weighs({ uids: [1, 2], weights: [NaN, 1] }),
    alerts: ['CalculationFailed', 'PortFailing'],
  },
  { name: 'no weights', port: 'policy', lie: weighs(undefined), alerts: ['CalculationFailed', 'PortFailing'] },
  {
    name: 'weights for nobody',
    port: 'policy',
    lie: weighs({ uids: Uint16Array.of(900), weights: Uint16Array.of(65_535) }),
    alerts: ['PortFailing', 'WeightsRefused'],
  },
  { name: 'rows that can not be read', port: 'policy', lie: lying(() => ({ readEvidence: () => thrower()['x'] })), alerts: [] },
  { name: 'an interval of NaN', port: 'policy', ...paced({ ...PACE, interval_blocks: NaN }), alerts: ['InvalidConfigAttempt'] },
  { name: 'an interval below zero', port: 'policy', ...paced({ ...PACE, interval_blocks: -5 }), alerts: ['InvalidConfigAttempt'] },
  { name: 'a pace that throws', port: 'policy', ...paced(thrower()), alerts: ['InvalidConfigAttempt'] },
  { name: 'undefined for a change', port: 'policy', act: changes(() => undefined), alerts: [] },
  { name: 'a change that holds itself', port: 'policy', act: changes(cyclic), alerts: [] },
  { name: 'a change with a getter that throws', port: 'policy', act: changes(() => getter('burn_percentage')), alerts: [] },
  { name: 'a change that throws', port: 'policy', act: changes(thrower), alerts: [] },
  { name: 'a change of a key that does not exist', port: 'policy', act: changes(() => ({ burn: 1 })), alerts: ['InvalidConfigAttempt'] },
]
