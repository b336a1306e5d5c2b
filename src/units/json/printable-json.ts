import { oneLine } from '../text/one-line.js'

/**
 * A value as JSON that is safe to print: the same value as `JSON.stringify` gives, with control, bidirectional and invisible characters
 * written as \uXXXX. `JSON.stringify` itself leaves most of them as they are. A bigint becomes a text. With `indent` it has several lines.
 */
export const printableJson = (value: object | string | number | boolean | null, indent = 0): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item), indent)
    // In JSON a newline stands between values only: in a text it is escaped.
    .split('\n')
    .map(oneLine)
    .join('\n')
