/** Looks at a subnet of a chain once, for the commands that take a chain in place of a file. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { SubtensorView } from '../../adapters/subtensor.js'
import { showSubtensorWarning, subtensorView } from '../../adapters/subtensor.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse, warn } from '../output/terminal.js'
import { refuseChain, refuseChainName } from './chain-error.js'
import type { Nodes } from './chain-name.js'
import { readChainName } from './chain-name.js'

/** Which subnet of which chain. */
export interface SubnetOptions {
  readonly chain: string
  readonly netuid: number
  readonly mechanism: number
}

/** What the chain shows, plain JSON. */
export type Shown = Readonly<Record<string, unknown>>

/** The nodes of a chain, for a command that does not simulate one. */
export const nodesOf = (terminal: Terminal, chain: string): Either<ExitCode, Nodes> => {
  const name = readChainName(chain)
  if (isLeft(name)) return left(refuseChainName(terminal, name.left))
  if (name.right._tag === 'Nodes') return right(name.right)
  terminal.err('error: --chain: the simulated chain is there for `run` alone\n')
  return left(EXIT.usage)
}

export const NOT_THERE = ({ netuid, mechanism }: Pick<SubnetOptions, 'netuid' | 'mechanism'>): string =>
  `--netuid: the chain has no subnet ${netuid}${mechanism === 0 ? '' : ` with a mechanism ${mechanism}`}`

/** Asks a subnet once, or prints why that can't be. */
const askOnce = async (
  terminal: Terminal,
  { chain, netuid, mechanism }: SubnetOptions,
  hotkey: string | undefined,
  ask: (view: SubtensorView) => Promise<unknown>,
): Promise<Either<ExitCode, Shown>> => {
  const nodes = nodesOf(terminal, chain)
  if (isLeft(nodes)) return nodes
  const { urls, genesis } = nodes.right
  try {
    const view = subtensorView({
      urls,
      netuid,
      mechanism,
      ...(genesis === null ? {} : { genesis }),
      ...(hotkey === undefined ? {} : { hotkey }),
      onWarning: (warning) => warn(terminal, [showSubtensorWarning(warning)]),
    })
    terminal.stop.addEventListener('abort', view.close, { once: true })
    try {
      const shown = await ask(view)
      return shown === null ? left(refuse(terminal, [NOT_THERE({ netuid, mechanism })])) : right(shown as Shown)
    } finally {
      view.close()
    }
  } catch (thrown) {
    return left(refuseChain(terminal, thrown))
  }
}

/** Looks once, or prints why that can't be. With a hotkey, its row and its open commits are there too. */
export const lookOnce = (terminal: Terminal, options: SubnetOptions, hotkey?: string): Promise<Either<ExitCode, Shown>> =>
  askOnce(terminal, options, hotkey, (view) => view.look())

/** Reads what the subnet's next epoch reads, once, or prints why that can't be. */
export const epochInputOnce = (terminal: Terminal, options: SubnetOptions): Promise<Either<ExitCode, Shown>> =>
  askOnce(terminal, options, undefined, (view) => view.epochInput())
