/** Why an amount of an epoch can't be computed: as data and as messages. */
import type { UnknownRuntime } from '../preflight/chain-rules.js'
import type * as t from 'io-ts'
import type { Fault } from '../../units/codec/fault.js'
import { showFault } from '../../units/codec/fault.js'
import { leaf } from '../../units/codec/leaf.js'

/** A value that is not what `expected` says. */
export type Unexpected = Extract<Fault, { readonly _tag: 'Unexpected' }>

/** What is wrong with an input, or which rules are not known. */
export type EmissionError =
  | Unexpected
  /** A runtime whose rules are not known. */
  | UnknownRuntime
  /** Between spec 293 and 421 the rules changed, and it was not settled how. */
  | { readonly _tag: 'UnsettledRules'; readonly spec: number; readonly before: number; readonly from: number }
  /** Since spec 440 shares pass a gate, whose logarithms and powers are not settled to the bit. */
  | { readonly _tag: 'UnsettledGate'; readonly spec: number; readonly since: number }
  /** The subnet is not in the list. */
  | { readonly _tag: 'UnknownSubnet'; readonly netuid: number }

/** A number of the chain of at least 0, of any length. */
export const Natural = leaf<bigint, bigint>('a bigint of at least 0', (u): u is bigint => typeof u === 'bigint' && u >= 0n)

/** A part of the whole with 32 fractional bits. */
export const Part = leaf<bigint, bigint>(
  'a bigint from 0 to 2^32',
  (u): u is bigint => typeof u === 'bigint' && u >= 0n && u <= 0x1_0000_0000n,
)

/** The path of a value, what it must be, and the value. */
export type Check = readonly [path: string, codec: Pick<t.Any, 'is' | 'name'>, value: unknown]

/** The first value that is not what its codec says, or null. */
export const unexpected = (checks: readonly Check[]): Unexpected | null => {
  const failed = checks.find(([, codec, value]) => !codec.is(value))
  if (failed === undefined) return null
  const [path, { name: expected }, value] = failed
  return { _tag: 'Unexpected', path, value, expected }
}

/**
 * An emission error as a message on one line.
 *
 * @example
 * ```ts
 * import { showEmissionError } from 'steelyard/chain'
 * showEmissionError({ _tag: 'UnknownSubnet', netuid: 39 }) // => 'subnet 39 is not in the list'
 * ```
 */
export const showEmissionError = (error: EmissionError): string => {
  switch (error._tag) {
    case 'Unexpected':
      return showFault(error)
    case 'UnknownRuntime':
      return `the rules of spec ${error.spec} are not known, only those of ${error.oldest} to ${error.newest}`
    case 'UnsettledRules':
      return `the rules of emission changed between spec ${error.before} and ${error.from}, and those of spec ${error.spec} are not settled`
    case 'UnsettledGate':
      return `since spec ${error.since} shares pass the emission gate, which is not settled to the bit: spec ${error.spec} has it`
    case 'UnknownSubnet':
      return `subnet ${error.netuid} is not in the list`
  }
}
