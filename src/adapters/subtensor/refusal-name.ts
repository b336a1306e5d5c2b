/** The chain's own names of its refusals. */

/** The types along a nested enum: `{ type: 'Invalid', value: { type: 'Custom', value: 6 } }` has Invalid and Custom, and ends in 6. */
export const typesIn = (error: unknown): { readonly types: readonly string[]; readonly end: unknown } => {
  const types: string[] = []
  let rest = error
  while (typeof rest === 'object' && rest !== null && 'type' in rest && typeof rest.type === 'string' && types.length < 8) {
    types.push(rest.type)
    rest = 'value' in rest ? rest.value : undefined
  }
  return { types, end: rest }
}

/** A name as runtimes have them. */
const NAME = /^\w{1,100}$/

const joined = (types: readonly string[]): string | null =>
  types.length > 0 && types.every((type) => NAME.test(type)) ? types.join('.') : null

/**
 * The name of a call's error: that of the pallet's error alone (`DuplicateUids`), else the path (`BadOrigin`, `Token.FundsUnavailable`). Null
 * where the error can't be read.
 *
 * @example
 * ```ts
 * import { dispatchErrorName } from 'steelyard/adapters/subtensor'
 * dispatchErrorName({ type: 'Module', value: { type: 'SubtensorModule', value: { type: 'DuplicateUids' } } }) // => 'DuplicateUids'
 * dispatchErrorName({ type: 'Token', value: { type: 'FundsUnavailable' } }) // => 'Token.FundsUnavailable'
 * dispatchErrorName(null) // => null
 * ```
 */
export const dispatchErrorName = (error: unknown): string | null => {
  const { types } = typesIn(error)
  return joined(types[0] === 'Module' && types.length > 2 ? types.slice(2) : types)
}

/**
 * The name of an answer of the transaction pool, `Invalid.Custom(6)` or `Invalid.Stale`; null where it can't be read. `poolRefusalName` of
 * `steelyard/chain` says what the numbers mean.
 *
 * @example
 * ```ts
 * import { validityErrorName } from 'steelyard/adapters/subtensor'
 * validityErrorName({ type: 'Invalid', value: { type: 'Custom', value: 6 } }) // => 'Invalid.Custom(6)'
 * validityErrorName({ type: 'Invalid', value: { type: 'Stale' } }) // => 'Invalid.Stale'
 * ```
 */
export const validityErrorName = (error: unknown): string | null => {
  const { types, end } = typesIn(error)
  const name = joined(types)
  return name !== null && types.at(-1) === 'Custom' && Number.isInteger(end) ? `${name}(${String(end)})` : name
}

/** Answers that say nothing about the weights: a spent nonce, a dead era, another runtime, a full block, a node that does not know. */
const NO_REFUSAL =
  /^(?:Unknown\b|Invalid\.(?:Stale|Future|BadProof|AncientBirthBlock|ExhaustsResources|MandatoryValidation|BadMandatory|BadSigner|IndeterminateImplicit|UnknownOrigin)$)/

/** Whether an answer of the pool refuses the call itself. */
export const refusesCall = (name: string): boolean => name.startsWith('Invalid.') && !NO_REFUSAL.test(name)
