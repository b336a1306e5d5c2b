/** The document in which the chain shows its subnet, read: the subnet, and the signer on it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import type { Problem } from '../policy/problem.js'
import { snapshotProblem } from '../policy/problem.js'
import type { Metagraph, MetagraphNeuron } from '../network/metagraph.js'
import { neuronByHotkey, readMetagraph } from '../network/metagraph.js'

/** The subnet, and the signer on it. */
export interface Network {
  readonly metagraph: Metagraph
  readonly signer: MetagraphNeuron
}

/** The subnet that a validator signs for, or every reason for which the document does not show it. */
export const readNetwork = (
  { netuid, hotkey }: { readonly netuid: number; readonly hotkey: string },
  document: unknown,
): Either<readonly Problem[], Network> => {
  const read = readMetagraph(document)
  if (isLeft(read)) return left(read.left.map(snapshotProblem))
  const metagraph = read.right
  if (metagraph.netuid !== netuid)
    return left([{ _tag: 'WrongNetuid', path: 'netuid', message: `netuid: expected ${netuid}, found ${metagraph.netuid}` }])
  const signer = neuronByHotkey(metagraph)(hotkey)
  return isNone(signer)
    ? left([{ _tag: 'HotKeyNotRegisteredInSubNet', path: 'neurons', message: `${hotkey} is not registered on subnet ${netuid}` }])
    : right({ metagraph, signer: signer.value })
}
