/**
 * Metadata by code hash, so that a new connection does not load it again (300 kB). What a node gave is kept only when a runtime was built of it:
 * else one bad answer would outlive its connection.
 */

/** The part of the cache that one connection uses. */
export interface MetadataCache {
  readonly getMetadata: (codeHash: string) => Promise<Uint8Array | null>
  readonly setMetadata: (codeHash: string, metadata: Uint8Array) => void
  /** What was loaded for this code hash is good. */
  readonly keep: (codeHash: string) => void
}

const MOST = 4
const kept = new Map<string, Uint8Array>()

export const metadataCache = (): MetadataCache => {
  const loaded = new Map<string, Uint8Array>()
  return {
    getMetadata: (codeHash) => Promise.resolve(kept.get(codeHash) ?? null),
    setMetadata: (codeHash, metadata) => {
      loaded.set(codeHash, metadata)
    },
    keep: (codeHash) => {
      const metadata = loaded.get(codeHash)
      if (metadata === undefined) return
      if (kept.size >= MOST) kept.clear()
      kept.set(codeHash, metadata)
      loaded.clear()
    },
  }
}
