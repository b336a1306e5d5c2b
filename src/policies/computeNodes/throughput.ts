/**
 * The measured throughput of models in each slot, compared with the expected throughput.
 *
 * Laws: tokens are summed exactly; the expected value of a slot is the measured value of the same number of blocks directly before
 * it; a model without an inference has 0 tokens; when 0 is expected, every value is enough.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { Decimal } from '../../units/exact/decimal.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { fraction, fromDecimal } from '../../units/exact/fraction.js'
import { isIntegerIn } from '../../units/codec/leaf.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { cappedErrors } from './compute-nodes-error.js'
import { POC_SLOT } from './timeslots.js'

/** An inference that was finished in a block. Tokens are integers from 0 to 2^53 - 1. */
export interface Inference {
  readonly model: string
  readonly block: number
  readonly input_tokens: number
  readonly output_tokens: number
}

/** Tokens per slot: `[PRE_POC_SLOT, POC_SLOT]`. */
export type ThroughputVector = readonly [bigint, bigint]

/** The vectors of a model. */
export interface Throughput {
  readonly expected: ThroughputVector
  readonly real: ThroughputVector
}

/** Whether a model reached the expected throughput, in each slot and in both. */
export interface ThroughputVerdict extends Throughput {
  readonly slots: readonly [boolean, boolean]
  readonly held: boolean
}

const isCount = isIntegerIn(0, Number.MAX_SAFE_INTEGER)

const counted = (inferences: readonly Inference[]): Either<ComputeNodesErrors, readonly Inference[]> => {
  const errors: ComputeNodesErrors = inferences.flatMap(({ model, block, input_tokens, output_tokens }) =>
    [input_tokens, output_tokens]
      .filter((tokens) => !isCount(tokens))
      .map((tokens) => ({ _tag: 'InvalidTokens', model, block, tokens }) as const),
  )
  return errors.length > 0 ? left(cappedErrors(errors)) : right(inferences)
}

const tokensIn = (inferences: readonly Inference[], height: number, blocks: number): ReadonlyMap<string, bigint> => {
  const tokens = new Map<string, bigint>()
  for (const { model, block, input_tokens, output_tokens } of inferences)
    if (block > height - blocks && block <= height)
      tokens.set(model, (tokens.get(model) ?? 0n) + BigInt(input_tokens) + BigInt(output_tokens))
  return tokens
}

/**
 * The sum of input and output tokens of each model, in the last `blocks` blocks up to and including a height. Errors: every number of
 * tokens that is not a count.
 *
 * @example
 * ```ts
 * import { measureThroughput } from 'steelyard/policies'
 * const inferences = [9, 10, 12].map((block) => ({ model: 'qwen', block, input_tokens: 5, output_tokens: 2 }))
 * measureThroughput(inferences)(12, 3).right.get('qwen') // => 14n
 * measureThroughput([{ model: 'qwen', block: 9, input_tokens: 0.5, output_tokens: 2 }])(12, 3).left // => [{ _tag: 'InvalidTokens', model: 'qwen', block: 9, tokens: 0.5 }]
 * ```
 */
export const measureThroughput =
  (inferences: readonly Inference[]) =>
  (height: number, blocks: number): Either<ComputeNodesErrors, ReadonlyMap<string, bigint>> =>
    pipe(
      counted(inferences),
      map((rows) => tokensIn(rows, height, blocks)),
    )

/**
 * The throughput vectors of models for a proof-of-compute that starts at a height and lasts `blocks` blocks. PRE_POC_SLOT is the same
 * number of blocks before it.
 *
 * @example
 * ```ts
 * import { throughputVectors } from 'steelyard/policies'
 * const inferences = [7, 9, 9, 10, 11].map((block) => ({ model: 'qwen', block, input_tokens: 1, output_tokens: 0 }))
 * throughputVectors(['qwen'], inferences)(10, 2).right.get('qwen') // => { expected: [1n, 2n], real: [2n, 2n] }
 * ```
 */
export const throughputVectors =
  (models: Iterable<string>, inferences: readonly Inference[]) =>
  (start: number, blocks: number): Either<ComputeNodesErrors, ReadonlyMap<string, Throughput>> =>
    pipe(
      counted(inferences),
      map((rows) => {
        const [earlier, before, during] = [
          tokensIn(rows, start - blocks - 1, blocks),
          tokensIn(rows, start - 1, blocks),
          tokensIn(rows, start + blocks - 1, blocks),
        ]
        const of = (tokens: ReadonlyMap<string, bigint>, model: string): bigint => tokens.get(model) ?? 0n
        return new Map(
          [...models].map((model) => [
            model,
            { expected: [of(earlier, model), of(before, model)], real: [of(before, model), of(during, model)] },
          ]),
        )
      }),
    )

/** What is wrong with a tolerance and with vectors. */
export const throughputErrors = (tolerance: Decimal, vectors: ReadonlyMap<string, Throughput>): ComputeNodesErrors => [
  ...(Decimal.isDecimal(tolerance) && tolerance.gte(0) && tolerance.lte(1)
    ? []
    : [{ _tag: 'InvalidTolerance', tolerance: String(tolerance) } as const]),
  ...[...vectors].flatMap(([model, { expected, real }]) =>
    [...expected, ...real]
      .filter((throughput) => throughput < 0n)
      .map((throughput) => ({ _tag: 'InvalidThroughput', model, throughput }) as const),
  ),
]

/**
 * Checks vectors with a tolerance from 0 to 1: a slot is good when its value is at least `1 - tolerance` times the expected
 * value, decided exactly.
 *
 * @example
 * ```ts
 * import { Decimal } from 'steelyard'
 * import { validateThroughput } from 'steelyard/policies'
 * const vectors = new Map([['qwen', { expected: [100n, 100n], real: [90n, 89n] }]])
 * validateThroughput(new Decimal('0.1'))(vectors).right.get('qwen').slots // => [true, false]
 * ```
 */
export const validateThroughput =
  (tolerance: Decimal) =>
  (vectors: ReadonlyMap<string, Throughput>): Either<ComputeNodesErrors, ReadonlyMap<string, ThroughputVerdict>> => {
    const errors = throughputErrors(tolerance, vectors)
    if (errors.length > 0) return left(cappedErrors(errors))
    const { numerator, denominator } = fromDecimal(tolerance)
    const holds = (expected: bigint, real: bigint): boolean => real * denominator >= expected * (denominator - numerator)
    return right(
      new Map(
        [...vectors].map(([model, { expected, real }]) => {
          const slots = [holds(expected[0], real[0]), holds(expected[1], real[1])] as const
          return [model, { expected, real, slots, held: slots[0] && slots[1] }]
        }),
      ),
    )
  }

/**
 * For each model that fell short during POC_SLOT, the part of the expected throughput that it reached. Its nodes keep this part of
 * their weight when throughput counts.
 *
 * @example
 * ```ts
 * import { partsKept } from 'steelyard/policies'
 * const verdict = { expected: [0n, 100n], real: [0n, 89n], slots: [true, false], held: false }
 * partsKept(new Map([['qwen', verdict]])).get('qwen') // => { numerator: 89n, denominator: 100n }
 * ```
 */
export const partsKept = (verdicts: ReadonlyMap<string, ThroughputVerdict>): ReadonlyMap<string, Fraction> =>
  new Map(
    [...verdicts].flatMap(([model, { slots, expected, real }]) =>
      slots[POC_SLOT] ? [] : [[model, fraction(real[POC_SLOT], expected[POC_SLOT])] as const],
    ),
  )
