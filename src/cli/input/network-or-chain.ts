/** The state on which weights are forecast: from a file, or what the next epoch of a chain's subnet reads now. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'
import { CHAIN_FILE, withChainFile } from './chain-file.js'
import { epochInputOnce } from './chain-look.js'

export interface NetworkOptions {
  readonly network?: string
  readonly chain?: string
  readonly netuid?: number
  readonly mechanism: number
}

/** A terminal in which the network is a file, the name of the file, and the subnet in messages. */
export interface NetworkAt {
  readonly terminal: Terminal
  readonly network: string
  readonly subnet: string
}

/** Finds the network, or prints why there is none. */
export const networkOrChain = async (
  terminal: Terminal,
  { network, chain, netuid, mechanism }: NetworkOptions,
): Promise<Either<ExitCode, NetworkAt>> => {
  if (network !== undefined && chain === undefined && netuid === undefined)
    return right({ terminal, network, subnet: `the subnet of ${shownFile(network)}` })
  if (network !== undefined || chain === undefined || netuid === undefined) {
    terminal.err('error: give either --network, or --chain and --netuid\n')
    return left(EXIT.usage)
  }
  const shown = await epochInputOnce(terminal, { chain, netuid, mechanism })
  return isLeft(shown) ? shown : right({ terminal: withChainFile(terminal, shown.right), network: CHAIN_FILE, subnet: `subnet ${netuid}` })
}
