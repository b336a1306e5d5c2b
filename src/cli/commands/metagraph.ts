/** `steelyard metagraph`: prints a subnet of a chain as a snapshot without results. Nobody signs, so no key is needed. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { Hotkey } from '../../units/address/hotkey.js'
import type { SubnetOptions } from '../input/chain-look.js'
import { lookOnce } from '../input/chain-look.js'
import { snapshotOf } from '../input/chain-file.js'
import { quotedArgument } from '../output/shown-argument.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, printJson, refuse } from '../output/terminal.js'

export interface MetagraphOptions extends SubnetOptions {
  /** Whose stored row and open commits are printed too. */
  readonly hotkey?: string
}

export const metagraphCommand = async (terminal: Terminal, options: MetagraphOptions): Promise<ExitCode> => {
  const { hotkey } = options
  if (hotkey !== undefined && !Hotkey.is(hotkey)) return refuse(terminal, [`--hotkey: ${quotedArgument(hotkey)} is no ss58 hotkey`])
  const shown = await lookOnce(terminal, options, hotkey)
  if (isLeft(shown)) return shown.left
  printJson(terminal, snapshotOf(shown.right, terminal.clock.now()), 1)
  return EXIT.done
}
