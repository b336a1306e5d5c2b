/** The store that a user names by `--storage`: `memory`, `sqlite:<file>` or a PostgreSQL address. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { nearest } from '../../units/text/nearest.js'

/** The names of stores, for the help text. */
export const STORAGE_FORMS = 'memory, sqlite:<file>, or postgres://…'

/** A store, before it is opened. */
export type StoreName =
  | { readonly _tag: 'Memory' }
  | { readonly _tag: 'Sqlite'; readonly file: string }
  /** `address` begins with `postgres://` or `postgresql://`. */
  | { readonly _tag: 'Postgres'; readonly address: string }

/** The text names no store. It may contain a password, so it is not kept: only the form that was most likely meant is. */
export interface UnknownStore {
  readonly _tag: 'UnknownStore'
  readonly nearest: string | null
}

/** A form for each word with which the name of a store begins. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ['memory', 'memory'],
  ['sqlite', 'sqlite:<file>'],
  ['postgres', 'postgres://…'],
  ['postgresql', 'postgresql://…'],
])

const formNearest = (text: string): string | null => {
  const [word = ''] = /[a-z][\w+.-]*/i.exec(text.slice(0, 100)) ?? []
  return FORMS.get(nearest([...FORMS.keys()], word) ?? '') ?? null
}

/** Reads the argument of `--storage`. A scheme in upper case is not known. */
export const readStoreName = (text: string): Either<UnknownStore, StoreName> => {
  if (text === 'memory') return right({ _tag: 'Memory' })
  if (/^postgres(ql)?:\/\//.test(text)) return right({ _tag: 'Postgres', address: text })
  if (text.startsWith('sqlite:') && text.length > 'sqlite:'.length) return right({ _tag: 'Sqlite', file: text.slice('sqlite:'.length) })
  return left({ _tag: 'UnknownStore', nearest: formNearest(text) })
}
