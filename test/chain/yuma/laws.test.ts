import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochInput, StoredRow } from '../../../src/chain/yuma/index.js'
import { epoch, readEpochInput, reportEpoch, sparseRows } from '../../../src/chain/yuma/index.js'
import { storedRows } from '../../../src/chain/yuma/sparse-rows.js'
import type { Stages } from '../../../src/chain/yuma/stages.js'
import { stagesOf } from '../../../src/chain/yuma/stages.js'
import { expectRight } from '../../either.js'
import { documents, inputs } from './worlds.js'

const ONE = 2 ** 32
const SPECS = [293, 400, 425, 459] as const

const sum = (column: Iterable<number>): number => [...column].reduce((a, b) => a + b, 0)
const rao = (column: Iterable<bigint>): bigint => [...column].reduce((a, b) => a + b, 0n)

const everywhere = (law: (stages: Stages, input: EpochInput) => void): void => {
  fc.assert(
    fc.property(inputs(), fc.constantFrom(...SPECS), (input, spec) => law(stagesOf(spec, input), input)),
    { numRuns: 1000 },
  )
}

/** The entries of one column of a matrix; 0 for a voter without an entry. */
const scoresOf = ({ weights, active }: Stages, j: number): readonly number[] =>
  [...active.keys()]
    .filter((i) => active[i]! > 0)
    .map((i) => {
      const at = weights.columns.subarray(weights.starts[i], weights.starts[i + 1]).indexOf(j)
      return at === -1 ? 0 : weights.values[weights.starts[i]! + at]!
    })

