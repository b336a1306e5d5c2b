/** Subnets of all kinds: ties, zeros, boundaries of blocks, unsorted rows, lost permits, stakes that vanish. */
import fc from 'fast-check'
import type { EpochInput, StoredRow } from '../../../src/chain/yuma/index.js'
import { readEpochInput } from '../../../src/chain/yuma/index.js'
import { expectRight } from '../../either.js'

const u16 = fc.oneof(fc.nat(65_535), fc.constantFrom(0, 1, 32_767, 32_768, 65_534, 65_535))
const stake = fc.oneof(fc.constantFrom('0', '1', '1000', '1000000000000'), fc.bigInt(0n, 10n ** 15n).map(String))
export const BLOCK = 10_000

export const column = <A>(n: number, each: fc.Arbitrary<A>): fc.Arbitrary<readonly A[]> => fc.array(each, { minLength: n, maxLength: n })

export const rows = (n: number): fc.Arbitrary<readonly StoredRow[]> => {
  const entries = fc.uniqueArray(fc.tuple(fc.nat(n - 1), u16), { maxLength: n, selector: ([uid]) => uid })
  return fc.uniqueArray(fc.tuple(fc.nat(n - 1), entries), { maxLength: n, selector: ([uid]) => uid })
}

/** A document of an input; `changes` replace the generated values. */
export const documents = (changes: { readonly [key: string]: unknown } = {}): fc.Arbitrary<{ readonly [key: string]: unknown }> =>
  fc.integer({ min: 1, max: 9 }).chain((n) =>
    fc
      .record({
        netuid: fc.constant(1),
        n: fc.constant(n),
        block: fc.constant(BLOCK),
        tempo: fc.constantFrom(0, 10, 360),
        activity_cutoff: fc.constantFrom(0, 50, 5000),
        last_update: column(n, fc.constantFrom(0, 100, 9949, 9950, 9990, 9999, BLOCK)),
        block_at_registration: column(n, fc.constantFrom(0, 99, 100, 9989, 9990, 9991)),
        alpha_stake: column(n, stake),
        tao_stake: column(n, stake),
        tao_weight: fc.constantFrom('0', '971718665099567868', '18446744073709551615'),
        stake_threshold: fc.constantFrom('0', '1000'),
        validator_permit: column(n, fc.boolean()),
        max_allowed_validators: fc.constantFrom(0, 1, 3, 64),
        owner_uid: fc.option(fc.nat(n - 1)),
        kappa: fc.oneof(fc.constant(32_767), u16),
        bonds_moving_average: fc.constantFrom(0, 900_000, 999_999, 1_000_000),
        bonds_penalty: fc.oneof(fc.constantFrom(0, 65_535), u16),
        yuma3_on: fc.boolean(),
        liquid_alpha_on: fc.boolean(),
        alpha_low: u16,
        alpha_high: u16,
        alpha_sigmoid_steepness: fc.constantFrom(0, 200, 1000, 4000, -1000, 32_767, -32_768),
        rao_emission: fc.constantFrom('0', '1', '1000000000', '18446744073709551615'),
        weights: rows(n),
        bonds: rows(n),
      })
      .map((drawn) => ({ ...drawn, ...changes })),
  )

export const inputs = (changes: { readonly [key: string]: unknown } = {}): fc.Arbitrary<EpochInput> =>
  documents(changes).map((document) => expectRight(readEpochInput(document)))
