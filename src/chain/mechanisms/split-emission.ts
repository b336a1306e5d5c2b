/**
 * How the amount of a subnet's epoch is split between its mechanisms. Law: the parts sum to the amount, because mechanism 0 gets what
 * rounding down leaves.
 *
 * Source: subtensor, spec 425 and 459.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { checkSpec } from '../yuma/check-input.js'
import type { YumaErrors } from '../yuma/epoch.js'
import { isUnsettled, rulingOf } from '../yuma/rules.js'
import type { YumaError } from '../yuma/yuma-error.js'
import { MOST_MECHANISMS } from './mechanism-index.js'

/** How many mechanisms there are, and their parts. */
export interface EmissionSplit {
  /** From 1 to 16. */
  readonly count: number
  /** `MechanismEmissionSplit`: parts of 65535 that sum to 65535; null when it is unset, and then all mechanisms get the same. */
  readonly split: readonly number[] | null
}

const PATH = 'split'
const WHOLE = 65_535

const isPart = (part: number): boolean => Number.isInteger(part) && part >= 0 && part <= WHOLE

const faultOf = (spec: number, { count, split }: EmissionSplit): YumaError | null => {
  if (!Number.isInteger(count) || count < 1 || count > MOST_MECHANISMS)
    return { _tag: 'Unexpected', path: 'count', value: count, expected: `an integer from 1 to ${MOST_MECHANISMS}` }
  if (split === null) return null
  if (!split.every(isPart) || split.reduce((a, b) => a + b, 0) !== WHOLE)
    return { _tag: 'Unexpected', path: PATH, value: split, expected: `parts that sum to ${WHOLE}` }
  if (split.length === count || rulingOf(spec).splitMustFit) return null
  if (isUnsettled(spec, 'splitMustFit')) return { _tag: 'UnsettledRule', path: PATH, rule: 'splitMustFit', spec }
  return split.length > count
    ? { _tag: 'Unexpected', path: PATH, value: split, expected: `at most ${count} entries, one for each mechanism` }
    : null
}

const amountFault = (amount: unknown): YumaError | null =>
  typeof amount === 'bigint' && amount >= 0n ? null : { _tag: 'Unexpected', path: 'amount', value: amount, expected: 'a bigint from 0' }

/**
 * The amount of each mechanism in rao, by the rules of a runtime. Each part is rounded down, and mechanism 0 gets the remainder. A split with
 * fewer entries than mechanisms gives the others nothing up to spec 425; at 459 a split of another length than `count` counts as unset.
 *
 * Errors: `UnknownRuntime`; `UnsettledRule` for a split of another length from 426 to 458; `Unexpected` for a count that is not an integer from 1 to
 * 16, an amount below 0, parts that don't sum to 65535, and more entries than mechanisms up to 425, which the chain never stores.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { splitEmission } from 'steelyard/chain'
 * splitEmission(425)({ count: 2, split: null })(1001n) // => right([501n, 500n])
 * splitEmission(425)({ count: 2, split: [60000, 5535] })(1001n) // => right([917n, 84n])
 * splitEmission(425)({ count: 3, split: [30000, 35535] })(1000003n) // => right([457773n, 542230n, 0n])
 * splitEmission(459)({ count: 3, split: [30000, 35535] })(1000003n) // => right([333335n, 333334n, 333334n])
 * splitEmission(440)({ count: 3, split: [30000, 35535] })(1000003n).left[0]._tag // => 'UnsettledRule'
 * ```
 */
export const splitEmission =
  (spec: number) =>
  (how: EmissionSplit) =>
  (amount: bigint): Either<YumaErrors, readonly bigint[]> => {
    const fault = checkSpec(spec)[0] ?? faultOf(spec, how) ?? amountFault(amount)
    if (fault !== null) return left([fault])
    const { count, split } = how
    const isSet = split !== null && !(rulingOf(spec).splitMustFit && split.length !== count)
    const parts = Array.from({ length: count }, (_, m) =>
      isSet ? (amount * BigInt(split[m] ?? 0)) / BigInt(WHOLE) : amount / BigInt(count),
    )
    const remainder = parts.reduce((left, part) => left - part, amount)
    return right(parts.map((part, m) => (m === 0 ? part + remainder : part)))
  }
