/** A chain that lies about what became of a submission, and another process that uses the same key. */
import type { Chain, SubmitAnswer } from '../../../src/validator/ports.js'
import type { Mode, Scene } from '../mode.js'
import { NETUID } from '../subnet.js'
import { never, rejects } from './lies.js'

type Answer = (scene: Scene, valid_until: number) => unknown

/** Nothing is sent, and this is answered. */
const claims =
  (answer: Answer) =>
  (scene: Scene): { readonly chain: Chain } => ({
    chain: { ...scene.chain, submit: async (_, until) => answer(scene, until) as SubmitAnswer },
  })

/** The call is sent, and this is answered. */
const sends =
  (answer: Answer) =>
  (scene: Scene): { readonly chain: Chain } => ({
    chain: {
      ...scene.chain,
      submit: async (call, until) => {
        scene.chain.submit(call, until).catch(() => undefined)
        return (await answer(scene, until)) as SubmitAnswer
      },
    },
  })

const late: Answer = () => new Promise((resolve) => setTimeout(() => resolve({ _tag: 'Included', block: 1 }), 300_000))
const head = ({ subtensor }: Scene): number => subtensor.block()
const included =
  (block: (scene: Scene, until: number) => number): Answer =>
  (scene, until) => ({ _tag: 'Included', block: block(scene, until) })

/** Somebody sets other weights with the validator's key. */
const intrude = ({ subtensor, hotkey }: Scene): void => {
  const call = { _tag: 'Set', netuid: NETUID, uids: [2, 3], weights: [65_535, 1 + (subtensor.block() % 9)], version_key: '0' } as const
  subtensor
    .chainFor(hotkey)
    .submit(call, subtensor.block() + 4)
    .catch(() => undefined)
}
const isPending = ({ subtensor }: Scene): boolean => subtensor.submissions().some(({ fate }) => fate._tag === 'Pending')

/** Each submission waits for some blocks before it can be included. */
const delayed =
  (blocks: number) =>
  ({ chain, subtensor }: Scene): { readonly chain: Chain } => ({
    chain: {
      ...chain,
      submit: (call, until) => {
        subtensor.faults.delayInclusion(blocks)
        return chain.submit(call, until)
      },
    },
  })

export const ANSWERS: readonly Mode[] = [
  {
    name: 'Included, and nothing was sent',
    port: 'chain',
    lie: claims(included((scene) => head(scene) + 1)),
    alerts: ['PortFailing'],
  },
  {
    name: 'Included far ahead',
    port: 'chain',
    lie: claims(included((scene) => head(scene) + 1e6)),
    alerts: ['ImplausibleAnswer', 'PortFailing'],
  },
  {
    name: 'Included far ahead, and it gets in',
    port: 'chain',
    lie: sends(included((scene) => head(scene) + 1e6)),
    alerts: ['ImplausibleAnswer'],
  },
  { name: 'Included at -1', port: 'chain', lie: sends(included(() => -1)), alerts: ['ImplausibleAnswer'] },
  { name: 'Included at NaN', port: 'chain', lie: sends(included(() => NaN)), alerts: [] },
  {
    name: 'Refused by the pool, and it gets in',
    port: 'chain',
    lie: sends(() => ({ _tag: 'Refused', error: 'BadProof', block: null })),
    alerts: [],
  },
  {
    name: 'Refused by a block, and it gets in',
    port: 'chain',
    lie: sends((scene) => ({ _tag: 'Refused', error: 'Bad', block: head(scene) + 1 })),
    alerts: [],
  },
  {
    name: 'Refused by the pool',
    port: 'chain',
    lie: claims(() => ({ _tag: 'Refused', error: 'BadProof', block: null })),
    alerts: ['WeightsRefused'],
  },
  {
    name: 'NotSent',
    port: 'chain',
    lie: claims(() => ({ _tag: 'NotSent', error: 'locked' })),
    alerts: ['PortFailing', 'WeightsNotSent'],
  },
  { name: 'NotSent without a reason', port: 'chain', lie: claims(() => ({ _tag: 'NotSent' })), alerts: ['PortFailing'] },
  { name: 'undefined for an answer', port: 'chain', lie: sends(() => undefined), alerts: [] },
  { name: 'an answer that never comes', port: 'chain', lie: sends(never), alerts: [] },
  { name: 'an answer that rejects, and it gets in', port: 'chain', lie: sends(rejects), alerts: [] },
  {
    name: 'an answer that rejects',
    port: 'chain',
    lie: claims(() => Promise.reject(new Error('no'))),
    alerts: ['PortFailing'],
  },
  { name: 'an answer that is late and wrong', port: 'chain', lie: sends(late), alerts: [] },
  {
    name: 'another process sets weights between ours',
    port: 'chain',
    act: (scene, n) => (n % 10 === 3 && !isPending(scene) ? intrude(scene) : undefined),
    alerts: [],
    believes: ['superseded'],
  },
  {
    name: 'another process sets weights before ours',
    port: 'chain',
    lie: delayed(5),
    act: (scene) => (isPending(scene) ? intrude(scene) : undefined),
    alerts: [],
    believes: ['superseded'],
  },
  {
    name: 'another process sets weights in place of ours',
    port: 'chain',
    lie: delayed(2),
    act: (scene) => (isPending(scene) ? intrude(scene) : undefined),
    alerts: ['Superseded'],
    believes: ['superseded'],
  },
  {
    name: 'forks that drop what was included',
    port: 'chain',
    act: ({ subtensor }, n) => (n % 3 === 0 ? subtensor.fork(2, { dropTransactions: true }) : undefined),
    alerts: [],
  },
]
