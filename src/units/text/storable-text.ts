/**
 * A text that every database can store: NUL and halves of surrogate pairs, which some databases refuse, each become
 * U+FFFD.
 *
 * @example
 * ```ts
 * import { storableText } from 'steelyard'
 * storableText('H100\0') // => 'H100\ufffd'
 * ```
 */
export const storableText = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd')
