/** What narrows down the records of a repository: a miner, blocks, and how far back. */
import { readTimestamp, secondsLater } from '../../../units/time/timestamp.js'
import { StorageError } from '../storage-error.js'
import { printableJson } from '../../../units/json/printable-json.js'

/** A miner by its hotkey, or whoever sat in a slot. */
export type Miner = { readonly hotkey: string } | { readonly uid: number }

/** The last hours before an instant; `now` is RFC 3339. */
export interface Window {
  readonly hours: number
  readonly now: string
}

/** Blocks from `first` to `last`, both among them. */
export interface Blocks {
  readonly first: number
  readonly last: number
}

export const ofMiner = (miner: Miner): { readonly miner_hotkey: string } | { readonly miner_uid: number } =>
  'hotkey' in miner ? { miner_hotkey: miner.hotkey } : { miner_uid: miner.uid }

export const inBlocks = ({
  first,
  last,
}: Blocks): { readonly column: 'weight_set_block'; readonly from: number; readonly below: number } => ({
  column: 'weight_set_block',
  from: first,
  below: last + 1,
})

/** Where a window begins. Anything that is no window is refused: taken for an early or late instant it would remove too much. */
export const beginningOf = ({ hours, now }: Window): string => {
  const at = readTimestamp(now)
  if (at === null || !(hours >= 0))
    throw new StorageError({ _tag: 'Invalid', message: `${hours} hours before ${printableJson(now)} is no window` })
  return secondsLater(-3600 * hours)(at)
}
