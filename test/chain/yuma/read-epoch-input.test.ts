import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epoch, readEpochInput, reportEpoch, showYumaError } from '../../../src/chain/yuma/index.js'
import { expectLeft, expectRight } from '../../either.js'
import { small } from './small.js'

const refusals = (changes: object): readonly string[] => expectLeft(readEpochInput({ ...small, ...changes })).map(showYumaError)
const report = (changes: object) => reportEpoch(expectRight(epoch(293)(expectRight(readEpochInput({ ...small, ...changes })))))

describe('reading the input of an epoch', () => {
  test('every mistake is reported with its path and its value', () => {
    expect(
      refusals({ block: -1, kappa: 65_536, yuma3_on: 'yes', owner_uid: '1', alpha_stake: ['1', '-1', '0', '0', '18446744073709551616'] }),
    ).toEqual([
      'block: expected a block height: an integer from 0 to 2^53 - 1, found -1',
      'owner_uid: expected an integer from 0 to 65535, or null, found "1"',
      'kappa: expected an integer from 0 to 65535, found 65536',
      'yuma3_on: expected true or false, found "yes"',
      'alpha_stake[1]: expected an integer from 0 to 2^64 - 1 (as a string above 2^53 - 1), found "-1"',
      'alpha_stake[4]: expected an integer from 0 to 2^64 - 1 (as a string above 2^53 - 1), found "18446744073709551616"',
    ])
    expect(refusals({ weights: undefined })).toEqual(['weights: missing: expected a list, each a row [uid, entries]'])
  })

  test('a malformed row or entry is reported with its path', () => {
    expect(
      refusals({
        weights: [
          [0, [[2, 1]]],
          [
            1,
            [
              [2, 1],
              [3, 65_536],
            ],
          ],
        ],
      }),
    ).toEqual(['weights[1][1][1]: expected an entry [uid, u16], found a list'])
    expect(refusals({ bonds: [[0], 7, [1, 'x']] })).toEqual([
      'bonds[0]: expected a row [uid, entries], found a list',
      'bonds[1]: expected a row [uid, entries], found 7',
      'bonds[2][1]: expected a list, each an entry [uid, u16], found "x"',
    ])
  })

  test('a column with another length than the number of neurons is refused', () => {
    expect(refusals({ last_update: [1, 2, 3, 4, 5, 6], validator_permit: [true, true, false, false, false, false] })).toEqual([
      'last_update: 6 entries for 5 neurons',
      'validator_permit: 6 entries for 5 neurons',
    ])
    expect(refusals({ commit_blocks: [null] })).toEqual(['commit_blocks: 1 entries for 5 neurons'])
  })

  test('two rows of one neuron are refused', () => {
    expect(
      refusals({
        weights: [
          [1, []],
          [0, []],
          [1, [[2, 5]]],
        ],
      }),
    ).toEqual(['weights[2]: uid 1 has a row at weights[0] already'])
  })

  test('an owner, a parent or a child that is not on the subnet is refused', () => {
    expect(refusals({ owner_uid: 5, parents: { 5: [], '01': [] }, children: { x: [] } })).toEqual([
      'owner_uid: 5 is not on the subnet',
      'parents: "01" is not on the subnet',
      'parents: "5" is not on the subnet',
      'children: "x" is not on the subnet',
    ])
  })

  test('more neurons than fixed point can sum are refused', () => {
    expect(refusals({ n: 32_769 })[0]).toBe('n: expected an integer from 0 to 32768, found 32769')
  })

  test('rows and entries of uids that are not on the subnet do not count, as on the chain', () => {
    const beyond = [
      [
        0,
        [
          [9, 65_535],
          [2, 65_535],
          [3, 65_535],
          [5, 1],
        ],
      ],
      [
        1,
        [
          [2, 65_535],
          [3, 65_535],
        ],
      ],
      [7, [[2, 1]]],
    ]
    expect(report({ weights: beyond })).toEqual(report({}))
  })

  test('an entry may occur twice: both count in sums, and the later one votes', () => {
    const twice = report({
      weights: [
        [
          0,
          [
            [2, 20_000],
            [2, 40_000],
          ],
        ],
        [
          1,
          [
            [2, 20_000],
            [2, 40_000],
          ],
        ],
      ],
      bonds_penalty: 65_535,
    })
    expect(twice.consensus[2]).toBe(43_689)
    expect(twice.validator_trust).toEqual([65_534, 65_534, 0, 0, 0])
  })

  test('amounts up to 2^53 - 1 may be numbers', () => {
    expect(report({ alpha_stake: [3e12, 1e12, 0, 0, 0], rao_emission: 1e9 })).toEqual(report({}))
  })

  test('the last step has the name of its storage item; a document with the old name is told the right one', () => {
    const told = 'last_epoch_block: this key is now last_mechansim_step_block, the name of the storage item that an epoch reads'
    expect(refusals({ last_epoch_block: 9000 })).toEqual([told])
    expect(refusals({ last_epoch_block: 9000, kappa: -1 })).toEqual([told, 'kappa: expected an integer from 0 to 65535, found -1'])
    // Both are storage items, so a document may have both.
    const both = expectRight(readEpochInput({ ...small, last_epoch_block: 9000, last_mechansim_step_block: 8000 }))
    expect(both.last_mechansim_step_block).toBe(8000)
    expect(expectRight(readEpochInput(small)).last_mechansim_step_block).toBe(0)
  })

  test('the cutoff is a number of blocks up to 2^64 - 1, or a factor of the tempo, and one of them has to be there', () => {
    const { activity_cutoff: _, ...without } = small
    const cutoff = (changes: object) => expectRight(readEpochInput({ ...without, ...changes })).activity_cutoff
    expect(cutoff({ activity_cutoff: 2_520_000 })).toBe(2_520_000)
    expect(cutoff({ activity_cutoff: '18446744073709551615' })).toBe(Number.MAX_SAFE_INTEGER)
    expect(cutoff({ activity_cutoff_factor_milli: 13_889, tempo: 360 })).toBe(5000)
    expect(refusals({ activity_cutoff_factor_milli: 1 })).toEqual(['activity_cutoff: give either this or activity_cutoff_factor_milli'])
    expect(expectLeft(readEpochInput(without)).map(showYumaError)).toEqual([
      'activity_cutoff: missing: expected a number of blocks, or activity_cutoff_factor_milli in thousandths of the tempo',
    ])
    const whole = report({ activity_cutoff: '18446744073709551615', last_update: [0, 0, 0, 0, 0], block_at_registration: [0, 0, 0, 0, 0] })
    expect(whole.active).toEqual([true, true, true, true, true])
  })

  test('a column of last updates that is shorter than the subnet is padded with 0, as in a new mechanism', () => {
    expect([...expectRight(readEpochInput({ ...small, last_update: [9995] })).last_update]).toEqual([9995, 0, 0, 0, 0])
    expect(report({ last_update: [] }).active).toEqual([false, false, false, false, false])
  })

  test('the consensus of the last epoch may have any length, and a mode that does not exist is refused', () => {
    const read = expectRight(readEpochInput({ ...small, previous_consensus: [1, 2], liquid_alpha_consensus_mode: 'Previous' }))
    expect([[...read.previous_consensus], read.liquid_alpha_consensus_mode]).toEqual([[1, 2], 'Previous'])
    const unset = expectRight(readEpochInput(small))
    expect([[...unset.previous_consensus], unset.liquid_alpha_consensus_mode]).toEqual([[], 'Auto'])
    expect(refusals({ liquid_alpha_consensus_mode: 'auto', previous_consensus: [65_536] })).toEqual([
      'liquid_alpha_consensus_mode: expected "Current" or "Previous" or "Auto", found "auto"',
      'previous_consensus[0]: expected an integer from 0 to 65535, found 65536',
    ])
  })

  test('every document is read or refused, without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(small)), (value, key) => {
        readEpochInput(value)
        readEpochInput({ ...small, [key]: value })
        readEpochInput({ ...small, parents: value, children: value })
      }),
      { numRuns: 500 },
    )
  })
})

