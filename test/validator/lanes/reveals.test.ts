import { describe, expect, test } from 'vitest'
import type { Look } from '../../../src/network/look.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { revealsFailed, revealsWritten, watchReveals } from '../../../src/validator/lanes/reveals.js'
import type { Registered } from '../../../src/validator/network.js'
import type { ValidatorState } from '../../../src/validator/state.js'
import { networkOf, stateOf } from './seats.js'

const commitOf = (id: string, block: number, weight: number, changes: Partial<WeightSubmissionRecord> = {}): WeightSubmissionRecord =>
  ({
    id,
    status: 'confirmed',
    uids: [0, 1],
    hotkeys: ['', ''],
    weights: [weight, 65_535],
    version_key: '0',
    decided_block: block - 1,
    block,
    commit: `0x0${id}`,
    reveal_round: 7,
    reveal_block: block + 20,
    reveal: 'awaited',
    revealed_block: null,
    ...changes,
  }) as unknown as WeightSubmissionRecord

/** The chain at a block: what stands in the queue, and the weight of uid 0 in the row. */
const showing = (queue: readonly string[], weight: number, block = 1000): Registered => {
  const network = networkOf([{ seed: 0 }, { seed: 1 }])
  const own = {
    block,
    commits: queue.map((id) => ({ block: 900, reveal_round: 7, commit: `0x0${id}` })),
    row: [
      [0, weight],
      [1, 65_535],
    ],
  }
  return { ...network, metagraph: { ...network.metagraph, ...own } as unknown as Look }
}
const outcomesOf = (network: Registered, state: ValidatorState): readonly unknown[] =>
  (watchReveals(network)(state)[0].revealing?.reveals ?? []).map(({ record: { id, reveal } }) => [id, reveal])
const saidBy = (commands: readonly object[]): string => JSON.stringify(commands)

/** Nothing has to be deep. */
const flat = { ...stateOf({}).settings, confirmations: 0 }

const first = commitOf('1', 950, 100)
const second = commitOf('2', 960, 200)
const both = stateOf({ awaited: [first, second], last: second, settings: flat })

describe('what became of commits', () => {
  test('nothing, as long as they stand in the queue', () => {
    expect(watchReveals(showing(['1', '2'], 100))(both)).toEqual([both, []])
  })
  test('the one whose weights are the row is in force, and one before it is replaced', () => {
    expect(outcomesOf(showing(['2'], 100), both)).toEqual([['1', 'in_force']])
    expect(outcomesOf(showing([], 200), both)).toEqual([
      ['1', 'replaced'],
      ['2', 'in_force'],
    ])
  })
  test('one whose weights are nowhere has failed', () => {
    expect(outcomesOf(showing([], 77), both)).toEqual([
      ['1', 'failed'],
      ['2', 'failed'],
    ])
  })
  test('somebody else who uses the key is named, and never a call of this validator', () => {
    const reasonsOf = (last_update: number, state: ValidatorState): string => {
      const { signer: at0, metagraph } = showing(['2'], 77)
      const signer = { ...at0, last_update, validator_permit: true }
      const neurons = metagraph.neurons.map((one) => (one.uid === signer.uid ? signer : one))
      const network = { signer, metagraph: { ...metagraph, neurons } } as unknown as Registered
      return saidBy((watchReveals(network)(state)[0].revealing?.reveals ?? []).map(({ reasons }) => reasons))
    }
    expect(reasonsOf(970, both)).toContain('block 970 has a call of this hotkey that this validator did not send')
    expect(reasonsOf(960, both)).not.toContain('did not send')
    const open = commitOf('3', 0, 300, { status: 'open', block: null })
    const stage = { _tag: 'Inquiring', id: 9, submission: open, from: 0, error: null, included: null, began: '' } as const
    expect(reasonsOf(970, { ...both, stage })).not.toContain('did not send')
  })
  test('one that is replaced by weights of which it is not known yet that a block has them has not failed', () => {
    const open = commitOf('3', 0, 300, { status: 'open', block: null })
    const stage = { _tag: 'Inquiring', id: 9, submission: open, from: 0, error: null, included: null, began: '' } as const
    expect(outcomesOf(showing(['2'], 300), { ...both, stage })).toEqual([['1', 'replaced']])
  })
  test('is told once it is written, and found out again where it could not be', () => {
    const [asked, commands] = watchReveals(showing(['2'], 100))(both)
    expect(commands.map(({ _tag }) => _tag)).toEqual(['Store'])
    expect(watchReveals(showing(['2'], 100))(asked)).toEqual([asked, []])
    const [again] = revealsFailed({ port: 'storage', error: 'Timeout', message: '' })(asked)
    expect(outcomesOf(showing(['2'], 100), again)).toEqual([['1', 'in_force']])
    const [told, said] = revealsWritten(asked)
    expect(told).toMatchObject({ revealing: null, awaited: [second], redo: false })
    expect(saidBy(said)).toContain('InForce')
  })
})

describe('what a fork may take back', () => {
  const deep = { ...both, settings: { ...flat, confirmations: 2 } }
  const at = (block: number, queue: readonly string[], state: ValidatorState): ValidatorState =>
    watchReveals(showing(queue, 100, block))(state)[0]

  test('is told when it is deep enough, with the block at which it was first seen', () => {
    const seen = at(1001, ['2'], at(1000, ['2'], deep))
    expect(seen.revealing).toBeNull()
    expect(at(1002, ['2'], seen).revealing?.reveals).toMatchObject([{ record: { id: '1', reveal: 'in_force', revealed_block: 1000 } }])
  })
  test('is forgotten where the commit stands in the queue again', () => {
    const back = at(1001, ['1', '2'], at(1000, ['2'], deep))
    expect(back.awaited.map(({ revealed_block }) => revealed_block)).toEqual([null, null])
    expect(at(1002, ['2'], back).revealing).toBeNull()
  })
})

describe('new weights are due', () => {
  const overwritten = (last: WeightSubmissionRecord): readonly [ValidatorState, string] => {
    const [asked] = watchReveals(showing([], 100))(stateOf({ awaited: [first], last, settings: flat }))
    const [after, said] = revealsWritten(asked)
    return [after, saidBy(said)]
  }
  test('where an older commit overwrote them', () => {
    const [after, said] = overwritten(commitOf('4', 970, 400, { commit: null, reveal: null }))
    expect(after).toMatchObject({ redo: true, last: { reveal: 'replaced', revealed_block: 1000 } })
    expect(said).toContain('Overwritten')
  })
  test('not where it was the same weights', () => {
    const [after, said] = overwritten(commitOf('4', 970, 100, { commit: null, reveal: null }))
    expect(after.redo).toBe(false)
    expect(said).not.toContain('Overwritten')
  })
  test('where the last ones failed, and it is not told that an older commit overwrote them', () => {
    const [asked] = watchReveals(showing([], 100))(both)
    const [after, said] = revealsWritten(asked)
    expect(after.redo).toBe(true)
    expect(saidBy(said)).toContain('RevealFailed')
    expect(saidBy(said)).not.toContain('Overwritten')
  })
  test('where the last ones failed', () => {
    const [asked] = watchReveals(showing([], 77))(stateOf({ awaited: [second], last: second, settings: flat }))
    const [after, said] = revealsWritten(asked)
    expect(after).toMatchObject({ redo: true, last: { reveal: 'failed' }, awaited: [] })
    expect(saidBy(said)).toContain('RevealFailed')
  })
})
