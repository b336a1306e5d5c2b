/**
 * A name as a sequence of words in lower case. Spaces, however many, and single hyphens and underscores part words; two of the
 * latter in a row, or one at an end, leave an empty word, which fits no board.
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
