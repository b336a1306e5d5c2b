/**
 * Metadata by address and code hash, so that a new connection does not load it again (300 kB). What a node gave is kept only when a runtime was
 * built of it: else one bad answer would outlive its connection. And it is kept for this node alone: nothing proves that metadata belongs to a
 * code hash, so a node that lies about it would spoil the others.
 */

/** The part of the cache that one connection uses. */
export interface MetadataCache {
  readonly getMetadata: (codeHash: string) => Promise<Uint8Array | null>
  readonly setMetadata: (codeHash: string, metadata: Uint8Array) => void
  /** What was loaded for this code hash is good. */
  readonly keep: (codeHash: string) => void
}

const MOST = 8
const kept = new Map<string, Uint8Array>()

export const metadataCache = (url: string): MetadataCache => {
  const nameOf = (codeHash: string): string => `${codeHash} ${url}`
  const loaded = new Map<string, Uint8Array>()
  return {
    getMetadata: (codeHash) => Promise.resolve(kept.get(nameOf(codeHash)) ?? null),
    setMetadata: (codeHash, metadata) => {
      loaded.set(codeHash, metadata)
    },
    keep: (codeHash) => {
      const metadata = loaded.get(codeHash)
      if (metadata === undefined) return
      if (kept.size >= MOST) kept.clear()
      kept.set(nameOf(codeHash), metadata)
      loaded.clear()
    },
  }
}
