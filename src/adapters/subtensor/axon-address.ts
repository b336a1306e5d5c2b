/** The address of an axon: the chain keeps a u128 and its kind, 4 or 6. */

/** Eight groups of 16 bits, as RFC 5952 writes them: the longest run of two zeros or more is `::`, the first of equals. */
const ipv6 = (groups: readonly number[]): string => {
  const whole = groups.map((group) => group.toString(16)).join(':')
  const runs = [...whole.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)]
  const longest = runs.reduce<RegExpExecArray | undefined>(
    (best, run) => (best !== undefined && best[0].length >= run[0].length ? best : run),
    undefined,
  )
  if (longest === undefined) return whole
  const [before, after] = [whole.slice(0, longest.index), whole.slice(longest.index + longest[0].length)]
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`
}

/** The text of an address, or null where there is none: 0, another kind, or a number that does not fit its kind. */
export const axonAddress = (ip: bigint, kind: number): string | null => {
  if (ip <= 0n) return null
  if (kind === 4 && ip < 1n << 32n) return [24n, 16n, 8n, 0n].map((shift) => (ip >> shift) & 255n).join('.')
  if (kind === 6 && ip < 1n << 128n) return ipv6([112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => Number((ip >> shift) & 65_535n)))
  return null
}
