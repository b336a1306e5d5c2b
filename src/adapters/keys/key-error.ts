/**
 * Why there is no signer: as data, and in words.
 *
 * Law: no member holds a part of a key. `source` is what may be shown of the file's or the variable's name; addresses are of public keys.
 */
import { plain } from '../../units/text/plain.js'

/** How a file of a hotkey may be encrypted. */
export type Encryption = 'NaCl' | 'Ansible Vault' | 'Fernet' | 'polkadot-js'

/** Why there is no signer. */
export type KeyError =
  /** The text is no name of a variable. It is not kept, because it may be the key itself. */
  | { readonly _tag: 'NotAVariable' }
  | { readonly _tag: 'NoSuchVariable'; readonly source: string }
  /** The name of a wallet or of a hotkey is empty, or leads to another folder. */
  | { readonly _tag: 'NotAWalletName'; readonly which: 'wallet' | 'hotkey' }
  /** `code` is the system's error code. */
  | { readonly _tag: 'Unreadable'; readonly source: string; readonly code: string }
  | { readonly _tag: 'NotAFile'; readonly source: string; readonly found: 'folder' | 'pipe or device' }
  | { readonly _tag: 'TooLarge'; readonly source: string; readonly limit: number }
  /** The group or others may read, write or run the file; `mode` is its nine bits. */
  | { readonly _tag: 'OpenToOthers'; readonly source: string; readonly mode: number }
  | { readonly _tag: 'Empty'; readonly source: string }
  | { readonly _tag: 'Encrypted'; readonly source: string; readonly by: Encryption }
  /** Neither 32 bytes, nor their hex, nor JSON; `digits` where the text is hex of another length. */
  | { readonly _tag: 'NotAKey'; readonly source: string; readonly digits: number | null }
  /** It begins like JSON, and is not an object in JSON. */
  | { readonly _tag: 'NotJson'; readonly source: string }
  | { readonly _tag: 'RepeatedField'; readonly source: string; readonly field: string }
  | { readonly _tag: 'MalformedField'; readonly source: string; readonly field: string; readonly expected: string }
  /** The file says that its key is for another kind of signature than sr25519. */
  | { readonly _tag: 'NotSr25519'; readonly source: string }
  /** There is only a phrase of words. */
  | { readonly _tag: 'PhraseOnly'; readonly source: string }
  /** There is only a public key. */
  | { readonly _tag: 'PublicOnly'; readonly source: string }
  /** A private key without a public one: two forms are in use, and nothing says which of them it has. */
  | { readonly _tag: 'NoPublicKey'; readonly source: string }
  /** The bytes are no private key. */
  | { readonly _tag: 'InvalidKey'; readonly source: string }
  /** The file names another public key in `field` than the one of its private key. */
  | { readonly _tag: 'Contradiction'; readonly source: string; readonly field: string; readonly written: string; readonly derived: string }
  | { readonly _tag: 'WrongHotkey'; readonly source: string; readonly expected: string; readonly found: string }
  /** The hotkey that was expected is no ss58 address. It is not kept, because it may be the key itself. */
  | { readonly _tag: 'ExpectedNoAddress' }
  /** A package that is needed is not installed. */
  | { readonly _tag: 'NoPackage'; readonly name: string }

const CODES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EACCES', 'permission denied'],
  ['ELOOP', 'it is a link to itself'],
])

const octal = (mode: number): string => mode.toString(8).padStart(3, '0')

const UNENCRYPTED = 'give an unencrypted copy that only you can read, or hand in a signer of your own'

/** The problem without the name of its source. */
const problem = (error: Extract<KeyError, { readonly source: string }>): string => {
  switch (error._tag) {
    case 'NoSuchVariable':
      return 'no such environment variable is set'
    case 'Unreadable':
      return `cannot be read: ${CODES.get(error.code) ?? plain(error.code)}`
    case 'NotAFile':
      return `is a ${error.found}, and a key is read from a file`
    case 'TooLarge':
      return `is larger than ${error.limit} bytes, so it holds no key`
    case 'OpenToOthers':
      return `may be used by other users (mode ${octal(error.mode)}); close it: chmod 600 ${plain(error.source)}`
    case 'Empty':
      return 'is empty'
    case 'Encrypted':
      return `is encrypted (${error.by}), and this program asks for no passwords; ${UNENCRYPTED}`
    case 'NotAKey':
      return error.digits === null
        ? 'holds no key: expected 32 bytes, 64 hex digits, or a hotkey file in JSON'
        : `holds ${error.digits} hex digits, and a key has 64`
    case 'NotJson':
      return 'is not JSON, though it begins like a hotkey file'
    case 'RepeatedField':
      return `${error.field} is given twice`
    case 'MalformedField':
      return `${error.field}: expected ${error.expected}`
    case 'NotSr25519':
      return 'cryptoType: the key is not for sr25519, with which hotkeys sign'
    case 'PhraseOnly':
      return 'holds only the phrase (secretPhrase), from which no key is made here: give the file with secretSeed or privateKey'
    case 'PublicOnly':
      return 'holds only a public key, which cannot sign: give the file with secretSeed or privateKey'
    case 'NoPublicKey':
      return 'holds privateKey alone: add publicKey or ss58Address, or name the hotkey that it is of'
    case 'InvalidKey':
      return 'its bytes are no private key'
    case 'Contradiction':
      return `its private key is of ${error.derived}, and ${error.field} says ${error.written}`
    case 'WrongHotkey':
      return `is the key of ${error.found}, and that of ${error.expected} was expected`
  }
}

/**
 * The error as a message on one line, with no part of a key in it.
 *
 * @example
 * ```ts
 * import { showKeyError } from 'steelyard/adapters/keys'
 * showKeyError({ _tag: 'OpenToOthers', source: 'hotkey', mode: 0o644 }) // => 'hotkey: may be used by other users (mode 644); close it: chmod 600 hotkey'
 * showKeyError({ _tag: 'NoPackage', name: '@scure/sr25519' }) // => 'signing needs the package @scure/sr25519: npm install @scure/sr25519'
 * ```
 */
export const showKeyError = (error: KeyError): string => {
  switch (error._tag) {
    case 'NotAVariable':
      return 'a name of an environment variable was expected: letters, digits and _. What was given is not shown, because it may be the key'
    case 'NotAWalletName':
      return `the name of the ${error.which} is empty or leads to another folder: give it without / and \\`
    case 'ExpectedNoAddress':
      return 'the hotkey that is expected is no ss58 address (5… with a right checksum)'
    case 'NoPackage':
      return `signing needs the package ${error.name}: npm install ${error.name}`
    default:
      return `${plain(error.source)}: ${problem(error)}`
  }
}
