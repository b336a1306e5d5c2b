/**
 * What storage says beside the metagraph, in one request: the signer's row and commits, the threshold, the schedule, the parameters of
 * commit-reveal. Items that a runtime does not have are left out.
 */
import { moduloEpochIndex } from '../../chain/schedule/modulo-epochs.js'
import { storageIndex } from '../../network/storage-index.js'
import { list, safeInteger, u16, u64 } from './plain-values.js'
import { commitItems, openEpochs, readCommits } from './read-commits.js'
import type { GraphPart, Subject } from './read-metagraph.js'
import { hasSchedule, readSchedule, scheduleItems } from './read-schedule.js'
import type { ScheduleDocument } from './read-schedule.js'
import type { Sight, StoredValues } from './read-storage.js'
import { readStorage } from './read-storage.js'
import type { StorageItem } from './storage-item.js'
import { itemName, subtensorItem } from './storage-item.js'

/** The part of a look that storage gives; plain JSON. */
export interface OwnPart {
  readonly hyperparameters: { readonly stake_threshold: number | string; readonly mechanism_count?: number }
  readonly row: readonly (readonly [number, number])[]
  readonly schedule?: ScheduleDocument
  readonly commits?: readonly object[]
  readonly commit_reveal?: object
}

/** Who looks, at what. */
export interface Viewer extends Subject {
  readonly hotkey: string
}

/** The runtimes that keep no version take none with a commit. The number is that of the first that do. */
const FIRST_VERSION = 4

const itemsOf = (netuid: number, index: number, uid: number | undefined) => ({
  row: subtensorItem('Weights', index, uid ?? 0),
  threshold: subtensorItem('StakeThreshold'),
  mechanisms: subtensorItem('MechanismCountCurrent', netuid),
  version: subtensorItem('CommitRevealWeightsVersion'),
  round: { pallet: 'Drand', name: 'LastStoredRound', keys: [] },
})

type Items = ReturnType<typeof itemsOf>

const rowOf = (items: Items, { stored }: StoredValues): OwnPart['row'] => {
  const name = itemName(items.row)
  return list(name, stored(items.row) ?? []).map((pair) => {
    const [uid, weight] = list(name, pair)
    return [u16(name, uid), u16(name, weight)]
  })
}

/**
 * Reads the part. `guess` is the epoch that the last look saw, where runtimes count epochs: commits are asked for around it. Where the epoch
 * is another one by now, their items are asked for once more.
 */
export const readOwnPart = async (
  sight: Sight,
  { netuid, mechanism, hotkey }: Viewer,
  graph: GraphPart,
  guess: number | null,
): Promise<OwnPart> => {
  const { runtime, at } = sight
  const { hyperparameters, reveal_period_epochs: period } = graph
  const { tempo } = hyperparameters
  const neuron = graph.neurons.find((one) => one.hotkey === hotkey)
  const index = storageIndex({ netuid, mechanism })
  const items = itemsOf(netuid, index, neuron?.uid)
  const counted = hasSchedule(runtime)
  const { mechanisms, version, round, ...always } = items
  const known = (wanted: StorageItem): readonly StorageItem[] => (runtime.hasStorage(wanted.pallet, wanted.name) ? [wanted] : [])
  const expected = counted ? guess : moduloEpochIndex(netuid, tempo)(at.number)
  const asked = expected === null ? [] : commitItems(runtime, index, openEpochs(expected, period))
  const schedule = counted ? Object.values(scheduleItems(netuid)) : []
  const values = await readStorage(sight, [...Object.values(always), ...[mechanisms, version, round].flatMap(known), ...schedule, ...asked])
  const scheduled = counted ? await readSchedule(netuid, tempo, values) : undefined
  const seen = scheduled?.subnet_epoch_index ?? expected ?? 0
  const isRight = seen === expected
  const commitsAsked = isRight ? asked : commitItems(runtime, index, openEpochs(seen, period))
  const commitValues = isRight || commitsAsked.length === 0 ? values : await readStorage(sight, commitsAsked)
  const lastUpdate = neuron === undefined ? 0 : safeInteger('last_update', Reflect.get(neuron, 'last_update'))
  const commits = readCommits(commitsAsked, commitValues, { signer: hotkey, netuid, tempo, lastUpdate })
  return {
    hyperparameters: {
      stake_threshold: u64(itemName(items.threshold), await values.value(items.threshold)),
      ...(known(mechanisms).length === 0 ? {} : { mechanism_count: u16(itemName(mechanisms), await values.value(mechanisms)) }),
    },
    row: neuron === undefined ? [] : rowOf(items, values),
    ...(scheduled === undefined ? {} : { schedule: scheduled }),
    ...(commits === null ? {} : { commits }),
    ...(known(round).length === 0
      ? {}
      : {
          commit_reveal: {
            version: known(version).length === 0 ? FIRST_VERSION : u16(itemName(version), await values.value(version)),
            reveal_period_epochs: period,
            last_stored_round: safeInteger(itemName(round), await values.value(round)),
          },
        }),
  }
}
