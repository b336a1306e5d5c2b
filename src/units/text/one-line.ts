/**
 * Characters that a terminal acts on, that end a line, that are invisible, or that change the order in which a line is read: control and
 * format characters (bidirectional marks and tags among them), line and paragraph separators, halves of surrogate pairs, characters that
 * fonts show as nothing (zero-width characters, variation selectors, fillers), noncharacters, and U+FFF9 to U+FFFD.
 *
 * The rule is made of properties of Unicode. A test holds the number of characters and their digest, which are the same on Node 20, 22
 * and 24. Not promised: that what is left looks like anything. U+2800 and spaces other than U+0020 are visible characters without
 * ink, and letters that are written from right to left are left as they are.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffd]/gu

/** A character as JSON escapes it. One beyond U+FFFF has two escapes. */
const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')

/**
 * A message that may contain texts from outside, on one line: characters that a terminal acts on, or that nobody sees, are escaped. A
 * message without them stays as it is.
 */
export const oneLine = (message: string): string => message.replace(UNSEEN, escaped)
