/**
 * A name as a sequence of words in lower case. Words are separated by one or more spaces, or by a single hyphen or underscore.
 * Two hyphens or underscores in a row, or one at an end, give an empty word, which fits no board.
 */
export const tokenise = (text: string): readonly string[] => {
  const words: string[] = []
  for (const part of text.toLowerCase().split(' ')) {
    if (part === '') continue
    if (part.includes('-') || part.includes('_')) words.push(...part.split(/[-_]/))
    else words.push(part)
  }
  return words
}
