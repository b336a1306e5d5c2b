/** Why a value is not JSON, as data and as a message. */
import { oneLine } from '../text/one-line.js'

/** Why a value is not JSON, and where in it. */
export type JsonFault =
  /**
   * A value that JSON does not have: undefined, a bigint, a function, a number that is not finite, a `Date`, a `Map`, a hole in a
   * list.
   */
  | { readonly _tag: 'NotJson'; readonly path: string; readonly found: string }
  /** Lists and tables are nested more than `limit` deep. */
  | { readonly _tag: 'TooDeep'; readonly path: string; readonly limit: number }
  /** A list or a table that contains itself. */
  | { readonly _tag: 'Circular'; readonly path: string }
  /** More values than `limit`. A value that occurs several times is counted each time, as JSON would write it. */
  | { readonly _tag: 'TooLarge'; readonly path: string; readonly limit: number }
  /** Reading it threw an error. */
  | { readonly _tag: 'Unreadable'; readonly path: string }

/**
 * A JSON fault as a message on one line, with its path.
 *
 * @example
 * ```ts
 * import { showJsonFault } from 'steelyard/units'
 * showJsonFault({ _tag: 'TooDeep', path: 'a.b', limit: 200 }) // => 'a.b: more than 200 lists and tables in one another'
 * showJsonFault({ _tag: 'Circular', path: '' }) // => 'it contains itself'
 * ```
 */
export const showJsonFault = (fault: JsonFault): string => {
  const at = fault.path === '' ? '' : `${oneLine(fault.path)}: `
  switch (fault._tag) {
    case 'NotJson':
      return `${at}${fault.found} is not JSON`
    case 'TooDeep':
      return `${at}more than ${fault.limit} lists and tables in one another`
    case 'Circular':
      return `${at}it contains itself`
    case 'TooLarge':
      return `${at}more than ${fault.limit} values`
    case 'Unreadable':
      return `${at}reading it threw an error`
  }
}
