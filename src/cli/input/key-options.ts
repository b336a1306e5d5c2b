/** The key that a user names on the command line. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { KeySource } from '../../adapters/keys.js'
import type { Terminal } from '../output/terminal.js'

/** Options that name a key. None of them is a key: arguments are seen by every user of the machine. */
export interface KeyOptions {
  readonly keyFile?: string
  readonly walletName?: string
  readonly walletHotkey?: string
  readonly walletPath?: string
  readonly keyEnv?: string
  readonly allowOpenKeyFile?: boolean
}

const ONE_WAY = 'a chain needs a key: give --key-file, or --wallet-name and --wallet-hotkey, or --key-env'

/** The source of the key; null where none is named. Errors: wrong usage, in words. */
export const keySourceOf = (
  { takeVariable }: Pick<Terminal, 'takeVariable'>,
  { keyFile, walletName, walletHotkey, walletPath, keyEnv }: KeyOptions,
): Either<string, KeySource | null> => {
  const wallet = walletName !== undefined || walletHotkey !== undefined || walletPath !== undefined
  const ways = [keyFile !== undefined, wallet, keyEnv !== undefined].filter((given) => given).length
  if (ways > 1) return left('give one key: --key-file, or --wallet-name and --wallet-hotkey, or --key-env')
  if (keyFile !== undefined) return right({ _tag: 'File', path: keyFile })
  if (keyEnv !== undefined) return right({ _tag: 'Variable', name: keyEnv, value: takeVariable(keyEnv) })
  if (!wallet) return right(null)
  if (walletName === undefined || walletHotkey === undefined)
    return left('a hotkey of a wallet takes both --wallet-name and --wallet-hotkey')
  return right({
    _tag: 'Wallet',
    wallet: walletName,
    hotkey: walletHotkey,
    ...(walletPath === undefined ? {} : { folder: walletPath }),
  })
}

/** The source of a key that is needed. */
export const neededKeySource = (terminal: Pick<Terminal, 'takeVariable'>, options: KeyOptions): Either<string, KeySource> => {
  const source = keySourceOf(terminal, options)
  return source._tag === 'Left' ? source : source.right === null ? left(ONE_WAY) : right(source.right)
}
