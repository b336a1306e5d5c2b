/** A value that JSON holds, without loss: numbers are finite, and nothing is undefined. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * Whether a value is one that JSON holds.
 *
 * @example
 * ```ts
 * import { isJson } from 'steelyard'
 * isJson({ a: [1, 'b', null] }) // => true
 * isJson({ a: NaN }) // => false
 * ```
 */
export const isJson = (value: unknown): value is Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  return typeof value === 'object' && Object.values(value).every(isJson)
}
