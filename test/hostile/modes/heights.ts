/** A chain that lies about its height. */
import type { Chain } from '../../../src/validator/ports.js'
import type { Mode, Scene } from '../mode.js'
import { amended, never, rejects } from './lies.js'

const telling = (block: (scene: Scene) => () => unknown) => (scene: Scene) => ({
  chain: { ...scene.chain, block: block(scene) as Chain['block'] },
})
const tells = (height: unknown) => telling(() => async () => height)

/** The height, and the block of the document with it. */
const shifted = (by: (scene: Scene) => number) => (scene: Scene) => ({
  chain: {
    ...scene.chain,
    block: async () => scene.subtensor.block() + by(scene),
    look: amended(scene, (document) => ({ ...document, block: document.block + by(scene) })),
  },
})

const frozen = (scene: Scene) => {
  const seen = scene.chain.look()
  return { chain: { ...scene.chain, block: async () => scene.since, look: () => seen } }
}

export const HEIGHTS: readonly Mode[] = [
  { name: 'a height that is NaN', port: 'chain', lie: tells(NaN), alerts: ['ChainStalled'] },
  { name: 'a height in text', port: 'chain', lie: tells('1040'), alerts: ['ChainStalled'] },
  { name: 'no height', port: 'chain', lie: tells(undefined), alerts: ['ChainStalled'] },
  { name: 'a height below zero', port: 'chain', lie: tells(-1), alerts: ['ChainStalled'] },
  { name: 'a height of zero', port: 'chain', lie: tells(0), alerts: [] },
  {
    name: 'a height that is a million ahead',
    port: 'chain',
    lie: telling(
      ({ subtensor }) =>
        async () =>
          subtensor.block() + 1e6,
    ),
    alerts: ['ChainStalled', 'PortFailing'],
  },
  {
    name: 'a height that is twenty behind',
    port: 'chain',
    lie: telling(
      ({ subtensor }) =>
        async () =>
          subtensor.block() - 20,
    ),
    alerts: [],
  },
  {
    name: 'a height that is a million ahead at every second call',
    port: 'chain',
    lie: telling(({ subtensor }) => {
      let calls = 0
      return async () => subtensor.block() + (calls++ % 2) * 1e6
    }),
    alerts: ['PortFailing'],
  },
  { name: 'heights that reject', port: 'chain', lie: telling(() => rejects), alerts: ['ChainStalled'] },
  { name: 'heights that never come', port: 'chain', lie: telling(() => never), alerts: ['ChainStalled'] },
  {
    name: 'a height that throws at once',
    port: 'chain',
    lie: telling(() => () => {
      throw new Error('no')
    }),
    alerts: ['ChainStalled'],
  },
  { name: 'a chain that stands still', port: 'chain', lie: frozen, alerts: ['ChainStalled'] },
  {
    name: 'a chain that is twenty blocks behind',
    port: 'chain',
    lie: shifted(() => -20),
    alerts: ['PortFailing', 'WeightsRefused'],
  },
  { name: 'a chain that is nine hundred blocks behind', port: 'chain', lie: shifted(() => -900), alerts: ['PortFailing'] },
  {
    name: 'a chain that is a million ahead',
    port: 'chain',
    lie: shifted(() => 1e6),
    alerts: ['ChainStalled', 'PortFailing'],
  },
  {
    name: 'a chain that is ninety ahead',
    port: 'chain',
    lie: shifted(() => 90),
    isBelieved: true,
    alerts: ['ImplausibleAnswer', 'SubmissionOverdue', 'WeightsRefused', 'WeightsStale'],
  },
  {
    name: 'a chain that is a million ahead for longer than an hour',
    port: 'chain',
    lie: shifted(() => 1e6),
    blocks: 330,
    isBelieved: true,
    alerts: ['ChainStalled', 'ImplausibleAnswer', 'PortFailing', 'WeightsRefused', 'WeightsStale'],
  },
]
