/** What a chain shows of a signer now, beside what the store knows of its weights. */
import type { Look } from '../../network/look.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import { isStored } from '../../validator/cycle/stored-row.js'

/** What a chain shows of a signer. `uid` and what depends on it are null where the hotkey is not registered. */
export interface OnChain {
  readonly block: number
  readonly uid: number | null
  readonly validator_permit: boolean | null
  /** The block of the last weights or the last commit; 0 for never. */
  readonly last_update: number | null
  /** The stored row: pairs of uid and weight; null where the chain's client could not read it. */
  readonly row: NonNullable<Look['row']> | null
  /** Whether the row is that of the last weights which the store knows; null where one of the two is not known. */
  readonly row_is_ours: boolean | null
  readonly commits: NonNullable<Look['commits']> | null
}

export const onChain = (look: Look, hotkey: string, confirmed: WeightSubmissionRecord | null): OnChain => {
  const neuron = look.neurons.find((one) => one.hotkey === hotkey)
  const row = look.row ?? null
  return {
    block: look.block,
    uid: neuron?.uid ?? null,
    validator_permit: neuron?.validator_permit ?? null,
    last_update: neuron?.last_update ?? null,
    row,
    row_is_ours: confirmed === null ? null : isStored(confirmed, { metagraph: look, signer: neuron ?? null }),
    commits: look.commits ?? null,
  }
}

const blocksAgo = (then: number, now: number): string => `${now - then} ${now - then === 1 ? 'block' : 'blocks'} ago`

const rowWords = ({ row, row_is_ours }: OnChain): string => {
  if (row === null) return 'not readable'
  if (row.length === 0) return 'none'
  const whose = row_is_ours === null ? '' : row_is_ours ? ', the last weights of this store' : ', not the last weights of this store'
  return `${row.length} ${row.length === 1 ? 'entry' : 'entries'}${whose}`
}

/** The lines of `steelyard status`, each with its title. */
export const onChainLines = (found: OnChain): readonly (readonly [title: string, text: string])[] => {
  const { block, uid, validator_permit, last_update, commits } = found
  if (uid === null || last_update === null) return [['on chain', `the hotkey is not registered at block ${block}`]]
  const permit = validator_permit === true ? '' : ', without a validator permit'
  const updated = last_update === 0 ? 'never set' : `last set or committed at block ${last_update} (${blocksAgo(last_update, block)})`
  return [
    ['on chain', `uid ${uid} at block ${block}${permit}; ${updated}`],
    ['stored row', rowWords(found)],
    ...(commits === null || commits.length === 0
      ? []
      : [['commits', commits.map((one) => `of block ${one.block}, revealed by round ${one.reveal_round}`).join('; ')] as const]),
  ]
}
