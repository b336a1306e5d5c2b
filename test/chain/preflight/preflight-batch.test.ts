import { describe, expect, test } from 'vitest'
import { isRight } from 'fp-ts/lib/Either.js'
import type { ChainState } from '../../../src/chain/preflight/chain-state.js'
import { chainState } from '../../../src/chain/preflight/chain-state.js'
import { preflightBatch } from '../../../src/chain/preflight/preflight-batch.js'
import type { WeightsBatch } from '../../../src/chain/preflight/preflight-batch.js'
import type { Hotkey } from '../../../src/units/address/hotkey.js'
import type { Block } from '../../../src/units/integer/block.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { situations } from '../commits/recorded-situations.js'
import { metagraphOf, neuronOf, THRESHOLD } from './attempts.js'

interface RecordedBatch {
  readonly signer: string
  readonly netuids: readonly number[]
  readonly weights: WeightsBatch['weights']
  readonly version_keys: readonly number[]
  readonly result: { readonly ok: boolean; readonly error?: string; readonly events: readonly string[] }
}
const recorded = situations.flatMap(({ id, steps }) =>
  steps.flatMap((step) => (step.call === 'batch_set_weights' ? [[id, step as unknown as RecordedBatch] as const] : [])),
)

/** Subnets 1 to 5 as recorded: commit-reveal is on in the third. Dave has too little stake. */
const stateOf =
  (spec: number, signer = '//Alice') =>
  (netuid: number): ChainState => {
    const metagraph = metagraphOf(
      netuid,
      [0, 1, 2, 3].map((uid) => neuronOf(uid)),
      { commit_reveal_weights_enabled: netuid === 3 },
    )
    const hotkey = hotkeyOf(signer === '//Dave' ? 3 : 0) as Hotkey
    const stake = signer === '//Dave' ? THRESHOLD - 1n : 5000n
    const state = { ...chainState(metagraph)(hotkey), signer: { hotkey, stake }, block: 1000 as Block, spec }
    return netuid <= 5 ? state : { ...state, metagraph: null }
  }
const batchOf = ({ netuids, weights, version_keys }: RecordedBatch): WeightsBatch => ({
  netuids,
  weights,
  version_keys: version_keys.map(BigInt),
})

describe('a batch', () => {
  test.each(recorded)('%s, as a real runtime answered it (spec 293)', (_, step) => {
    const found = preflightBatch(stateOf(293, step.signer))(batchOf(step))
    const failed = step.result.events.filter((event) => event.startsWith('BatchWeightItemFailed')).map((event) => event.split('.')[1])
    if (step.result.ok) expect(isRight(found) && found.right.flatMap(({ refusal }) => refusal?.onChain ?? [])).toEqual(failed)
    else expect(isRight(found) ? null : found.left.onChain).toBe(step.result.error!.replace('subtensorModule.', ''))
  })
  test('three were recorded', () => {
    expect(recorded.length).toBe(3)
  })
  test('since spec 411 the pool refuses a batch with one subnet of too little stake, and lists that differ in length', () => {
    const batch: WeightsBatch = { netuids: [1, 2], weights: [[[1, 1]], [[1, 1]]], version_keys: [0n, 0n] }
    const answer = (spec: number, signer: string, of = batch): unknown => {
      const found = preflightBatch(stateOf(spec, signer))(of)
      return isRight(found) ? found.right.map(({ refusal }) => refusal?.onChain ?? null) : found.left.onChain
    }
    expect(answer(410, '//Dave')).toEqual(['NotEnoughStakeToSetWeights', 'NotEnoughStakeToSetWeights'])
    expect(answer(411, '//Dave')).toBe('Invalid.Custom(1)')
    expect(answer(411, '//Alice')).toEqual([null, null])
    expect(answer(411, '//Alice', { ...batch, netuids: [1, 99] })).toBe('Invalid.Custom(1)')
    expect(answer(410, '//Alice', { ...batch, netuids: [1] })).toBe('InputLengthsUnequal')
    expect(answer(411, '//Alice', { ...batch, netuids: [1] })).toBe('Invalid.Custom(18)')
    expect(answer(411, '//Alice', { netuids: [], weights: [], version_keys: [] })).toEqual([])
  })
})
