/**
 * Reads a key from bytes: 32 raw bytes, or a text with their hex or with the JSON of a hotkey file.
 *
 * A text of exactly 32 characters is no raw key: the chance that all bytes of a random key are printable is one in 10^13.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { readHotkeyFile } from './hotkey-file.js'
import type { Encryption, KeyError } from './key-error.js'
import type { KeyMaterial } from './key-material.js'
import { bytesOfHex } from './key-material.js'

/** How encrypted files begin. */
const ENCRYPTED: readonly (readonly [start: string, by: Encryption])[] = [
  ['$NACL', 'NaCl'],
  ['$ANSIBLE_VAULT', 'Ansible Vault'],
  ['gAAAAA', 'Fernet'],
]

const encryptionOf = (bytes: Uint8Array): Encryption | undefined =>
  ENCRYPTED.find(([start]) => [...start].every((character, i) => bytes[i] === character.charCodeAt(0)))?.[1]

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    return undefined
  }
}

/** Printable ASCII and line ends. */
const isTextual = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13)

const PHRASE = /^[a-z]+(?:\s+[a-z]+){11,}$/

const readText =
  (source: string) =>
  (text: string): Either<KeyError, KeyMaterial> => {
    if (text === '') return left({ _tag: 'Empty', source })
    if (text.startsWith('{')) return readHotkeyFile(source)(text)
    const seed = bytesOfHex(32, text)
    if (seed !== undefined) return right({ secret: { _tag: 'Seed', bytes: seed }, claims: [] })
    if (PHRASE.test(text)) return left({ _tag: 'PhraseOnly', source })
    const digits = /^(?:0x)?([\da-f]+)$/i.exec(text)?.[1]?.length ?? null
    return left({ _tag: 'NotAKey', source, digits })
  }

/** Reads a key; `source` names where the bytes come from, for the error. The secret is a copy. */
export const readKey =
  (source: string) =>
  (bytes: Uint8Array): Either<KeyError, KeyMaterial> => {
    const by = encryptionOf(bytes)
    if (by !== undefined) return left({ _tag: 'Encrypted', source, by })
    if (bytes.length === 32 && !isTextual(bytes)) return right({ secret: { _tag: 'Seed', bytes: bytes.slice() }, claims: [] })
    const text = textOf(bytes)
    return text === undefined ? left({ _tag: 'NotAKey', source, digits: null }) : readText(source)(text)
  }
