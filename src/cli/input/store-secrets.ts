/**
 * What of a store's name may be shown, and how the rest is kept out of the messages of its driver.
 *
 * An address has user information before its last `@`, and a query or a fragment after the first `?` or `#`. A password that was not
 * percent-encoded may contain these characters. Where it is not clear what belongs to the password, nothing but the scheme is shown.
 */
import { plain } from '../../units/text/plain.js'
import { storableText } from '../../units/text/storable-text.js'
import type { StoreName } from './store-name.js'

/** The text to show, and the parts of the name that must not be shown. */
export interface StoreSecrets {
  readonly shown: string
  readonly hidden: readonly string[]
}

/** Hosts with ports, and the name of a database: what of an address may be shown. */
const HOST = String.raw`(?:\[[\da-f:.]+\]|[\w.-]*)(?::\d{1,5})?`
const PLACE = new RegExp(String.raw`^${HOST}(?:,${HOST})*(?:/[\w.~-]*)?$`, 'i')

const shownPlace = (text: string): string | null => (PLACE.test(text) ? text : null)

/** A file, unless a connection string or a percent-encoded address was meant. */
const shownPath = (text: string): string | null => (/%(?:3a|40)|(?:password|pwd)\s*=/i.test(text) ? null : plain(text))

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A text and the words in it, as a driver may take it apart. */
const DELIMITERS = /(?:[:/?#@&=,;'"<>\s]|%[\da-f]{2})+/i

const wordsOf = (text: string): readonly string[] => [text, ...text.split(DELIMITERS), ...decoded(text).split(DELIMITERS)]

/** The keys of a query that are no part of a password. The messages of drivers have some of the same words. */
const KEYS: readonly string[] = ['user', 'password', 'host', 'port', 'dbname', 'sslmode', 'sslpassword', 'application_name', 'options']

/** The words of a query or a fragment. */
const valuesOf = (query: string): readonly string[] =>
  query.split(/[?#&]/).flatMap((pair) => {
    const at = pair.indexOf('=')
    return wordsOf(KEYS.includes(pair.slice(0, Math.max(0, at))) ? pair.slice(at + 1) : pair)
  })

const passwordOf = (userInformation: string): string => userInformation.slice(userInformation.indexOf(':') + 1)

/** How a kind of store is named: what follows its scheme, whether a text before an `@` is a user, and how a place is shown. */
interface Naming {
  readonly scheme: string
  readonly rest: string
  readonly isUser: (before: string) => boolean
  readonly show: (place: string) => string | null
}

const secretsAfter = ({ scheme, rest, isUser, show }: Naming): StoreSecrets => {
  const at = rest.lastIndexOf('@')
  const end = rest.search(/[?#]/)
  const user = isUser(rest.slice(0, Math.max(0, at))) ? rest.slice(0, at) : null
  const isClear = user === null || end === -1 || at < end
  const place = isClear ? show(rest.slice(user === null ? 0 : at + 1, end === -1 ? undefined : end)) : null
  if (place === null)
    return { shown: `${scheme}…`, hidden: [passwordOf(rest.slice(0, Math.max(0, at))), passwordOf(rest), ...wordsOf(rest)] }
  return {
    shown: `${scheme}${user === null ? '' : '…@'}${place}`,
    hidden: [...(user === null ? [] : [passwordOf(user), ...wordsOf(user)]), ...(end === -1 ? [] : valuesOf(rest.slice(end)))],
  }
}

/** What of the name of a store may be shown. A file may have an `@` in its path; it has user information if it looks like an address. */
export const secretsOf = (name: StoreName): StoreSecrets => {
  switch (name._tag) {
    case 'Memory':
      return { shown: 'memory', hidden: [] }
    case 'Sqlite':
      return secretsAfter({ scheme: 'sqlite:', rest: name.file, isUser: (before) => /:|\/\//.test(before), show: shownPath })
    case 'Postgres': {
      const scheme = name.address.slice(0, name.address.indexOf('//') + 2)
      return secretsAfter({ scheme, rest: name.address.slice(scheme.length), isUser: (before) => before !== '', show: shownPlace })
    }
  }
}

/** A text as drivers may spell it. Half of a surrogate pair can't be percent-encoded. */
const spellings = (text: string): readonly string[] => {
  const whole = storableText(decoded(text))
  return [text, whole, encodeURI(whole), encodeURIComponent(whole)]
}

/** Shorter texts occur in other words, where they give nothing away. */
const SHORT = 4

const occurrences = (secret: string): RegExp => {
  const text = secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return new RegExp(secret.length < SHORT ? `(?<![\\p{L}\\p{N}_])${text}(?![\\p{L}\\p{N}_])` : text, 'giu')
}

/** The message of a driver with `…` in place of each hidden part of the name. */
export const withoutSecrets =
  ({ hidden }: StoreSecrets) =>
  (message: string): string =>
    [...new Set(hidden.flatMap(spellings))]
      .filter((text) => text.trim() !== '')
      .sort((a, b) => b.length - a.length)
      .reduce((rest, secret) => rest.replace(occurrences(secret), '…'), message)
