/** What the config says of one pool: its percentage and what an executor must have to claim in it. */
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { isIntegerIn, leaf } from '../../units/codec/leaf.js'
import { Percent } from '../../units/exact/percent.js'
import { closedStruct, isTable } from '../../units/codec/struct.js'

const atLeastOne = isIntegerIn(1, Number.MAX_SAFE_INTEGER)

export const PositiveInteger = leaf<number, number>('an integer of at least 1', (u): u is number => atLeastOne(u))

const Long = closedStruct(
  'a percentage from 0 to 100, or a table { weight, min_gpu_count, min_gpu_vram }',
  { weight: Percent },
  {
    min_gpu_count: PositiveInteger,
    min_gpu_vram: leaf<number, number>(
      'a number of gigabytes of at least 1',
      (u): u is number => typeof u === 'number' && u >= 1 && u < Infinity,
    ),
  },
)

type PoolTable = t.OutputOf<typeof Long>

/** `weight` is the pool's percentage of what does not burn; `min_gpu_vram` is in GB per GPU, no minimum when absent. */
export interface PoolRule {
  readonly weight: Percent
  readonly min_gpu_count: number
  readonly min_gpu_vram?: number
}

/** What a pool asks for that names nothing but its percentage. */
const STANDARD = { min_gpu_count: 1 }

const isPoolRule = (u: unknown): u is PoolRule => Long.is(u) && u.min_gpu_count !== undefined

/** `H100 = 8.0` is short for `H100 = { weight = 8.0 }`. */
export const PoolRule: t.Type<PoolRule, PoolTable | number | string> = new t.Type(
  Long.name,
  isPoolRule,
  (u, context) => {
    const short = Percent.decode(u)
    if (isRight(short)) return t.success({ weight: short.right, ...STANDARD })
    if (!isTable(u)) return t.failure(u, context)
    const long = Long.validate(u, context)
    return isRight(long) ? t.success({ ...STANDARD, ...long.right }) : long
  },
  (rule: PoolRule) => {
    const { weight, ...minimums } = Long.encode(rule)
    const standard: Readonly<Record<string, unknown>> = STANDARD
    const isShort = Object.entries(minimums).every(([key, value]) => value === standard[key])
    return isShort ? weight : { weight, ...minimums }
  },
)
