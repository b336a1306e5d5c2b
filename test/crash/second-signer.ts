/** Another process that sets weights with the key of the validator, and that no journal knows. */
import type { SimulatedSubtensor } from '../../src/adapters/simulated-subtensor/controls.js'

export interface SecondSigner {
  readonly send: () => void
  /** The ids of what it sent. */
  readonly sent: ReadonlySet<number>
}

/** What it sends differs from all that a policy of these tests decides: no uid has as much as the uid after it. */
export const secondSigner = (subtensor: SimulatedSubtensor, hotkey: string, netuid: number): SecondSigner => {
  const chain = subtensor.chainFor(hotkey)
  const sent = new Set<number>()
  return {
    send: () => {
      const before = subtensor.submissions().length
      const call = { _tag: 'Set', netuid, uids: [0, 1, 2], weights: [100, 200, 300], version_key: '0' } as const
      // Nobody hears its answer.
      chain.submit(call, subtensor.block() + 4).catch(() => undefined)
      if (subtensor.submissions().length > before) sent.add(before)
    },
    sent,
  }
}