describe('columns that a caller made', () => {
  const input = expectRight(readEpochInput(small))
  const errors = (changes: object): readonly string[] => expectLeft(epoch(293)({ ...input, ...changes })).map(showYumaError)

  test('are refused when they do not fit together', () => {
    expect(errors({ alpha_stake: new BigUint64Array(3), weights: { ...input.weights, starts: Uint32Array.of(0, 2) } })).toEqual([
      'alpha_stake: 3 entries for 5 neurons',
      'weights: expected rows of 5 neurons, found a table',
    ])
    expect(errors({ bonds: { ...input.weights, columns: Uint16Array.of(2, 3, 2, 5) } })).toEqual([
      'bonds: expected rows of 5 neurons, found a table',
    ])
    expect(errors({ weights: { ...input.weights, starts: Uint32Array.of(0, 4, 2, 4, 4, 4) } })).toEqual([
      'weights: expected rows of 5 neurons, found a table',
    ])
    expect(errors({ kappa: 0.5 })).toEqual(['kappa: expected an integer from 0 to 65535, found 0.5'])
    expect(errors({ owner_uid: -1 })).toEqual(['owner_uid: -1 is not on the subnet'])
    expect(errors({ liquid_alpha_consensus_mode: 'Newest' })).toEqual([
      'liquid_alpha_consensus_mode: expected Current, Previous, Auto, found "Newest"',
    ])
  })

  test('a value that is not a block height is reported; only a commit block may be Infinity', () => {
    const block = 'a block height: an integer from 0 to 2^53 - 1'
    expect(errors({ last_update: Float64Array.of(1, NaN, 1, 1, 1) })).toEqual([`last_update[1]: expected ${block}, found NaN`])
    expect(errors({ block_at_registration: Float64Array.of(1, 1, 1, 1, Infinity) })).toEqual([
      `block_at_registration[4]: expected ${block}, found Infinity`,
    ])
    expect(errors({ commit_blocks: Float64Array.of(Infinity, -1, 1, 1, 1) })).toEqual([`commit_blocks[1]: expected ${block}, found -1`])
  })
})
