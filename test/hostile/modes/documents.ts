/** A chain that lies about its subnet. */
import type { Mode, Scene } from '../mode.js'
import type { Shown } from './lies.js'
import { amended, amendedSigner, cyclic, getter, gives, never, rejects, thrower } from './lies.js'

const looking = (look: (scene: Scene) => () => Promise<unknown>) => (scene: Scene) => ({ chain: { ...scene.chain, look: look(scene) } })
const shows = (change: (document: Shown) => unknown) => looking((scene) => amended(scene, change))
const signer = (change: (signer: Shown['neurons'][number], document: Shown) => object) => looking((scene) => amendedSigner(scene, change))
const hyperparameters = (changes: object) =>
  shows((document) => ({ ...document, hyperparameters: { ...document.hyperparameters, ...changes } }))

const FOREIGN = [
  [2, 65_535],
  [3, 1],
] as const

export const DOCUMENTS: readonly Mode[] = [
  { name: 'no subnet', port: 'chain', lie: looking(() => gives(null)), alerts: ['SubnetUnknown'] },
  { name: 'undefined for a subnet', port: 'chain', lie: looking(() => gives(undefined)), alerts: ['PortFailing'] },
  {
    name: 'a subnet without the signer',
    port: 'chain',
    lie: looking((scene) =>
      amended(scene, (document) => ({ ...document, neurons: document.neurons.filter(({ hotkey }) => hotkey !== scene.hotkey) })),
    ),
    alerts: ['NotRegistered'],
  },
  {
    name: 'another subnet',
    port: 'chain',
    lie: shows((document) => ({ ...document, netuid: 40 })),
    alerts: ['PortFailing'],
  },
  {
    name: 'a last update above the block',
    port: 'chain',
    lie: signer((_, { block }) => ({ last_update: block + 50 })),
    alerts: ['PortFailing'],
  },
  {
    name: 'a last update at the block',
    port: 'chain',
    lie: signer((_, { block }) => ({ last_update: block })),
    blocks: 64,
    alerts: ['WeightsStale'],
  },
  {
    name: 'a registration above the block',
    port: 'chain',
    lie: signer((_, { block }) => ({ registered_at_block: block + 50 })),
    alerts: ['PortFailing'],
  },
  { name: 'a last update of zero', port: 'chain', lie: signer(() => ({ last_update: 0 })), alerts: ['SubmissionOverdue'] },
  {
    name: 'a last update and a row of never',
    port: 'chain',
    lie: looking((scene) => {
      const look = amendedSigner(scene, () => ({ last_update: 0 }))
      return async () => ({ ...((await look()) as object), row: [] })
    }),
    alerts: ['ChainContradictsItself', 'SubmissionOverdue'],
  },
  {
    name: 'a rate limit of 2^50',
    port: 'chain',
    lie: hyperparameters({ weights_rate_limit: 2 ** 50 }),
    alerts: ['PortFailing'],
  },
  {
    name: 'a rate limit of a million',
    port: 'chain',
    lie: hyperparameters({ weights_rate_limit: 1e6 }),
    blocks: 64,
    alerts: ['WeightsStale'],
  },
  { name: 'a tempo of zero', port: 'chain', lie: hyperparameters({ tempo: 0 }), alerts: [] },
  {
    name: 'commit-reveal that is on',
    port: 'chain',
    lie: hyperparameters({ commit_reveal_weights_enabled: true }),
    alerts: ['WeightsRefused'],
  },
  {
    name: 'a document without neurons',
    port: 'chain',
    lie: shows(({ neurons: _, ...document }) => document),
    alerts: ['PortFailing'],
  },
  {
    name: 'an empty subnet',
    port: 'chain',
    lie: shows((document) => ({ ...document, neurons: [] })),
    alerts: ['NotRegistered'],
  },
  {
    name: 'a document that throws',
    port: 'chain',
    lie: looking(() => () => new Promise((resolve) => setImmediate(() => resolve([thrower()])))),
    alerts: ['PortFailing'],
  },
  { name: 'a thenable that throws', port: 'chain', lie: looking(() => () => thrower()), alerts: ['PortFailing'] },
  {
    name: 'getters that throw',
    port: 'chain',
    lie: shows((document) => Object.assign(getter('neurons'), { netuid: document.netuid })),
    alerts: ['PortFailing'],
  },
  { name: 'a document that holds itself', port: 'chain', lie: looking(() => gives(cyclic())), alerts: ['PortFailing'] },
  {
    name: 'bigints',
    port: 'chain',
    lie: shows((document) => ({ ...document, block: BigInt(document.block) })),
    alerts: ['PortFailing'],
  },
  {
    name: 'the row of somebody else',
    port: 'chain',
    lie: shows((document) => ({ ...document, row: FOREIGN })),
    alerts: ['Superseded'],
    believes: ['superseded'],
  },
  { name: 'no row', port: 'chain', lie: shows(({ row: _, ...document }) => document), alerts: ['PortFailing'] },
  {
    name: 'a row that is garbage',
    port: 'chain',
    lie: shows((document) => ({ ...document, row: [['a', 1]] })),
    alerts: ['PortFailing'],
  },
  { name: 'looks that reject', port: 'chain', lie: looking(() => rejects), alerts: ['PortFailing'] },
  { name: 'looks that never come', port: 'chain', lie: looking(() => never), alerts: ['PortFailing'] },
]
