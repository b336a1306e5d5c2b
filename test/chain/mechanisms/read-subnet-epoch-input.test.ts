import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mechanismInputs, readSubnetEpochInput, subnetEpoch } from '../../../src/chain/mechanisms/index.js'
import { showYumaError } from '../../../src/chain/yuma/index.js'
import { expectLeft, expectRight } from '../../either.js'
import { small } from '../yuma/small.js'

const fresh = { last_update: [], weights: [], bonds: [] }
const refusals = (changes: object) => expectLeft(readSubnetEpochInput({ ...small, ...changes })).map(showYumaError)
const notRun = (spec: number, changes: object) =>
  expectLeft(subnetEpoch(spec)(expectRight(readSubnetEpochInput({ ...small, ...changes })))).map(showYumaError)

describe('reading the epoch of a subnet', () => {
  test('a mechanism has its own columns and rows, and none of the first one', () => {
    const own = {
      last_update: [7],
      weights: [[1, [[2, 9]]]],
      bonds: [[0, [[3, 8]]]],
      commit_blocks: [5, null, 5, 5, 5],
      previous_consensus: [4],
    }
    const document = { ...small, bonds: [[0, [[2, 1]]]], previous_consensus: [1, 2, 3], other_mechanisms: [own, fresh] }
    const { input, others, split, hotkeys, budgets } = expectRight(readSubnetEpochInput(document))
    expect([split, hotkeys, budgets]).toEqual([null, null, null])
    expect(
      others.map(({ last_update, weights, bonds, commit_blocks, previous_consensus }) => [
        [...last_update],
        [...weights.values],
        [...bonds.values],
        commit_blocks === null ? null : [...commit_blocks],
        [...previous_consensus],
      ]),
    ).toEqual([
      [[7, 0, 0, 0, 0], [9], [8], [5, Infinity, 5, 5, 5], [4]],
      [[0, 0, 0, 0, 0], [], [], null, []],
    ])
    expect([...input.previous_consensus]).toEqual([1, 2, 3])
  })

  test('a mistake has the path of its mechanism', () => {
    expect(refusals({ other_mechanisms: [fresh, { ...fresh, weights: [[0, [[1, 70_000]]]] }, {}] })).toEqual([
      'other_mechanisms[1].weights[0][1][0]: expected an entry [uid, u16], found a list',
      'other_mechanisms[2].last_update: missing: expected a list, each a block height: an integer from 0 to 2^53 - 1',
      'other_mechanisms[2].weights: missing: expected a list, each a row [uid, entries]',
      'other_mechanisms[2].bonds: missing: expected a list, each a row [uid, entries]',
    ])
    expect(refusals({ other_mechanisms: [7], mechanism_emission_split: [-1], kappa: -1 })).toEqual([
      'other_mechanisms[0]: expected a mechanism, found 7',
      'mechanism_emission_split[0]: expected an integer from 0 to 65535, found -1',
      'kappa: expected an integer from 0 to 65535, found -1',
    ])
  })

  test('every document is read or refused, without an exception', () => {
    const keys = fc.constantFrom('other_mechanisms', 'mechanism_emission_split', 'hotkeys', 'mechanism_budgets', 'weights')
    fc.assert(
      fc.property(fc.jsonValue(), keys, (value, key) => {
        readSubnetEpochInput(value)
        readSubnetEpochInput({ ...small, [key]: value })
        readSubnetEpochInput({ ...small, other_mechanisms: [value] })
      }),
      { numRuns: 500 },
    )
  })
})

describe('a subnet whose epoch can not be computed', () => {
  test('budgets of mechanisms, and mechanisms before they existed, are refused by name', () => {
    expect(notRun(459, { mechanism_budgets: [1, 2] })).toEqual([
      'mechanism_budgets: the mechanisms have budgets of their own, by rules that are not settled',
    ])
    expect(notRun(319, { other_mechanisms: [fresh] })).toEqual(['other_mechanisms: the runtime of spec 319 has no mechanisms'])
    expect(notRun(475, { other_mechanisms: [fresh] })).toEqual(['spec: the rules of spec 475 are not known: they are for 293 to 459'])
  })

  test('so are more mechanisms than 16 or 256 uids, and hotkeys that are not one for each uid', () => {
    const limits = 'mechanisms: at most 16, with at most 256 uids together'
    const many = (count: number) => Array.from({ length: count }, () => fresh)
    expect(notRun(425, { other_mechanisms: many(16) })).toEqual([`other_mechanisms: expected ${limits}, found 16`])
    expect(expectRight(mechanismInputs(425)(expectRight(readSubnetEpochInput({ ...small, other_mechanisms: many(15) }))))).toHaveLength(16)
    const column = <A>(value: A) => Array<A>(129).fill(value)
    const wide = {
      ...{ n: 129, last_update: [], block_at_registration: column(0), alpha_stake: column('0'), tao_stake: column('0') },
      ...{ validator_permit: column(false), other_mechanisms: [fresh] },
    }
    expect(notRun(425, wide)).toEqual([`other_mechanisms: expected ${limits}, found 1`])
    expect(notRun(425, { hotkeys: ['5A'] })).toEqual(['hotkeys: 1 entries for 5 neurons'])
  })

  test('a mistake of a mechanism that a caller made has its path', () => {
    const subnet = expectRight(readSubnetEpochInput({ ...small, other_mechanisms: [fresh] }))
    const broken = { ...subnet, others: [{ ...subnet.others[0]!, last_update: new Float64Array(2) }] }
    expect(expectLeft(mechanismInputs(425)(broken)).map(showYumaError)).toEqual([
      'other_mechanisms[0].last_update: 2 entries for 5 neurons',
    ])
    expect(expectLeft(mechanismInputs(425)({ ...subnet, split: [1, 2] })).map(({ path }) => path)).toEqual(['split'])
  })

  test('the stored consensus of several mechanisms from 446 to 451 is refused where it would decide', () => {
    const liquid = { liquid_alpha_on: true, bonds_penalty: 65_535, previous_consensus: [1], other_mechanisms: [fresh] }
    const told =
      'previous_consensus: it is not known whether the rule consensusIsByMechanism holds in spec 446, and the result depends on it'
    expect(notRun(446, liquid)).toEqual([told])
    const runs = (spec: number, changes: object) =>
      expectRight(subnetEpoch(spec)(expectRight(readSubnetEpochInput({ ...small, ...liquid, ...changes }))))._tag
    expect([runs(445, {}), runs(452, {}), runs(446, { bonds_penalty: 0 }), runs(446, { other_mechanisms: [] })]).toEqual(
      Array(4).fill('Ran'),
    )
    expect([runs(446, { liquid_alpha_on: false }), runs(446, { yuma3_on: false })]).toEqual(['Ran', 'Ran'])
  })
})
