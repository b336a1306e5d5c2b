/** Where a key comes from, and its bytes. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { withoutKeys } from '../../units/text/without-keys.js'
import type { KeyError } from './key-error.js'
import type { KeyMaterial } from './key-material.js'
import { readKey } from './read-key.js'
import { readKeyFile } from './read-key-file.js'
import type { WalletHotkey } from './wallet-file.js'
import { walletFile } from './wallet-file.js'

/** Where a key comes from. */
export type KeySource =
  | { readonly _tag: 'File'; readonly path: string }
  /** A hotkey of a wallet, in the folder of Bittensor's wallets. */
  | ({ readonly _tag: 'Wallet' } & WalletHotkey)
  /** An environment variable and its value, undefined where it is not set. Remove it from the environment when it is read. */
  | { readonly _tag: 'Variable'; readonly name: string; readonly value: string | undefined }

/** A name that a shell takes. Whoever writes `--key-env "$KEY"` gives the key in its place. */
const VARIABLE = /^[a-z_]\w{0,63}$/i

const readVariable = (name: string, value: string | undefined): Either<KeyError, KeyMaterial> => {
  if (!VARIABLE.test(name) || withoutKeys(name) !== name) return left({ _tag: 'NotAVariable' })
  if (value === undefined) return left({ _tag: 'NoSuchVariable', source: name })
  const bytes = new TextEncoder().encode(value)
  const material = readKey(name)(bytes)
  bytes.fill(0)
  return material
}

const readFile = async (path: string, allowOpenFile: boolean): Promise<Either<KeyError, KeyMaterial>> => {
  const bytes = await readKeyFile(path, allowOpenFile)
  const material = pipe(bytes, chain(readKey(withoutKeys(path))))
  if (!isLeft(bytes)) bytes.right.fill(0)
  return material
}

/** What is written of the key, and the name of its source that may be shown. */
export const readSource = async (
  source: KeySource,
  allowOpenFile: boolean,
): Promise<Either<KeyError, { readonly shown: string; readonly material: KeyMaterial }>> => {
  const path = source._tag === 'Wallet' ? walletFile(source) : right(source._tag === 'File' ? source.path : source.name)
  if (isLeft(path)) return path
  const material = source._tag === 'Variable' ? readVariable(source.name, source.value) : await readFile(path.right, allowOpenFile)
  return isLeft(material) ? material : right({ shown: withoutKeys(path.right), material: material.right })
}
