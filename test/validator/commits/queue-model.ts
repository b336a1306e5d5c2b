/** Commits of one key on the model's chain: taken, tried, and gone. Whatever becomes of one is kept, so that laws can ask for it. */
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import { publicKeyOf } from '../../../src/units/address/hotkey.js'
import type { CommitWeights } from '../../../src/validator/ports.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import type { Vector } from './cipher.js'
import { opened } from './cipher.js'
import type { Epochs, Rules } from './epoch-model.js'
import { turn } from './epoch-model.js'

/** What the chain stores of the signer's weights. */
export type Row = readonly (readonly [uid: number, weight: number])[]

/** A commit that waits. */
export interface Queued {
  readonly commit: string
  readonly round: number
  readonly block: number
  readonly epoch: number
}

/** The end of a commit. */
export interface Ending {
  readonly commit: string
  readonly round: number
  readonly block: number
  readonly what: 'revealed' | 'refused' | 'no pulse' | 'deleted'
}

/** What of a block concerns commits. */
export interface Ledger {
  readonly height: number
  readonly last_update: number
  readonly row: Row
  readonly queue: readonly Queued[]
  readonly epochs: Epochs
  /** The newest round that the chain has. */
  readonly stored: number
  readonly endings: readonly Ending[]
}

/** What else the chain judges a reveal by. */
export interface Limits {
  readonly rules: Rules
  readonly rate_limit: number
  readonly least: number
}

const SIGNER = Buffer.from(publicKeyOf(hotkeyOf(0))!).toString('hex')
/** As many of a key may wait in an epoch. */
const MOST = 10

export const storedRow = ({ uids, weights }: Vector): Row =>
  Array.from(maxUpscale(Uint16Array.from(weights)), (weight, i) => [uids[i]!, weight] as const)

export const isTooEarly = ({ last_update }: Pick<Ledger, 'last_update'>, height: number, rate_limit: number): boolean =>
  last_update !== 0 && height - last_update < rate_limit

/** The weights that a reveal stores, or null where it refuses them. */
const revealed = ({ rules, rate_limit, least }: Limits, ledger: Ledger, commit: string): Vector | null => {
  const payload = opened(commit)
  if (payload === null || (rules.spec >= 301 ? payload.hotkey !== null && payload.hotkey !== SIGNER : payload.hotkey !== null)) return null
  const isRefused =
    !rules.permit ||
    Number(payload.version_key) < rules.version_key ||
    payload.uids.length < least ||
    (!rules.enabled && isTooEarly(ledger, ledger.height, rate_limit))
  return isRefused ? null : payload
}

/** The ledger of the block on top of another, before what it includes. */
export const begun = (limits: Limits, parent: Ledger, stored: number): Ledger => {
  const { rules } = limits
  const height = parent.height + 1
  const { after, tries, below, again } = turn(rules, parent.epochs, height)
  const gone = parent.queue.filter(({ epoch }) => epoch < below)
  const end = ({ commit, round }: Queued, what: Ending['what']): Ending => ({ commit, round, block: height, what })
  let ledger: Ledger = { ...parent, height, stored, epochs: after, endings: gone.map((one) => end(one, 'deleted')) }
  const queue: Queued[] = []
  for (const one of parent.queue) {
    if (one.epoch < below) continue
    if (one.epoch !== tries) queue.push(one)
    else if (one.round > stored) {
      if (again) queue.push(one)
      else ledger = { ...ledger, endings: [...ledger.endings, end(one, 'no pulse')] }
    } else {
      const weights = revealed(limits, ledger, one.commit)
      const endings = [...ledger.endings, end(one, weights === null ? 'refused' : 'revealed')]
      const moved = weights !== null && !rules.enabled ? { last_update: height } : {}
      ledger = { ...ledger, endings, ...(weights === null ? {} : { row: storedRow(weights), ...moved }) }
    }
  }
  return { ...ledger, queue }
}

/** Why a block does not take a commit, or null. */
export const refusalOf = ({ rules, rate_limit }: Limits, { height, queue, epochs, ...ledger }: Ledger): string | null => {
  if (!rules.enabled) return 'CommitRevealDisabled'
  if (isTooEarly(ledger, height, rate_limit)) return 'CommittingWeightsTooFast'
  return queue.filter(({ epoch }) => epoch === epochs.index).length >= MOST ? 'TooManyUnrevealedCommits' : null
}

/** The ledger of a block that has taken a commit. */
export const taken = (ledger: Ledger, { commit, reveal_round }: Pick<CommitWeights, 'commit' | 'reveal_round'>): Ledger => ({
  ...ledger,
  last_update: ledger.height,
  queue: [...ledger.queue, { commit, round: Number(reveal_round), block: ledger.height, epoch: ledger.epochs.index }],
})
