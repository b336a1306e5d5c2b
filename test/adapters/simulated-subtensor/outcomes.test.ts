/** The attempts on a real runtime, sent through simulated chains, one for each network. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { SimulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { SimulatedNeuron } from '../../../src/adapters/simulated-subtensor/ledger.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'

interface Case {
  readonly name: string
  readonly signer: string
  readonly netuid: number
  readonly dests: readonly number[]
  readonly weights: readonly number[]
  readonly version_key: string
  readonly ok: boolean
  readonly error: string | null
  readonly raw?: string
  readonly block?: number
  readonly stored?: readonly (readonly [number, number])[]
}

const { cases } = JSON.parse(readFileSync('test/vectors/set_weights_outcomes.json', 'utf8')) as { readonly cases: readonly Case[] }

const SIGNERS: Readonly<Record<string, { readonly uid: number; readonly stake: number; readonly permit: boolean }>> = {
  '//Alice': { uid: 0, stake: 1_000_000, permit: true },
  '//Bob': { uid: 1, stake: 500_000, permit: true },
  '//Charlie': { uid: 2, stake: 2000, permit: false },
  '//Dave': { uid: 3, stake: 1, permit: true },
  '//Eve': { uid: 900, stake: 5000, permit: false },
}
const NETWORKS: Readonly<Record<number, object>> = {
  1: {},
  2: { min_allowed_weights: 8, max_weight_limit: 16_384, weights_rate_limit: 100, weights_version: 1000 },
  3: { commit_reveal_weights_enabled: true },
  5: { weights_rate_limit: 20 },
}

const neuronOf = (uid: number): SimulatedNeuron => {
  const signer = Object.values(SIGNERS).find((one) => one.uid === uid)
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
  subtensor.setStake(hotkeyOf(SIGNERS['//Eve']!.uid), SIGNERS['//Eve']!.stake)
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
      const hotkey = hotkeyOf(SIGNERS[attempt.signer]!.uid)
      const { netuid, dests: uids, weights, version_key } = attempt
      const answered = subtensor.chainFor(hotkey).submit({ netuid, uids, weights, version_key }, subtensor.block() + 1)
      if (attempt.block !== undefined) subtensor.advance()
      expect(await answered).toEqual(recorded(attempt))
      if (attempt.stored !== undefined) {
        const { uids: kept, weights: values } = subtensor.weightsOf(hotkey)!
        expect(kept.map((uid, i) => [uid, values[i]])).toEqual(attempt.stored)
      }
    })
})
