/** What of a node's address nobody is told. Providers put keys into users, paths and queries, and nodes and sockets repeat them in their errors. */
import type { SubtensorError } from './subtensor-error.js'
import { SubtensorFailure } from './subtensor-failure.js'

/** Shorter words of a path or a query are no keys: `ws`, `rpc`, `main`. */
const SHORTEST = 6

const decoded = (word: string): string => {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

/** The secret words of an address, the longest first. */
export const secretsOf = (url: string): readonly string[] => {
  const { username, password, pathname, search, hash, searchParams } = new URL(url)
  const words = [...pathname.split('/'), ...searchParams.keys(), ...searchParams.values(), hash.slice(1), username]
  const all = [...words.filter((word) => word.length >= SHORTEST), `${pathname}${search}${hash}`, pathname, password]
  const both = all.flatMap((word) => [word, decoded(word)]).filter((word) => word.length > 1)
  return [...new Set(both)].sort((a, b) => b.length - a.length)
}

/** The text with `…` in place of the secrets. */
export const withoutWords = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text)

/** The value with `…` in place of the secrets in its texts. */
const cleaned = (value: unknown, secrets: readonly string[]): unknown => {
  if (typeof value === 'string') return withoutWords(value, secrets)
  if (Array.isArray(value)) return value.map((inner) => cleaned(inner, secrets))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === '_tag' || key === 'url' ? inner : cleaned(inner, secrets)]),
  )
}

/** The failure without the secrets. */
export const withoutSecrets = (failure: SubtensorFailure, secrets: readonly string[]): SubtensorFailure => {
  const error = cleaned(failure.error, secrets)
  return JSON.stringify(error) === JSON.stringify(failure.error) ? failure : new SubtensorFailure(error as SubtensorError)
}
