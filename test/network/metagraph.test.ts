import { isNone } from 'fp-ts/lib/Option.js'
import { describe, expect, test } from 'vitest'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import { showSnapshotError } from '../../src/network/snapshot-error.js'
import { chainState } from '../../src/chain/preflight/chain-state.js'
import { MetagraphDocument, neuronByHotkey, neuronByUid, readMetagraph } from '../../src/network/metagraph.js'
import type { Hotkey } from '../../src/units/address/hotkey.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import type { Json } from '../arbitraries/snapshot.js'
import { AT } from '../arbitraries/snapshot.js'
import { expectLeft, expectRight } from '../either.js'
import { neuronOf } from '../chain/preflight/attempts.js'

const hyperparameters = {
  tempo: 360,
  weights_rate_limit: 100,
  min_allowed_weights: 1,
  max_weight_limit: 65_535,
  weights_version: '18446744073709551615',
  commit_reveal_weights_enabled: false,
  stake_threshold: 1000,
}
const document = (changes: Json = {}): Json => ({
  netuid: 39,
  block: 999,
  neurons: [neuronOf(3), neuronOf(1)],
  hyperparameters,
  ...changes,
})
const refused = (changes: Json): readonly string[] => expectLeft(readMetagraph(document(changes))).map(showSnapshotError)

describe('readMetagraph', () => {
  test('neurons are sorted by uid, whatever the order of the input, and numbers of 64 bits are exact', () => {
    const metagraph = expectRight(readMetagraph(document()))
    expect(metagraph.neurons.map(({ uid }) => uid)).toEqual([1, 3])
    expect(metagraph.hyperparameters.weights_version).toBe(18_446_744_073_709_551_615n)
  })
  test('a document is a snapshot at the same time', () => {
    const both = document({ at: AT, results: [], owner: { hotkey: hotkeyOf(3), coldkey: hotkeyOf(1003) } })
    expect(expectRight(readSnapshot(both)).owner).toEqual(expectRight(readMetagraph(both)).owner)
  })
  test('writing a metagraph that was read gives the same document', () => {
    expect(MetagraphDocument.encode(expectRight(readMetagraph(document({ neurons: [neuronOf(1)] }))))).toEqual(
      document({ neurons: [neuronOf(1)] }),
    )
  })
  test('all errors are reported at once, with their paths', () => {
    expect(
      refused({
        neurons: [neuronOf(1, { stake: -1, validator_permit: 1 })],
        hyperparameters: { ...hyperparameters, tempo: 70_000, commit_reveal_weights_enabled: undefined },
      }),
    ).toEqual([
      'neurons[0].validator_permit: expected true or false, found 1',
      'neurons[0].stake: expected an integer from 0 to 2^64 - 1 (as a string above 2^53 - 1), found -1',
      'hyperparameters.tempo: expected an integer from 0 to 65535, found 70000',
      'hyperparameters.commit_reveal_weights_enabled: missing: expected true or false',
    ])
  })
  test('repeated uids and hotkeys are refused', () => {
    expect(
      refused({ neurons: [neuronOf(1), neuronOf(2), neuronOf(1, { hotkey: hotkeyOf(9) }), neuronOf(4, { hotkey: hotkeyOf(2) })] }),
    ).toEqual(['neurons[2].uid: 1 is already at neurons[0].uid', `neurons[3].hotkey: ${hotkeyOf(2)} is already at neurons[1].hotkey`])
  })
})

describe('lookups', () => {
  const metagraph = expectRight(readMetagraph(document()))
  test('by uid and by hotkey find the same neuron, or undefined when there is none', () => {
    expect(neuronByUid(metagraph)(3)).toEqual(neuronByHotkey(metagraph)(hotkeyOf(3)))
    expect(isNone(neuronByUid(metagraph)(2)) && isNone(neuronByHotkey(metagraph)(hotkeyOf(2)))).toBe(true)
  })
  test('the state for a signer is about the next block', () => {
    expect(chainState(metagraph)(hotkeyOf(3) as Hotkey)).toEqual({
      metagraph,
      signer: { hotkey: hotkeyOf(3), stake: 5000n },
      block: 1000,
      stake_threshold: 1000n,
    })
    expect(chainState(metagraph)(hotkeyOf(4) as Hotkey).signer.stake).toBe(0n)
  })
})
