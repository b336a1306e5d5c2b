/**
 * Characters that a terminal may act on, or that are invisible or mislead the reader: control, zero-width and bidirectional
 * characters.
 */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g

/**
 * A text from outside in a form that is safe to print: in double quotes, on one line, without characters that a
 * terminal acts on.
 */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(UNSEEN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
