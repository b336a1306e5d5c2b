/**
 * What the next epoch of a subnet reads, at one block: the document of `readSubnetEpochInput` with hotkeys, spec and schedule.
 *
 * Three questions: the runtime's `get_metagraph` and one request for parameters, then one for what each mechanism has of its own: rows of weights
 * and bonds, last updates, commits. The uids are known from the metagraph, so no keys have to be listed.
 *
 * Stakes are those that the runtime has counted already: with the parts of parents, without the parts of children. So the document has neither parents
 * nor children, and the sums are the same.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { readSubnetEpochInput } from '../../chain/mechanisms/read-subnet-epoch-input.js'
import { unknownRuntime } from '../../chain/preflight/chain-rules.js'
import { isKnownSpec } from '../../chain/preflight/spec.js'
import { rulingOf } from '../../chain/yuma/rules.js'
import { showYumaError } from '../../chain/yuma/yuma-error.js'
import { allOf, parametersOf, subnetItems } from './epoch-parameters.js'
import { mechanismItems, mechanismOf } from './mechanism-part.js'
import { fields, list, u16, u64 } from './plain-values.js'
import { quietly } from './quietly.js'
import type { ExpiryClock } from './read-commit-blocks.js'
import { commitBlockItems, readCommitBlocks } from './read-commit-blocks.js'
import { askMetagraph, graphPart, readNullConsensus } from './read-metagraph.js'
import { readSchedule } from './read-schedule.js'
import type { Sight } from './read-storage.js'
import { readStorage } from './read-storage.js'
import type { Session } from './session.js'
import { itemName } from './storage-item.js'
import { SubtensorFailure, unreadable } from './subtensor-failure.js'

const GRAPH = 'SubnetInfoRuntimeApi.get_metagraph'

/** The document, or null where there is no such subnet. */
export const readEpoch = async (sight: Sight, netuid: number): Promise<object | null> => {
  const { runtime, at } = sight
  const { spec } = runtime
  if (!isKnownSpec(spec)) throw new SubtensorFailure(unknownRuntime(spec))
  const items = subnetItems(runtime, netuid)
  const [graph, nullConsensus, values] = await Promise.all([
    askMetagraph(sight, { netuid, mechanism: 0 }),
    readNullConsensus(sight, netuid),
    readStorage(sight, allOf(items)),
  ])
  if (graph === null) return null
  const { neurons, owner, hyperparameters, reveal_period_epochs } = graphPart(GRAPH, graph, spec)
  const { tempo } = hyperparameters
  const hotkeys = neurons.map(({ hotkey }) => hotkey)
  const n = hotkeys.length
  const stakes = (key: string) =>
    list(`${GRAPH}.${key}`, fields(GRAPH, graph)(key)).map((stake, uid) => String(u64(`${GRAPH}.${key}[${uid}]`, stake)))
  const parameters = await parametersOf(items, values, spec)
  const schedule = items.schedule.length === 0 ? null : await readSchedule(netuid, tempo, values)
  const [counted] = items.count
  const count = counted === undefined ? 1 : u16(itemName(counted), await values.value(counted))
  const clock: ExpiryClock = { netuid, tempo, block: at.number, reveal_period_epochs, schedule }
  const isMasked = rulingOf(spec).commitsAreMasked && hyperparameters['commit_reveal_weights_enabled'] === true
  const parts = Array.from({ length: count }, (_, mechanism) => {
    const own = mechanismItems(runtime, { netuid, mechanism }, n)
    return { own, commits: isMasked ? commitBlockItems(runtime, own.index, hotkeys, clock) : null }
  })
  const ownValues = await readStorage(
    sight,
    parts.flatMap(({ own: { index: _, weights, bonds, ...single }, commits }) => [
      ...Object.values(single),
      ...weights,
      ...bonds,
      ...Object.values(commits ?? {}).flat(),
    ]),
  )
  const [first, ...others] = parts.map(({ own, commits }) => ({
    ...mechanismOf(own, ownValues),
    ...(commits === null ? {} : { commit_blocks: readCommitBlocks(commits, ownValues, hotkeys, clock) }),
  }))
  const owner_uid = hotkeys.indexOf(owner?.hotkey ?? '')
  return {
    spec,
    netuid,
    n,
    hotkeys,
    block: at.number,
    tempo,
    ...(schedule === null ? {} : { schedule: { ...schedule, current_block: at.number } }),
    ...parameters,
    ...(nullConsensus === undefined ? {} : { null_consensus: nullConsensus }),
    owner_uid: owner_uid === -1 ? null : owner_uid,
    block_at_registration: neurons.map(({ registered_at_block }) => registered_at_block),
    validator_permit: neurons.map(({ validator_permit }) => validator_permit),
    alpha_stake: stakes('alpha_stake'),
    tao_stake: stakes('tao_stake'),
    ...first,
    ...(others.length === 0 ? {} : { other_mechanisms: others }),
  }
}

/** Reads the document at the best block and checks it. The block is held until the end, so that it is not forgotten meanwhile. */
export const epochAt = async (session: Session, netuid: number): Promise<unknown> => {
  const at = session.head()
  const release = session.client.hodlBlock(at.hash)
  try {
    const document = await readEpoch({ session, runtime: await session.runtimeAt(at.hash), at }, netuid)
    if (document === null) return null
    const read = readSubnetEpochInput(document)
    if (isLeft(read)) return unreadable("the subnet's epoch", read.left.slice(0, 3).map(showYumaError).join('; '))
    return document
  } finally {
    quietly(release)
  }
}
