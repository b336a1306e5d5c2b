/** What the config says of one pool: its percentage, and what an executor must have to claim in it. */
import { isRight, map } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { Count } from '../../units/codec/count.js'
import { leaf } from '../../units/codec/leaf.js'
import { Percent } from '../../units/exact/percent.js'
import type { StructType } from '../../units/codec/struct.js'
import { closedStruct, isTable } from '../../units/codec/struct.js'

/** What every pool has. */
const PAID = {
  /** per cent of what does not burn; `H100 = 8.0` is short for `H100 = { weight = 8.0 }` */
  weight: Percent,
}

/** What a pool may ask of each executor; `eligibility.ts` has a judge for each key. Every key may be missing. */
const MINIMUMS = {
  /** the least number of GPUs of one executor, without cards that count for another executor; 0 is read as 1 */
  min_gpu_count: Count,
  /** the least memory in GB per GPU, compared with the nominal size of the board, see below; 0 asks nothing */
  min_gpu_vram: leaf<number, number>(
    'a number of gigabytes of at least 0',
    (u): u is number => typeof u === 'number' && u >= 0 && u < Infinity,
  ),
}

const KEYS = [...Object.keys(PAID), ...Object.keys(MINIMUMS)].join(', ')

const Long = closedStruct(`a percentage from 0 to 100, or a table { ${KEYS} }`, PAID, MINIMUMS)

type PoolTable = t.OutputOf<typeof Long>

/** The minimums of a pool whose config states only a percentage. */
const STANDARD = { min_gpu_count: 1 }

/** A minimum of 0 asks nothing, so it is the same as no minimum: one meaning has one form, and one fingerprint. */
const withoutZeros = ({ min_gpu_count, min_gpu_vram, weight }: t.TypeOf<typeof Long>): PoolRule => ({
  weight,
  min_gpu_count: min_gpu_count || STANDARD.min_gpu_count,
  ...(min_gpu_vram ? { min_gpu_vram } : {}),
})

/** The keys of a pool that ask something of an executor. */
export type Minimum = keyof typeof MINIMUMS

/** `weight` is the pool's percentage of what does not burn; `min_gpu_vram` is in GB per GPU, no minimum when absent. */
export type PoolRule = t.TypeOf<typeof Long> & { readonly [K in keyof typeof STANDARD]: number }

const isPoolRule = (u: unknown): u is PoolRule => Long.is(u) && u.min_gpu_count !== undefined && u.min_gpu_count > 0 && u.min_gpu_vram !== 0

/** `H100 = 8.0` is short for `H100 = { weight = 8.0 }`. */
export const PoolRule: StructType<PoolRule, PoolTable | number | string> = Object.assign(
  new t.Type<PoolRule, PoolTable | number | string>(
    Long.name,
    isPoolRule,
    (u, context) => {
      const short = Percent.decode(u)
      if (isRight(short)) return t.success({ weight: short.right, ...STANDARD })
      if (!isTable(u)) return t.failure(u, context)
      return map(withoutZeros)(Long.validate(u, context))
    },
    (rule: PoolRule) => {
      const { weight, ...minimums } = Long.encode(rule)
      const standard: Readonly<Record<string, unknown>> = STANDARD
      const isShort = Object.entries(minimums).every(([key, value]) => value === standard[key])
      return isShort ? weight : { weight, ...minimums }
    },
  ),
  { fields: Long.fields },
)
