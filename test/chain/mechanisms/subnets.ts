/** Subnets with one to four mechanisms of all kinds, also ones that nobody has set weights in. */
import fc from 'fast-check'
import type { MechanismInput, SubnetEpochInput } from '../../../src/chain/mechanisms/index.js'
import { sparseRows } from '../../../src/chain/yuma/index.js'
import { BLOCK, column, inputs, rows } from '../yuma/worlds.js'

/** Parts of 65535 for so many mechanisms: even, uneven, with zeros, or unset. */
export const splits = (count: number): fc.Arbitrary<readonly number[] | null> =>
  fc.option(
    fc.array(fc.oneof(fc.nat(65_535), fc.constantFrom(0, 1)), { minLength: count - 1, maxLength: count - 1 }).map((cuts) => {
      const sorted = [0, ...[...cuts].sort((a, b) => a - b), 65_535]
      return sorted.slice(1).map((cut, k) => cut - sorted[k]!)
    }),
  )

const fresh = (n: number): MechanismInput => ({
  last_update: new Float64Array(n),
  weights: sparseRows(n)([]),
  bonds: sparseRows(n)([]),
  commit_blocks: null,
  previous_consensus: new Uint16Array(0),
})

const worked = (n: number): fc.Arbitrary<MechanismInput> =>
  fc
    .record({ last_update: column(n, fc.constantFrom(0, 100, 9990, 9999, BLOCK)), weights: rows(n), bonds: rows(n) })
    .map(({ last_update, weights, bonds }) => ({
      ...fresh(n),
      last_update: Float64Array.from(last_update),
      weights: sparseRows(n)(weights),
      bonds: sparseRows(n)(bonds),
    }))

/** A subnet with at most `most` mechanisms. */
export const subnets = (most: number, changes: { readonly [key: string]: unknown } = {}): fc.Arbitrary<SubnetEpochInput> =>
  inputs(changes).chain((input) =>
    fc
      .array(fc.oneof(fc.constant(fresh(input.n)), worked(input.n)), { maxLength: most - 1 })
      .chain((others) => splits(1 + others.length).map((split) => ({ input, others, split, hotkeys: null, budgets: null }))),
  )
