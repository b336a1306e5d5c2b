/** Why a chain was not asked: in words, and with the exit code. */
import { showSubtensorError, SubtensorFailure } from '../../adapters/subtensor.js'
import type { KeyError } from '../../adapters/keys.js'
import { showKeyError } from '../../adapters/keys.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse } from '../output/terminal.js'
import type { UnknownChain } from './chain-name.js'
import { CHAIN_FORMS } from './chain-name.js'

const PACKAGES = 'all that a chain needs: npm install polkadot-api@2 ws@8 @scure/sr25519'

/** A name that is no chain's is wrong usage. */
export const refuseChainName = (terminal: Terminal, { nearest }: UnknownChain): ExitCode => {
  refuse(terminal, [`--chain: a chain is ${CHAIN_FORMS}${nearest === null ? '' : `; did you mean ${nearest}?`}`])
  return EXIT.usage
}

/** Prints why a chain was not asked. What was thrown is thrown again where it is no failure of the chain's client. */
export const refuseChain = (terminal: Terminal, thrown: unknown): ExitCode => {
  if (!(thrown instanceof SubtensorFailure)) throw thrown
  const { error } = thrown
  const message = showSubtensorError(error)
  if (error._tag === 'MissingPackage') return refuse(terminal, [`${message} (${PACKAGES})`])
  const code = refuse(terminal, [`--chain: ${message}`])
  return error._tag === 'InvalidOption' || error._tag === 'UnknownRuntime' ? code : EXIT.unknown
}

/** Prints why a key was not opened. */
export const refuseKey = (terminal: Terminal, error: KeyError): ExitCode =>
  refuse(terminal, [error._tag === 'NoPackage' ? `${showKeyError(error)} (${PACKAGES})` : showKeyError(error)])
