/** Reads the input of `steelyard forecast`: a subnet's state, and the weights that the user wants to send. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, chainW, isLeft, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { parseJson } from '../../adapters/json/json.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { quantize } from '../../allocation/pools/quantize.js'
import type { EpochInput } from '../../chain/yuma/epoch-input.js'
import { readEpochInput } from '../../chain/yuma/read-epoch-input.js'
import { showYumaError } from '../../chain/yuma/yuma-error.js'
import { cappedTexts } from '../../units/capped/capped.js'
import { listOf } from '../../units/codec/list.js'
import { faultsOf, showFault } from '../../units/codec/fault.js'
import { Hotkey } from '../../units/address/hotkey.js'
import { struct } from '../../units/codec/struct.js'
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
const Hotkeys = struct('a network with hotkeys', { hotkeys: listOf(Hotkey, 'a list of hotkeys') }, {})

const named = (path: string, problems: Problems): Problems => problems.map((problem) => `${shownFile(path)}: ${problem}`)

const readJsonFile = async (terminal: Terminal, path: string): Promise<Either<Problems, unknown>> =>
  pipe(
    await readText(terminal, path, MOST_OF_A_SNAPSHOT),
    chainW(parseJson),
    mapLeft(inFile(path)),
    chain(({ value, faults }) => (faults.length === 0 ? right(value) : left(named(path, faults.map(showFault))))),
  )

/** A subnet's state, and the hotkey of each uid. */
export interface NetworkFile {
  readonly input: EpochInput
  readonly hotkeys: readonly string[]
}

export const readNetworkFile = async (terminal: Terminal, path: string): Promise<Either<Problems, NetworkFile>> =>
  pipe(
    await readJsonFile(terminal, path),
    chain((document) => {
      const hotkeys = Hotkeys.decode(document)
      const input = readEpochInput(document)
      if (isLeft(hotkeys) || isLeft(input))
        return left(
          named(path, [
            ...(isLeft(hotkeys) ? faultsOf(hotkeys.left).map(showFault) : []),
            ...(isLeft(input) ? input.left.map(showYumaError) : []),
          ]),
        )
      const listed = hotkeys.right.hotkeys
      if (listed.length !== input.right.n) return left(named(path, [`hotkeys: ${listed.length} entries for ${input.right.n} neurons`]))
      return right({ input: input.right, hotkeys: listed })
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
