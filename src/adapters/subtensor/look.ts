/** A look at a subnet: all of it at one block, checked before it is handed out. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { readLook } from '../../network/look.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import type { Viewer } from './read-own-part.js'
import { readOwnPart } from './read-own-part.js'
import { readMetagraphPart, readNullConsensus } from './read-metagraph.js'
import { quietly } from './quietly.js'
import type { Session } from './session.js'
import { unreadable } from './subtensor-failure.js'

/** What is remembered from one look to the next, to ask for less. */
export interface Memory {
  epoch: number | null
}

/** How a look goes on and ends. */
export interface Looking {
  readonly memory: Memory
  /** told the spec of each look */
  readonly onSpec: (spec: number) => void
  /** aborted when nobody waits for the look any more */
  readonly over: AbortSignal
}

/**
 * Looks at the best block: one call of the runtime (and one more where the runtime lists parameters by name), and one request for storage.
 * Gives null where the subnet, or the mechanism, does not exist. The block is held until it is over, so that it is not forgotten meanwhile.
 */
export const lookAt = async (session: Session, viewer: Viewer, { memory, onSpec, over }: Looking): Promise<unknown> => {
  const at = session.head()
  const release = session.client.hodlBlock(at.hash)
  over.addEventListener('abort', () => quietly(release))
  const runtime = await session.runtimeAt(at.hash)
  onSpec(runtime.spec)
  const sight = { session, runtime, at }
  const [graph, nullConsensus] = await Promise.all([readMetagraphPart(sight, viewer), readNullConsensus(sight, viewer.netuid)])
  if (graph === null) return null
  const { reveal_period_epochs: _, hyperparameters, ...rest } = graph
  const own = await readOwnPart(sight, viewer, graph, memory.epoch)
  memory.epoch = own.schedule?.subnet_epoch_index ?? null
  const document = {
    netuid: viewer.netuid,
    block: at.number,
    spec: runtime.spec,
    ...rest,
    ...own,
    hyperparameters: {
      ...hyperparameters,
      ...own.hyperparameters,
      ...(nullConsensus === undefined ? {} : { null_consensus: nullConsensus }),
    },
  }
  const read = readLook(document)
  if (isLeft(read)) return unreadable('the subnet', read.left.slice(0, 3).map(showSnapshotError).join('; '))
  return document
}
