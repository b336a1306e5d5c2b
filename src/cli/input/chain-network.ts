/**
 * The network of `steelyard run` on a real chain: the key, the subnet as the chain shows it, and the files with the results.
 *
 * Law: what can be wrong with the key, the subnet or the files is found before the store is opened, so nothing is written.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { openSigner, transactionSigner } from '../../adapters/keys.js'
import type { SubtensorSource } from '../../adapters/subtensor.js'
import { showSubtensorWarning, subtensorChain, subtensorView } from '../../adapters/subtensor.js'
import { readNetwork } from '../../validator/network.js'
import type { Chain, Logger } from '../../validator/ports.js'
import { Hotkey } from '../../units/address/hotkey.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse, warn } from '../output/terminal.js'
import { quotedArgument } from '../output/shown-argument.js'
import { refuseChain, refuseKey } from './chain-error.js'
import { NOT_THERE } from './chain-look.js'
import type { Nodes } from './chain-name.js'
import type { KeyOptions } from './key-options.js'
import { keySourceOf, neededKeySource } from './key-options.js'
import { readResults, resultsProver } from './results-file.js'
import type { RunNetwork } from './run-network.js'

/** What a run on a real chain is asked for. */
export interface ChainRunOptions extends KeyOptions {
  readonly netuid: number
  readonly mechanism: number
  readonly results: string
  /** The hotkey that the key must be of. A dry run needs no key where it is given. */
  readonly hotkey?: string
  readonly dryRun?: boolean
}

interface Opened {
  readonly chain: Chain
  readonly close: () => void
}

const usage = ({ err }: Terminal, message: string): Either<ExitCode, never> => {
  err(`error: ${message}\n`)
  return left(EXIT.usage)
}

/** A chain that is looked at as a hotkey sees it, and takes no calls. */
const watched = (source: SubtensorSource, hotkey: string): Opened => {
  const { close, ...view } = subtensorView({ ...source, hotkey })
  return { chain: { ...view, signer: hotkey, submit: () => Promise.resolve({ _tag: 'NotSent', error: 'a dry run sends nothing' }) }, close }
}

/** The chain of the key; or, for a dry run without one, of the hotkey. */
const openChain = async (terminal: Terminal, source: SubtensorSource, options: ChainRunOptions): Promise<Either<ExitCode, Opened>> => {
  const { hotkey, dryRun, allowOpenKeyFile = false } = options
  if (hotkey !== undefined && !Hotkey.is(hotkey)) return left(refuse(terminal, [`--hotkey: ${quotedArgument(hotkey)} is no ss58 hotkey`]))
  const isKeyless = dryRun === true && hotkey !== undefined
  const wanted = isKeyless ? keySourceOf(terminal, options) : neededKeySource(terminal, options)
  if (isLeft(wanted)) return usage(terminal, wanted.left)
  if (wanted.right === null) return right(watched(source, hotkey!))
  const signer = await openSigner({ allowOpenFile: allowOpenKeyFile, ...(hotkey === undefined ? {} : { expected: hotkey }) })(wanted.right)
  if (isLeft(signer)) return left(refuseKey(terminal, signer.left))
  const { close, ...chain } = subtensorChain({ ...source, signer: transactionSigner(signer.right) })
  return right({ chain, close })
}

/** Looks at the subnet: the block, or why nothing can be done there. */
const firstLook = async (terminal: Terminal, options: ChainRunOptions, chain: Chain): Promise<Either<ExitCode, number>> => {
  const { netuid } = options
  const network = readNetwork({ netuid, hotkey: chain.signer }, await chain.look())
  if (isLeft(network))
    return left(
      refuse(
        terminal,
        network.left.map(({ message }) => `--chain: ${message}`),
      ),
    )
  if (network.right === null) return left(refuse(terminal, [NOT_THERE(options)]))
  const { metagraph, signer } = network.right
  if (signer === null) return left(refuse(terminal, [`the hotkey ${chain.signer} is not registered on subnet ${netuid}`]))
  if (!signer.validator_permit)
    warn(terminal, [`uid ${signer.uid} has no validator permit on subnet ${netuid}: the chain refuses its weights`])
  return right(metagraph.block)
}

/** Seconds between two looks at the validator's state. */
const GLANCE = 1

/** Opens the network, or prints why that can't be. */
export const chainNetwork = async (
  terminal: Terminal,
  { urls, genesis }: Nodes,
  options: ChainRunOptions,
  logger: Logger,
): Promise<Either<ExitCode, RunNetwork>> => {
  const { netuid, mechanism, results } = options
  const found = await readResults(terminal, results)
  if (isLeft(found)) return left(refuse(terminal, found.left))
  const source: SubtensorSource = {
    urls,
    netuid,
    mechanism,
    ...(genesis === null ? {} : { genesis }),
    onWarning: (warning) => logger.warn({}, showSubtensorWarning(warning)),
  }
  try {
    const opened = await openChain(terminal, source, options)
    if (isLeft(opened)) return opened
    const { chain, close } = opened.right
    const block = await firstLook(terminal, options, chain).catch((thrown: unknown) => left(refuseChain(terminal, thrown)))
    if (isLeft(block)) {
      close()
      return block
    }
    return right({
      chain,
      prover: resultsProver(terminal, results, (rows) => logger.warn({}, `${rows} results give a key twice and are left out`)),
      block: block.right,
      follow: async (tick, signal) => {
        while (!signal.aborted) {
          tick(null)
          await terminal.clock.sleep(GLANCE, signal)
        }
      },
      close,
    })
  } catch (thrown) {
    return left(refuseChain(terminal, thrown))
  }
}