describe('an epoch', () => {
  test('consensus is one of the weights of its column', () => {
    everywhere((stages) =>
      stages.consensus.forEach((agreed, j) => {
        const scores = scoresOf(stages, j)
        expect(scores.length === 0 ? [0] : scores).toContain(agreed)
      }),
    )
  })

  test('a clipped weight is at most the weight and at most the consensus', () => {
    everywhere(({ weights, clipped, consensus }) => {
      for (let i = 0; i + 1 < weights.starts.length; i++) {
        const set = new Map(
          Array.from(weights.columns.subarray(weights.starts[i], weights.starts[i + 1]), (j, k) => [
            j,
            weights.values[weights.starts[i]! + k]!,
          ]),
        )
        for (let k = clipped.starts[i]!; k < clipped.starts[i + 1]!; k++) {
          const j = clipped.columns[k]!
          expect(clipped.values[k]!).toBeLessThanOrEqual(Math.min(set.get(j)!, consensus[j]!))
        }
      }
    })
  })

  test('incentives and dividends sum to at most 1, and to at least 1 minus n ulps when there are any', () => {
    everywhere(({ incentive, ranks, bonds }, { n }) => {
      for (const total of [sum(incentive), sum(bonds.dividends)]) {
        expect(total).toBeLessThanOrEqual(ONE)
        if (total > 0) expect(total).toBeGreaterThan(ONE - n)
      }
      expect(sum(incentive) > 0).toBe(sum(ranks) > 0)
    })
  })

  test('trust of neurons and validators is at most 1', () => {
    everywhere(({ trust, validatorTrust }) => {
      for (const part of [...trust, ...validatorTrust]) expect(part).toBeLessThanOrEqual(ONE)
    })
  })

  test('amounts sum to at most the emission, and rounding down loses less than two rao and an ulp of the emission per neuron', () => {
    everywhere(({ emission, stake }, { rao_emission, n }) => {
      const parts = rao(emission.serverAmount) + rao(emission.validatorAmount)
      expect(parts).toBeLessThanOrEqual(rao_emission)
      expect(rao(emission.amount)).toBeLessThanOrEqual(rao_emission)
      if (sum(stake) === 0) return
      const lost = BigInt(2 * n) + ((BigInt(4 * n) * rao_emission) >> 32n)
      expect(rao_emission - parts).toBeLessThanOrEqual(lost)
      expect(rao_emission - rao(emission.amount)).toBeLessThanOrEqual(lost)
    })
  })

  test('as many neurons get permits as there are places, and none of them has less stake than a neuron without a permit', () => {
    fc.assert(
      fc.property(inputs(), (input) => {
        const { permits, stake } = stagesOf(293, input)
        const [having, lacking] = [1, 0].map((has) => [...stake.keys()].filter((uid) => permits[uid] === has))
        if (input.n >= input.max_allowed_validators) expect(having!.length).toBeLessThanOrEqual(input.max_allowed_validators)
        for (const uid of having!) expect(stake[uid]).toBeGreaterThan(0)
        for (const uid of having!)
          for (const other of lacking!) expect(stake[other]! < stake[uid]! || (stake[other] === stake[uid] && other < uid)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('weights of a validator without permit or without stake change no incentive', () => {
    fc.assert(
      fc.property(
        inputs(),
        fc.nat(8),
        fc.array(fc.nat(65_535), { minLength: 9, maxLength: 9 }),
        fc.boolean(),
        (drawn, which, weights, hasPermit) => {
          const uid = which % drawn.n
          const input = hasPermit
            ? {
                ...drawn,
                alpha_stake: drawn.alpha_stake.map((own, i) => (i === uid ? 0n : own)),
                tao_stake: drawn.tao_stake.map((own, i) => (i === uid ? 0n : own)),
              }
            : { ...drawn, validator_permit: drawn.validator_permit.map((permit, i) => (i === uid ? 0 : permit)) }
          const row: StoredRow = [uid, weights.slice(0, drawn.n).map((weight, j) => [j, weight])]
          const other = { ...input, weights: sparseRows(drawn.n)([...storedRows(input.weights), row]) }
          expect(stagesOf(293, other).incentive).toEqual(stagesOf(293, input).incentive)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('does not change its input', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        const [input, same] = [expectRight(readEpochInput(document)), expectRight(readEpochInput(document))]
        expectRight(epoch(293)(input))
        expect(input).toEqual(same)
      }),
      { numRuns: 200 },
    )
  })
})

/** Columns and rows of a document in which uid i becomes names[i]; rows are sorted, as on the chain. */
const renamed = (document: { readonly [key: string]: unknown }, names: readonly number[]): { readonly [key: string]: unknown } => {
  const column = (values: readonly unknown[]): readonly unknown[] => names.map((_, uid) => values[names.indexOf(uid)])
  const rows = (of: readonly StoredRow[]): readonly StoredRow[] =>
    of.map(([uid, entries]) => [
      names[uid]!,
      entries.map(([j, value]): readonly [number, number] => [names[j]!, value]).sort(([a], [b]) => a - b),
    ])
  const owner = document['owner_uid'] as number | null
  const columns = ['last_update', 'block_at_registration', 'alpha_stake', 'tao_stake', 'validator_permit']
  return {
    ...document,
    ...Object.fromEntries(columns.map((key) => [key, column(document[key] as readonly unknown[])])),
    owner_uid: owner === null ? null : names[owner],
    weights: rows(document['weights'] as readonly StoredRow[]),
    bonds: rows(document['bonds'] as readonly StoredRow[]),
  }
}

describe('uids are only names', () => {
  // Sums of rounded products don't depend on their order. Ties of stakes do, and so does a pivot at a boundary. So kappa is a value that no
  // sum of stakes is near.
  const away = { kappa: 32_767, max_allowed_validators: 64 }
  const stakes = (n: number): readonly string[] =>
    Array.from({ length: n }, (_, uid) => String(10n ** 12n + 7n ** BigInt(uid) * 1_000_003n))

  test('renumbering uids renumbers the results, except at boundaries', () => {
    const cases = documents(away).chain((document) => {
      const n = document['n'] as number
      return fc
        .shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n })
        .map((names) => ({ document: { ...document, alpha_stake: stakes(n) }, names }))
    })
    fc.assert(
      fc.property(cases, ({ document, names }) => {
        const ascending = renamed(
          document,
          names.map((_, uid) => uid),
        )
        const [one, other] = [ascending, renamed(document, names)].map(
          (each) => reportEpoch(expectRight(epoch(293)(expectRight(readEpochInput(each))))) as { readonly [key: string]: unknown },
        )
        const { bonds, ...columns } = one!
        for (const [key, values] of Object.entries(columns))
          expect({ [key]: names.map((uid) => (other![key] as readonly unknown[])[uid]) }).toEqual({ [key]: values })
        expect(new Set((other!['bonds'] as readonly StoredRow[]).map((row) => JSON.stringify(row)))).toEqual(
          new Set((renamed({ ...document, bonds }, names)['bonds'] as readonly StoredRow[]).map((row) => JSON.stringify(row))),
        )
      }),
      { numRuns: 500 },
    )
  })
})
