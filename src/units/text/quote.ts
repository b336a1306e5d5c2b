import { oneLine } from './one-line.js'

/**
 * A text from outside in a form that is safe to print: in double quotes, on one line, without characters that a
 * terminal acts on. It is JSON, so what was quoted can be read back.
 */
export const quote = (text: string): string => oneLine(JSON.stringify(text))
