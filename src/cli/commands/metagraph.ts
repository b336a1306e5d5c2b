/** `steelyard metagraph`: prints a subnet of a chain as a snapshot without results, or what its next epoch reads. Nobody signs, so no key is needed. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { Hotkey } from '../../units/address/hotkey.js'
import type { SubnetOptions } from '../input/chain-look.js'
import { epochInputOnce, lookOnce } from '../input/chain-look.js'
import { snapshotOf } from '../input/chain-file.js'
import { quotedArgument } from '../output/shown-argument.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, printJson, refuse } from '../output/terminal.js'

export interface MetagraphOptions extends SubnetOptions {
  /** Whose stored row and open commits are printed too. */
  readonly hotkey?: string
  /** Print what the next epoch reads instead, as `steelyard forecast --network` reads it. */
  readonly epochInput: boolean
}

export const metagraphCommand = async (terminal: Terminal, options: MetagraphOptions): Promise<ExitCode> => {
  const { hotkey, epochInput } = options
  if (epochInput && hotkey !== undefined) {
    terminal.err('error: --epoch-input is about all neurons: leave --hotkey out\n')
    return EXIT.usage
  }
  if (hotkey !== undefined && !Hotkey.is(hotkey)) return refuse(terminal, [`--hotkey: ${quotedArgument(hotkey)} is no ss58 hotkey`])
  const shown = await (epochInput ? epochInputOnce(terminal, options) : lookOnce(terminal, options, hotkey))
  if (isLeft(shown)) return shown.left
  printJson(terminal, epochInput ? shown.right : snapshotOf(shown.right, terminal.clock.now()), 1)
  return EXIT.done
}
