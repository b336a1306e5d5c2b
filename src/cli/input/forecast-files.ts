/** Reads the input of `steelyard forecast`: a subnet's state, and the weights that the user wants to send. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, chainW, isLeft, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { parseJson } from '../../adapters/json/json.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { quantize } from '../../allocation/pools/quantize.js'
import type { SubnetEpochInput } from '../../chain/mechanisms/mechanism-inputs.js'
import { readSubnetEpochInput } from '../../chain/mechanisms/read-subnet-epoch-input.js'
import type { EpochSchedule } from '../../chain/schedule/epoch-schedule.js'
import { showYumaError } from '../../chain/yuma/yuma-error.js'
import { cappedTexts } from '../../units/capped/capped.js'
import { listOf } from '../../units/codec/list.js'
import { faultsOf, showFault } from '../../units/codec/fault.js'
import { Hotkey } from '../../units/address/hotkey.js'
import { Count } from '../../units/codec/count.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import { Uid } from '../../units/integer/uid.js'
import { allocateFiles } from './allocate-files.js'
import type { Problems } from './read-input.js'
import { inFile, MOST_OF_A_SNAPSHOT, readText } from './read-input.js'
import type { Terminal } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'

/** A weight for a uid and its hotkey. */
interface AimedWeight {
  readonly uid: number
  readonly hotkey: string
  readonly weight: number
}

const Weights = struct(
  'weights as `steelyard allocate --format json` prints them',
  {
    weights: listOf(struct('a weight { uid, hotkey, weight }', { uid: Uid, hotkey: Hotkey, weight: U16 }, {}), 'a list of weights'),
  },
  {},
)
/** The schedule of `nextEpochDue`, which checks it again. */
const ScheduleOfSubnet = struct(
  'an epoch schedule, and the block that showed it',
  {
    last_epoch_block: Block,
    pending_epoch_at: Block,
    subnet_epoch_index: Count,
    tempo: U16,
    blocks_since_last_step: Block,
    current_block: Block,
  },
  { safety_net: Block },
)
const Network = struct(
  'a network with hotkeys',
  { hotkeys: listOf(Hotkey, 'a list of hotkeys') },
  { spec: Count, schedule: ScheduleOfSubnet },
)

const named = (path: string, problems: Problems): Problems => problems.map((problem) => `${shownFile(path)}: ${problem}`)

const readJsonFile = async (terminal: Terminal, path: string): Promise<Either<Problems, unknown>> =>
  pipe(
    await readText(terminal, path, MOST_OF_A_SNAPSHOT),
    chainW(parseJson),
    mapLeft(inFile(path)),
    chain(({ value, faults }) => (faults.length === 0 ? right(value) : left(named(path, faults.map(showFault))))),
  )

/** A subnet's state and the hotkey of each uid; the spec of its runtime and its schedule, if the file has them. */
export interface NetworkFile {
  readonly subnet: SubnetEpochInput
  readonly hotkeys: readonly string[]
  readonly spec: number | undefined
  readonly schedule: EpochSchedule | undefined
}

/** The document without its hotkeys, which are read as addresses here. */
const withoutHotkeys = (document: unknown): unknown => (isTable(document) ? { ...document, hotkeys: undefined } : document)

export const readNetworkFile = async (terminal: Terminal, path: string): Promise<Either<Problems, NetworkFile>> =>
  pipe(
    await readJsonFile(terminal, path),
    chain((document) => {
      const network = Network.decode(document)
      const subnet = readSubnetEpochInput(withoutHotkeys(document))
      if (isLeft(network) || isLeft(subnet))
        return left(
          named(path, [
            ...(isLeft(network) ? faultsOf(network.left).map(showFault) : []),
            ...(isLeft(subnet) ? subnet.left.map(showYumaError) : []),
          ]),
        )
      const { hotkeys, spec, schedule } = network.right
      const { n } = subnet.right.input
      if (hotkeys.length !== n) return left(named(path, [`hotkeys: ${hotkeys.length} entries for ${n} neurons`]))
      return right({ subnet: { ...subnet.right, hotkeys }, hotkeys, spec, schedule })
    }),
  )

/** Where the weights come from: a file of weights, or a config and a snapshot from which they are computed. */
export type WeightsSource = { readonly weights: string } | { readonly config: string; readonly snapshot: string; readonly strict: boolean }

const readAimed = async (terminal: Terminal, source: WeightsSource): Promise<Either<Problems, readonly AimedWeight[]>> => {
  if ('weights' in source) {
    return pipe(
      await readJsonFile(terminal, source.weights),
      chain((document) =>
        pipe(
          Weights.decode(document),
          mapLeft((errors) => named(source.weights, faultsOf(errors).map(showFault))),
        ),
      ),
      chain(({ weights }) => right(weights)),
    )
  }
  return pipe(
    await allocateFiles(terminal, source, { allowForeignBurn: true }),
    chain(({ allocation, snapshot }) => {
      const { uids, weights } = quantize('max')(allocation)
      const sitting = new Map<number, string>(snapshot.neurons.map(({ uid, hotkey }) => [uid, hotkey]))
      return right(Array.from(uids, (uid, i) => ({ uid, hotkey: sitting.get(uid)!, weight: weights[i]! })))
    }),
  )
}

/**
 * The weights, if each uid still has the hotkey that the weight is for. Otherwise another neuron would be paid, so it
 * is an error.
 */
export const readWeights = async (
  terminal: Terminal,
  source: WeightsSource,
  hotkeys: readonly string[],
): Promise<Either<Problems, U16Weights>> =>
  pipe(
    await readAimed(terminal, source),
    chain((aimed) => {
      const astray = aimed.filter(({ uid, hotkey }) => hotkeys[uid] !== hotkey)
      if (astray.length > 0)
        return left(
          cappedTexts(astray.map(({ uid, hotkey }) => `uid ${uid} is meant for ${hotkey}, but ${hotkeys[uid] ?? 'nobody'} sits there`)),
        )
      return right({ uids: Uint16Array.from(aimed, ({ uid }) => uid), weights: Uint16Array.from(aimed, ({ weight }) => weight) })
    }),
  )
