/** Characters that a terminal may act on, or that read as nothing or as something else: control, invisible, and bidirectional ones. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g

/** A text from outside as it can be printed: in double quotes, on one line, nothing in it that a terminal obeys. */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(UNSEEN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
