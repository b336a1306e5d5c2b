/** The ids that occur in a list more than once. Each is listed once, in the order of its second occurrence. */
export const repeatedIn = (ids: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))]
}
