/**
 * The document in which the chain shows its subnet, read: the subnet, and the signer on it. A document that contradicts itself is refused
 * like one that can't be read: its heights would become something to wait for.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import type { Look } from '../network/look.js'
import { readLook } from '../network/look.js'
import type { MetagraphNeuron } from '../network/metagraph.js'
import { neuronByHotkey } from '../network/metagraph.js'
import type { Problem } from '../policy/problem.js'
import { snapshotProblem } from '../policy/problem.js'

/** The subnet, and the signer on it; the signer is null where it is not registered. */
export interface Network {
  readonly metagraph: Look
  readonly signer: MetagraphNeuron | null
}

/** A subnet on which the signer is registered. */
export interface Registered extends Network {
  readonly signer: MetagraphNeuron
}

export const isRegistered = (network: Network): network is Registered => network.signer !== null

/** A rate limit of more blocks than this, about nine months, is no rate limit. */
const LONGEST_LIMIT = 2_000_000

const implausible = (path: string, message: string): Problem => ({ _tag: 'Implausible', path, message: `${path}: ${message}` })

/** The heights that can't be true, beside the block that the document shows. */
const contradictions = ({ block, neurons, hyperparameters: { weights_rate_limit } }: Look): readonly Problem[] => [
  ...neurons.flatMap((neuron, i) =>
    (['last_update', 'registered_at_block'] as const)
      .filter((key) => neuron[key] > block)
      .map((key) => implausible(`neurons[${i}].${key}`, `block ${neuron[key]} is above the block ${block} of the document`)),
  ),
  ...(weights_rate_limit > LONGEST_LIMIT
    ? [implausible('hyperparameters.weights_rate_limit', `${weights_rate_limit} blocks are more than ${LONGEST_LIMIT}`)]
    : []),
]

/** The subnet that a validator signs for, null where the chain has no such subnet, or every reason against the document. */
export const readNetwork = (
  { netuid, hotkey }: { readonly netuid: number; readonly hotkey: string },
  document: unknown,
): Either<readonly Problem[], Network | null> => {
  if (document === null) return right(null)
  const read = readLook(document)
  if (isLeft(read)) return left(read.left.map(snapshotProblem))
  const metagraph = read.right
  if (metagraph.netuid !== netuid)
    return left([{ _tag: 'WrongNetuid', path: 'netuid', message: `netuid: expected ${netuid}, found ${metagraph.netuid}` }])
  const problems = contradictions(metagraph)
  return problems.length > 0 ? left(problems) : right({ metagraph, signer: toNullable(neuronByHotkey(metagraph)(hotkey)) })
}
