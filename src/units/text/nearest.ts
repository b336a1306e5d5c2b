/** The number of edits (one character inserted, dropped or replaced) that turn one word into the other. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}

/**
 * The known word that was most likely meant. Undefined when no known word is close: at most half of its characters may
 * differ.
 */
export const nearest = (known: readonly string[], word: string): string | undefined => {
  // A word far longer than every known word is not close to any of them, and comparing it would take quadratic time.
  if (word.length > 2 * Math.max(0, ...known.map((k) => k.length))) return undefined
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => 2 * edits <= candidate.length)
    .sort((a, b) => a.edits - b.edits)
  return ranked[0]?.candidate
}
