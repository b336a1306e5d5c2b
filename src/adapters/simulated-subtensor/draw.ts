/** A pseudo-random u32 that depends on every key: the last steps of MurmurHash3, over integers only. */
export const draw = (...keys: readonly number[]): number => {
  let hash = 0x9747b28c
  for (const key of keys) {
    hash ^= key
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
    hash = (hash + 0x9e3779b9) | 0
  }
  return hash >>> 0
}
