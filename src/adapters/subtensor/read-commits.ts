/**
 * The signer's commits that the chain has not revealed: where runtimes keep them, and what an entry says.
 *
 * They are kept by storage index and epoch. The entries that may be there are asked for by their keys, since a list of all keys would be
 * another request. Runtimes up to 300 keep no block with a commit. It is the signer's last update where that fits; where it does not, the
 * commits are not read at all.
 */
import { moduloEpochIndex } from '../../chain/schedule/modulo-epochs.js'
import { fields, hex, list, safeInteger, text } from './plain-values.js'
import type { StoredValues } from './read-storage.js'
import type { Runtime } from './runtime.js'
import type { StorageItem } from './storage-item.js'
import { itemName, PALLET, subtensorItem } from './storage-item.js'

/** An open commit of the signer; plain JSON. */
export interface OpenCommitDocument {
  readonly epoch: number
  readonly block: number
  readonly reveal_round: number
  readonly commit: string
}

/** The newest first: a runtime moves what it finds in the others. */
const ITEMS = ['TimelockedWeightCommits', 'CRV3WeightCommitsV2', 'CRV3WeightCommits'] as const

/** The epochs that the chain may keep commits of, when it sees an epoch. Periods are at most 100 epochs; two more cover earlier runtimes. */
export const openEpochs = (seen: number, period: number): readonly number[] => {
  const first = Math.max(0, seen - Math.min(period, 100) - 2)
  return Array.from({ length: seen + 2 - first }, (_, i) => first + i)
}

/** The items to ask for, in the order of epochs; none where the runtime keeps no such commits. */
export const commitItems = ({ hasStorage }: Runtime, index: number, epochs: readonly number[]): readonly StorageItem[] => {
  const name = ITEMS.find((item) => hasStorage(PALLET, item))
  return name === undefined ? [] : epochs.map((epoch) => subtensorItem(name, index, BigInt(epoch)))
}

/** What an entry says; `block` is null where the runtime keeps none. */
type Entry = Omit<OpenCommitDocument, 'block'> & { readonly block: number | null }

const entriesOf = (item: StorageItem, value: unknown, signer: string): readonly Entry[] => {
  const name = itemName(item)
  const epoch = Number(item.keys[1])
  return list(name, value).flatMap((kept): readonly Entry[] => {
    const parts = list(name, kept)
    const at = fields(name, Object.assign({}, parts))
    if (text(name, at('0')) !== signer) return []
    const [block, commit, round] = parts.length === 4 ? [safeInteger(name, at('1')), at('2'), at('3')] : [null, at('1'), at('2')]
    return [{ epoch, block, reveal_round: safeInteger(name, round), commit: hex(name, commit) }]
  })
}

/** The signer, and what dates a commit that has no block of its own. */
export interface Committer {
  readonly signer: string
  readonly netuid: number
  readonly tempo: number
  /** the block of the signer's last update, 0 for none */
  readonly lastUpdate: number
}

/**
 * The last update where it can only be the commit: a block whose commits are of the entry's epoch. Those of a block that runs an epoch are of the
 * next one, so a last update by a reveal, which is in such a block too, is never taken for the commit.
 */
const dated = ({ netuid, tempo, lastUpdate }: Committer, { epoch }: Entry): number | null =>
  lastUpdate > 0 && moduloEpochIndex(netuid, tempo)(lastUpdate + 1) === epoch ? lastUpdate : null

/** The signer's open commits in the order of their inclusion, or null where they can't be read. */
export const readCommits = (
  items: readonly StorageItem[],
  { stored }: StoredValues,
  committer: Committer,
): readonly OpenCommitDocument[] | null => {
  const entries = items.flatMap((item) => entriesOf(item, stored(item) ?? [], committer.signer))
  const blocks = entries.map((entry) => entry.block ?? (entries.length === 1 ? dated(committer, entry) : null))
  if (blocks.includes(null)) return null
  return entries.map((entry, i) => ({ ...entry, block: blocks[i]! }))
}
