/** Where Bittensor's wallets keep a hotkey: `<folder>/<wallet>/hotkeys/<hotkey>`. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { KeyError } from './key-error.js'

/** The folder of all wallets, where none is named. */
export const WALLETS = '~/.bittensor/wallets'

/** A hotkey of a wallet. */
export interface WalletHotkey {
  readonly wallet: string
  readonly hotkey: string
  /** The folder of all wallets; `~` is the user's. `~/.bittensor/wallets` where it is left out. */
  readonly folder?: string
}

/** A name that stays in its folder. */
const isName = (text: string): boolean => text !== '' && text !== '.' && text !== '..' && !/[/\\\0]/.test(text)

/** `~` at the beginning, as a shell reads it. */
const fromHome = (path: string): string => (path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path)

export const walletFile = ({ wallet, hotkey, folder = WALLETS }: WalletHotkey): Either<KeyError, string> => {
  if (!isName(wallet)) return left({ _tag: 'NotAWalletName', which: 'wallet' })
  if (!isName(hotkey)) return left({ _tag: 'NotAWalletName', which: 'hotkey' })
  return right(join(fromHome(folder), wallet, 'hotkeys', hotkey))
}
