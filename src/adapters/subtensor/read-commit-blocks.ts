/**
 * The block of each neuron's earliest commit that is live in the next epoch: by it, an epoch leaves out weights about newcomers.
 *
 * Commits that the next epoch's block reveals are left out, since they are no commits any more when it runs. Whether the beacon's pulse will be there is
 * not known beforehand.
 */
import { moduloEpochIndex } from '../../chain/schedule/modulo-epochs.js'
import { earliestLiveCommit } from '../../chain/yuma/commit-mask.js'
import { fields, list, safeInteger, text } from './plain-values.js'
import { openEpochs } from './read-commits.js'
import type { ScheduleDocument } from './read-schedule.js'
import type { StoredValues } from './read-storage.js'
import type { Runtime } from './runtime.js'
import type { StorageItem } from './storage-item.js'
import { itemName, PALLET, subtensorItem } from './storage-item.js'

/** The newest first. Entries of these have the block of the commit. */
const TIMELOCKED = ['TimelockedWeightCommits', 'CRV3WeightCommitsV2'] as const

/** The clock by which commits of a subnet expire. */
export interface ExpiryClock {
  readonly netuid: number
  readonly tempo: number
  /** the block that is read */
  readonly block: number
  readonly reveal_period_epochs: number
  /** null where the height says the epoch, up to spec 422 */
  readonly schedule: ScheduleDocument | null
}

/** The index that the next epoch sees. */
const epochOf = (clock: ExpiryClock): number =>
  clock.schedule === null ? moduloEpochIndex(clock.netuid, clock.tempo)(clock.block + 1) : clock.schedule.subnet_epoch_index + 1

/** The items of commits on a storage index. */
export const commitBlockItems = (
  { hasStorage }: Pick<Runtime, 'hasStorage'>,
  index: number,
  hotkeys: readonly string[],
  clock: ExpiryClock,
): { readonly hashed: readonly StorageItem[]; readonly timelocked: readonly StorageItem[] } => {
  const name = TIMELOCKED.find((item) => hasStorage(PALLET, item))
  const epochs = openEpochs(epochOf(clock), clock.reveal_period_epochs)
  const hashed = hasStorage(PALLET, 'WeightCommits') ? [...new Set(hotkeys)] : []
  return {
    hashed: hashed.map((hotkey) => subtensorItem('WeightCommits', index, hotkey)),
    timelocked: name === undefined ? [] : epochs.map((epoch) => subtensorItem(name, index, BigInt(epoch))),
  }
}

type Commit = readonly [hotkey: string, epoch: number, block: number]

/** An entry of a queue, read by its places. */
const places = (name: string, entry: unknown): ((place: number) => unknown) => {
  const at = fields(name, Object.assign({}, list(name, entry)))
  return (place) => at(String(place))
}

/** The block of each neuron's earliest live commit, or null without one, by uid. */
export const readCommitBlocks = (
  items: ReturnType<typeof commitBlockItems>,
  { stored }: StoredValues,
  hotkeys: readonly string[],
  clock: ExpiryClock,
): readonly (number | null)[] => {
  const epoch_index = epochOf(clock)
  const { schedule, reveal_period_epochs } = clock
  const queued = (item: StorageItem) => list(itemName(item), stored(item) ?? []).map((entry) => places(itemName(item), entry))
  const hashed = items.hashed.flatMap((item) =>
    queued(item).map((at): Commit => {
      const [second, third] = [safeInteger(itemName(item), at(1)), safeInteger(itemName(item), at(2))]
      return [
        String(item.keys[1]),
        ...(schedule === null ? ([moduloEpochIndex(clock.netuid, clock.tempo)(second), second] as const) : ([second, third] as const)),
      ]
    }),
  )
  const timelocked = items.timelocked.flatMap((item) => {
    const epoch = Number(item.keys[1])
    if (epoch + reveal_period_epochs <= epoch_index) return []
    return queued(item).map((at): Commit => [text(itemName(item), at(0)), epoch, safeInteger(itemName(item), at(1))])
  })
  const byHotkey = new Map<string, (readonly [number, number])[]>()
  for (const [hotkey, epoch, block] of [...hashed, ...timelocked]) byHotkey.set(hotkey, [...(byHotkey.get(hotkey) ?? []), [epoch, block]])
  return hotkeys.map((hotkey) => earliestLiveCommit({ epoch_index, reveal_period_epochs })(byHotkey.get(hotkey) ?? []))
}
