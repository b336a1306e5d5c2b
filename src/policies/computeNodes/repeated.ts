/** The ids that stand in a list more than once, each once, in the order in which they are there again. */
export const repeatedIn = (ids: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))]
}
