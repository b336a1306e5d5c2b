/**
 * What models were measured to do in each slot, against what was expected of them.
 *
 * Laws: tokens are summed exactly; what is expected in a slot is the measure of as many blocks right before it; a model without an
 * inference has done 0; where nothing is expected everything holds.
 */
import type { Decimal } from '../../units/decimal.js'
import type { Fraction } from '../../units/fraction.js'
import { fraction, fromDecimal } from '../../units/fraction.js'
import { POC_SLOT } from './timeslots.js'

/** An inference that was finished in a block. Tokens are integers of at least 0. */
export interface Inference {
  readonly model: string
  readonly block: number
  readonly input_tokens: number
  readonly output_tokens: number
}

/** Tokens a slot: `[PRE_POC_SLOT, POC_SLOT]`. */
export type ThroughputVector = readonly [bigint, bigint]

/** The vectors of a model. */
export interface Throughput {
  readonly expected: ThroughputVector
  readonly real: ThroughputVector
}

/** Whether a model did what was expected, in each slot and in all. */
export interface ThroughputVerdict extends Throughput {
  readonly slots: readonly [boolean, boolean]
  readonly held: boolean
}

/**
 * The tokens in and out of each model in the last `blocks` blocks up to a height, that one included.
 *
 * @example
 * ```ts
 * import { measureThroughput } from 'steelyard/policies'
 * const inferences = [9, 10, 12].map((block) => ({ model: 'qwen', block, input_tokens: 5, output_tokens: 2 }))
 * measureThroughput(inferences)(12, 3).get('qwen') // => 14n
 * ```
 */
export const measureThroughput =
  (inferences: readonly Inference[]) =>
  (height: number, blocks: number): ReadonlyMap<string, bigint> => {
    const tokens = new Map<string, bigint>()
    for (const { model, block, input_tokens, output_tokens } of inferences)
      if (block > height - blocks && block <= height) tokens.set(model, (tokens.get(model) ?? 0n) + BigInt(input_tokens) + BigInt(output_tokens))
    return tokens
  }

/**
 * The vectors of models around proof-of-compute that starts at a height and lasts some blocks: PRE_POC_SLOT are as many blocks before it.
 *
 * @example
 * ```ts
 * import { throughputVectors } from 'steelyard/policies'
 * const inferences = [7, 9, 9, 10, 11].map((block) => ({ model: 'qwen', block, input_tokens: 1, output_tokens: 0 }))
 * throughputVectors(['qwen'], inferences)(10, 2).get('qwen') // => { expected: [1n, 2n], real: [2n, 2n] }
 * ```
 */
export const throughputVectors =
  (models: Iterable<string>, inferences: readonly Inference[]) =>
  (start: number, blocks: number): ReadonlyMap<string, Throughput> => {
    const measure = measureThroughput(inferences)
    const [earlier, before, during] = [measure(start - blocks - 1, blocks), measure(start - 1, blocks), measure(start + blocks - 1, blocks)]
    const of = (tokens: ReadonlyMap<string, bigint>, model: string): bigint => tokens.get(model) ?? 0n
    return new Map([...models].map((model) => [model, { expected: [of(earlier, model), of(before, model)], real: [of(before, model), of(during, model)] }]))
  }

/**
 * Judges vectors by a tolerance from 0 to 1: a slot holds where it is no less than `1 - tolerance` of what was expected, exactly.
 *
 * @example
 * ```ts
 * import { Decimal } from 'steelyard'
 * import { validateThroughput } from 'steelyard/policies'
 * const vectors = new Map([['qwen', { expected: [100n, 100n], real: [90n, 89n] }]])
 * validateThroughput(new Decimal('0.1'))(vectors).get('qwen').slots // => [true, false]
 * ```
 */
export const validateThroughput =
  (tolerance: Decimal) =>
  (vectors: ReadonlyMap<string, Throughput>): ReadonlyMap<string, ThroughputVerdict> => {
    const { numerator, denominator } = fromDecimal(tolerance)
    const holds = (expected: bigint, real: bigint): boolean => real * denominator >= expected * (denominator - numerator)
    return new Map(
      [...vectors].map(([model, { expected, real }]) => {
        const slots = [holds(expected[0], real[0]), holds(expected[1], real[1])] as const
        return [model, { expected, real, slots, held: slots[0] && slots[1] }]
      }),
    )
  }

/** Of each model that fell short while others proved their compute, the part that it did: what its nodes keep where throughput counts. */
export const partsKept = (verdicts: ReadonlyMap<string, ThroughputVerdict>): ReadonlyMap<string, Fraction> =>
  new Map([...verdicts].flatMap(([model, { slots, expected, real }]) => (slots[POC_SLOT] ? [] : [[model, fraction(real[POC_SLOT], expected[POC_SLOT])] as const])))
