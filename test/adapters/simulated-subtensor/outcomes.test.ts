/** The attempts on a real runtime, sent through simulated chains, one for each network. */
import { describe, expect, test } from 'vitest'
import type { SimulatedSubtensor } from '../../../src/adapters/simulated-subtensor/controls.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { SimulatedNeuron } from '../../../src/adapters/simulated-subtensor/ledger.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import type { Case } from '../../vectors/outcomes.js'
import { ACCOUNTS, cases, NETWORKS } from '../../vectors/outcomes.js'

const neuronOf = (uid: number): SimulatedNeuron => {
  const signer = Object.values(ACCOUNTS).find((one) => one.uid === uid)
  return {
    uid,
    hotkey: hotkeyOf(uid),
    coldkey: hotkeyOf(1000 + uid),
    registered_at_block: 0,
    last_update: 0,
    stake: signer?.stake ?? 0,
    validator_permit: signer?.permit ?? false,
  }
}

const networkOf = (netuid: number): SimulatedSubtensor => {
  const subtensor = simulatedSubtensor({
    netuid,
    block: 1,
    // That of the runtime that was recorded.
    spec: 293,
    neurons: Array.from({ length: 16 }, (_, uid) => neuronOf(uid)),
    hyperparameters: {
      tempo: 360,
      weights_rate_limit: 0,
      min_allowed_weights: 1,
      max_weight_limit: 65_535,
      weights_version: 0,
      commit_reveal_weights_enabled: false,
      stake_threshold: 1000,
      ...NETWORKS[netuid],
    },
  })
  subtensor.setStake(hotkeyOf(ACCOUNTS['//Eve']!.uid), ACCOUNTS['//Eve']!.stake)
  return subtensor
}

/** The recorded answer, in the form of the port. */
const recorded = ({ ok, error, raw, block }: Case): unknown => {
  if (ok) return { _tag: 'Included', block }
  const byPool = raw === undefined ? null : `Invalid.Custom(${(JSON.parse(raw) as { value: { value: number } }).value.value})`
  return { _tag: 'Refused', error: byPool ?? error!.replace('Module.SubtensorModule.', ''), block: block ?? null }
}

describe('outcomes on a real runtime', () => {
  const networks = new Map(Object.keys(NETWORKS).map((netuid) => [Number(netuid), networkOf(Number(netuid))]))
  for (const attempt of cases)
    test(attempt.name, async () => {
      // Attempts on a network that does not exist, and on the root network, are sent through the chain of another
      // network.
      const subtensor = networks.get(attempt.netuid) ?? networks.get(1)!
      if (attempt.block !== undefined) subtensor.advance(attempt.block - 1 - subtensor.block())
      const hotkey = hotkeyOf(ACCOUNTS[attempt.signer]!.uid)
      const { netuid, dests: uids, weights, version_key } = attempt
      const answered = subtensor.chainFor(hotkey).submit({ _tag: 'Set', netuid, uids, weights, version_key }, subtensor.block() + 1)
      if (attempt.block !== undefined) subtensor.advance()
      expect(await answered).toEqual(recorded(attempt))
      if (attempt.stored !== undefined) {
        const { uids: kept, weights: values } = subtensor.weightsOf(hotkey)!
        expect(kept.map((uid, i) => [uid, values[i]])).toEqual(attempt.stored)
      }
    })
})
