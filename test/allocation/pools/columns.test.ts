import { left } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import type { ClaimColumns } from '../../../src/allocation/pools/columns.js'
import { allocateColumns } from '../../../src/allocation/pools/columns.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import { prepare } from '../../../src/allocation/pools/prepare.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import { worlds } from '../../arbitraries/snapshot.js'
import { claims } from '../../arbitraries/claims.js'
import { expectRight } from '../../either.js'

const prepared = (table: unknown) => prepare(expectRight(mergeWithDefaults(table)))
const two = prepared({ burn_percentage: 5, gpu_allocations: { A: 40, B: 60 } })
const columns = (rows: readonly (readonly [number, number, number])[]): ClaimColumns => ({
  uids: Uint16Array.from(rows, ([uid]) => uid),
  categories: Uint8Array.from(rows, ([, category]) => category),
  claims: Float64Array.from(rows, ([, , claim]) => claim),
})

describe('allocation over columns', () => {
  test('gives the same numbers as `allocate` for the same claims, in any order of the rows', () => {
    fc.assert(
      fc.property(worlds, fc.nat(1000), ([table, document], seed) => {
        const config = expectRight(mergeWithDefaults(table))
        const { burn, pools } = expectRight(allocate(config)(expectRight(readSnapshot(document))))
        const rows = pools.flatMap(({ claims: list, parts }, p) =>
          list.map(({ neuron, claim }, i) => ({ row: [neuron.uid, p, claim] as const, units: parts[i]! })),
        )
        const mixed = rows.map((row, i) => ({ ...row, key: Math.sin(seed * (i + 1)) })).sort((a, b) => (seed % 2 === 0 ? a.key - b.key : 0))
        const { units, totals } = expectRight(allocateColumns(prepare(config))(columns(mixed.map(({ row }) => row))))
        return (
          mixed.every((row, i) => units[i] === row.units) &&
          totals[0] === burn.units &&
          pools.every((pool, p) => totals[1 + p] === pool.units)
        )
      }),
    )
  })

  test('conserves the units for any claims, also if the working arrays are used again', () => {
    const allocated = allocateColumns(two)
    fc.assert(
      fc.property(claims, claims, (a, b) => {
        const { units, totals } = expectRight(
          allocated(columns([...a.map((c, i) => [i, 0, c] as const), ...b.map((c, i) => [i, 1, c] as const)])),
        )
        return units.reduce((x, y) => x + y, 0) === totals[1]! + totals[2]! && totals.reduce((x, y) => x + y, 0) === 65_535
      }),
    )
  })

  test('writes into the columns of the caller', () => {
    const into = { units: Uint16Array.of(9, 9, 9), totals: Uint16Array.of(9, 9, 9) }
    const result = expectRight(
      allocateColumns(two)(
        columns([
          [1, 0, 1],
          [2, 1, 1],
          [3, 1, 1],
        ]),
        into,
      ),
    )
    expect([result.units, result.totals]).toEqual([Uint16Array.of(24_903, 18_678, 18_677), Uint16Array.of(3277, 24_903, 37_355)])
    expect(result.units).toBe(into.units)
    expect(
      expectRight(
        allocateColumns(two)(
          columns([
            [1, 0, 1],
            [2, 1, 0],
            [3, 1, 0],
          ]),
          into,
        ),
      ).units,
    ).toEqual(Uint16Array.of(24_903, 0, 0))
  })

  test('accepts more rows than in an earlier call', () => {
    const allocated = allocateColumns(two)
    const rows = Array.from({ length: 1000 }, (_, i) => [999 - i, i % 2, 1 + i] as const)
    for (const list of [rows.slice(0, 3), rows.slice(0, 256), rows.slice(0, 257), rows, rows.slice(0, 3)])
      expect(expectRight(allocated(columns(list))).units.reduce((x, y) => x + y, 0)).toBe(62_258)
  })

  test('invalid columns give typed errors that name the row', () => {
    const allocated = allocateColumns(two)
    const good = columns([
      [1, 0, 1],
      [2, 1, 1],
    ])
    expect(allocated({ ...good, claims: Float64Array.of(1) })).toEqual(
      left({ _tag: 'WrongLength', column: 'claims', length: 1, expected: 2 }),
    )
    expect(allocated({ ...good, categories: [0] })).toEqual(left({ _tag: 'WrongLength', column: 'categories', length: 1, expected: 2 }))
    expect(allocated(good, { units: new Uint16Array(1), totals: new Uint16Array(3) })).toEqual(
      left({ _tag: 'WrongLength', column: 'units', length: 1, expected: 2 }),
    )
    expect(allocated(good, { units: new Uint16Array(2), totals: new Uint16Array(2) })).toEqual(
      left({ _tag: 'WrongLength', column: 'totals', length: 2, expected: 3 }),
    )
    for (const category of [2, -1, 0.5, NaN])
      expect(allocated({ ...good, categories: [0, category] })).toEqual(left({ _tag: 'UnknownPool', row: 1, category }))
    for (const claim of [-1, NaN, Infinity])
      expect(
        allocated(
          columns([
            [1, 0, 1],
            [2, 1, 1],
            [3, 0, claim],
          ]),
        ),
      ).toEqual(left({ _tag: 'InvalidClaim', index: 2, claim }))
    expect(
      allocated(
        columns([
          [1, 0, 1],
          [2, 1, 1],
          [1, 0, 2],
        ]),
      ),
    ).toEqual(left({ _tag: 'TwoClaims', row: 2, uid: 1, category: 0 }))
    expect(
      allocated(
        columns([
          [1, 0, 1],
          [1, 0, 2],
          [2, 1, 1],
        ]),
      ),
    ).toEqual(left({ _tag: 'TwoClaims', row: 1, uid: 1, category: 0 }))
    expect(
      allocated(
        columns([
          [2, 0, 1],
          [1, 1, 1],
          [2, 1, 2],
        ]),
      )._tag,
    ).toBe('Right')
  })
})
