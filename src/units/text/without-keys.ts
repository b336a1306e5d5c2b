/**
 * Removes what may be a private key from a text that a user gave for something else: a key in the place of a file's name, say. It knows the
 * forms in which keys are written down: hex, base64, a list of numbers, and a phrase of words.
 *
 * Not promised: that a password is found, or a key in any other form.
 */

/** Sixteen hex digits are eight bytes. A file in a folder that is named by a digest loses that name too. */
const HEX = /[\da-f]{16,}/gi

/** 32 bytes or more in base64. They end in `=`, because their number is not a multiple of three. */
const BASE64 = /[\w+/-]{42,}={1,2}/g

const NUMBERS = /\d{1,3}(?:\s*,\s*\d{1,3}){7,}/g

/** Four words in a row, in lower case, as a phrase has twelve or more of them. A name of a file that looks so is not shown either. */
const WORDS = /[a-z]{3,}(?:[\s,]+[a-z]{3,}){3,}/g

/** The text with `…` in place of each part that may be a key. */
export const withoutKeys = (text: string): string => text.replace(BASE64, '…').replace(HEX, '…').replace(NUMBERS, '…').replace(WORDS, '…')
