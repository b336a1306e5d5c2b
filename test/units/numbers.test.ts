import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRight } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { Block } from '../../src/units/integer/block.js'
import { Percent } from '../../src/units/exact/percent.js'
import { Score, UnitScore } from '../../src/units/exact/score.js'
import { U16 } from '../../src/units/integer/u16.js'
import { U64 } from '../../src/units/integer/u64.js'
import { Uid } from '../../src/units/integer/uid.js'
import { Units } from '../../src/units/integer/weight-units.js'
import { expectRight } from '../either.js'

const accepts = (codec: t.Mixed, values: readonly unknown[]): void => {
  for (const value of values) expect(isRight(codec.decode(value)), `${codec.name}: ${String(value)}`).toBe(true)
}
const refuses = (codec: t.Mixed, values: readonly unknown[]): void => {
  for (const value of values) expect(isRight(codec.decode(value)), `${codec.name}: ${String(value)}`).toBe(false)
}
const NEVER = [NaN, Infinity, -Infinity, null, undefined, '', 'x', {}, [], true]

test('each number is accepted up to its bounds and not beyond', () => {
  accepts(Uid, [0, 65_535])
  refuses(Uid, [-1, 65_536, 0.5, '7', ...NEVER])
  accepts(U16, [0, 65_535])
  refuses(U16, [-1, 65_536, 0.5, ...NEVER])
  accepts(Units, [0, 4_294_967_295])
  refuses(Units, [-1, 4_294_967_296, 0.5, ...NEVER])
  accepts(Block, [0, Number.MAX_SAFE_INTEGER])
  refuses(Block, [-1, 2 ** 53, 0.5, ...NEVER])
  accepts(Score, [0, -0, 5e-324, 1e308])
  refuses(Score, [-5e-324, ...NEVER])
  accepts(UnitScore, [0, 0.5, 1])
  refuses(UnitScore, [-5e-324, 1.0000000000000002, ...NEVER])
})

test('u64 is exact to its last digit', () => {
  accepts(U64, [0, 360, Number.MAX_SAFE_INTEGER, '0', '18446744073709551615', (1n << 64n) - 1n])
  refuses(U64, [-1, 2 ** 53, 0.5, '18446744073709551616', '-1', '1.0', '1'.repeat(21), -1n, 1n << 64n, ...NEVER])
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      (n) => expectRight(U64.decode(U64.encode(n as U64))) === n && expectRight(U64.decode(n.toString())) === n,
    ),
  )
})

test('a percentage is exactly the decimal that is written', () => {
  accepts(Percent, [0, 100, 1e-7, '0', '100', '33.333333333333333333333333', '100.000', '007'])
  refuses(Percent, [
    -1,
    100.00000000000001,
    '100.0000000000000000000000001',
    '-0.1',
    '+5',
    '5.',
    '.5',
    '1e1',
    ' 5',
    '5%',
    '0x10',
    `0.${'1'.repeat(127)}`,
    ...NEVER,
  ])
  expect(expectRight(Percent.decode(33.33)).toFixed()).toBe('33.33')
  expect(
    expectRight(Percent.decode(0.1))
      .plus(expectRight(Percent.decode(0.2)))
      .toFixed(),
  ).toBe('0.3')
  expect(Percent.encode(expectRight(Percent.decode('12.50')))).toBe(12.5)
  expect(Percent.encode(expectRight(Percent.decode('33.333333333333333333333333')))).toBe('33.333333333333333333333333')
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (n) => {
      const percent = expectRight(Percent.decode(`${n / 10n ** 29n}.${(n % 10n ** 29n).toString().padStart(29, '0')}`))
      return expectRight(Percent.decode(Percent.encode(percent))).eq(percent)
    }),
  )
})
