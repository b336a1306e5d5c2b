/**
 * What a block makes of the commits that wait, before it runs its own epoch: each is revealed, waits on, or is gone without a word.
 *
 * Laws: commits are revealed in the order of their inclusion, so that the later one of a hotkey wins, and where it fails the earlier one
 * stands; a commit whose pulse came late is revealed after those that did not wait, so it replaces newer weights; no commit is revealed twice.
 * Source: subtensor, and what a real runtime did (spec 293). The chain tells only of the commits that it reveals (the event
 * `TimelockedWeightsRevealed`); the other fates are lines in a node's log.
 */
import { toNullable } from 'fp-ts/lib/Option.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import { publicKeyOf } from '../../units/address/hotkey.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { Block } from '../../units/integer/block.js'
import type { Submission } from '../preflight/chain-state.js'
import { chainState } from '../preflight/chain-state.js'
import { atReveal } from '../preflight/preflight.js'
import type { PreflightError } from '../preflight/preflight-error.js'
import type { OpenedPayload } from './opened-payload.js'
import { isTriedAgain, revealWindow } from './reveal-window.js'
import type { RevealRules } from './reveal-window.js'
import type { QueuedCommit, WeightsLedger } from './weights-ledger.js'
import { withRow, withSet } from './weights-ledger.js'

/** What happened to a commit in a block. */
export type CommitFate =
  /** Its weights are in force from this block on, at the uid that the hotkey has now. */
  | { readonly _tag: 'Revealed'; readonly commit: QueuedCommit; readonly uid: number }
  /** A rule of setting weights refused them. */
  | { readonly _tag: 'Refused'; readonly commit: QueuedCommit; readonly refusals: readonly PreflightError[] }
  /** Its bytes are no weights. */
  | { readonly _tag: 'Unreadable'; readonly commit: QueuedCommit }
  /** Its payload has the hotkey of somebody else. */
  | { readonly _tag: 'OtherHotkey'; readonly commit: QueuedCommit }
  /** The pulse of its round is not there yet; it is tried again in the next block. */
  | { readonly _tag: 'Waiting'; readonly commit: QueuedCommit }
  /** The pulse of its round is not there, and there is no second try (until spec 300). */
  | { readonly _tag: 'Lost'; readonly commit: QueuedCommit }
  /** Its epoch is over: no block revealed it in time, or the tempo or the reveal period was changed. */
  | { readonly _tag: 'Expired'; readonly commit: QueuedCommit }

/** The block that reveals, and what it finds. */
export interface RevealBlock extends RevealRules {
  readonly block: number
  /** The epoch that the block sees; see `epochSeen`. */
  readonly seen: number
  /** Whether the chain has stored the beacon's pulse of a round. */
  readonly hasPulse: (round: bigint) => boolean
}

const isSameKey = (key: Uint8Array, hotkey: string): boolean => {
  const own = publicKeyOf(hotkey)
  return own !== undefined && own.length === key.length && own.every((byte, i) => byte === key[i])
}

const applied = <L extends WeightsLedger>(
  { rules: { spec }, block }: RevealBlock,
  ledger: L,
  commit: QueuedCommit,
  { uids, weights, version_key }: OpenedPayload,
): readonly [L, CommitFate] => {
  const { metagraph } = ledger
  const hotkey = commit.hotkey as Hotkey
  const submission = { netuid: metagraph.netuid, uids, weights, version_key } as Submission
  const { refusals } = atReveal({ ...chainState(metagraph)(hotkey), block: block as Block, spec })(submission)
  if (refusals.length > 0) return [ledger, { _tag: 'Refused', commit, refusals }]
  // A hotkey without a uid was refused.
  const { uid } = toNullable(neuronByHotkey(metagraph)(hotkey))!
  // Where commit-reveal was switched off since, the reveal counts as setting.
  const revealed = metagraph.hyperparameters.commit_reveal_weights_enabled
    ? withRow(ledger, uid, submission)
    : withSet(ledger, uid, submission, block)
  return [revealed, { _tag: 'Revealed', commit, uid }]
}

const opened = <L extends WeightsLedger>(options: RevealBlock, ledger: L, commit: QueuedCommit): readonly [L, CommitFate] => {
  if (!options.hasPulse(commit.reveal_round)) return [ledger, { _tag: isTriedAgain(options.rules) ? 'Waiting' : 'Lost', commit }]
  if (commit.opened === null) return [ledger, { _tag: 'Unreadable', commit }]
  const { hotkey } = commit.opened
  if (hotkey !== null && !isSameKey(hotkey, commit.hotkey)) return [ledger, { _tag: 'OtherHotkey', commit }]
  return applied(options, ledger, commit, commit.opened)
}

/**
 * The ledger after a block has dealt with the commits, and the fate of each commit that it touched, in the block's order: those that expired,
 * then those that were due.
 *
 * Until spec 300, call it for epoch blocks alone.
 *
 * @example
 * ```ts
 * import { chainRules, revealDue } from 'steelyard/chain'
 * const commit = { hotkey: '5A', block: 900, reveal_round: 1000n, opened: null }
 * const ledger = { metagraph: { netuid: 39, neurons: [] }, weights: new Map(), commits: new Map([[2, [commit]]]) }
 * const options = { rules: chainRules(425).right, reveal_period_epochs: 1, block: 1080, seen: 3, hasPulse: () => false }
 * revealDue(options)(ledger).fates // => [{ _tag: 'Waiting', commit }]
 * revealDue({ ...options, hasPulse: () => true })(ledger).fates // => [{ _tag: 'Unreadable', commit }]
 * revealDue({ ...options, seen: 4 })(ledger).fates // => [{ _tag: 'Expired', commit }]
 * ```
 */
export const revealDue =
  (options: RevealBlock) =>
  <L extends WeightsLedger>(ledger: L): { readonly ledger: L; readonly fates: readonly CommitFate[] } => {
    const { expires_before, due } = revealWindow(options, options.seen)
    const kept = new Map([...ledger.commits].filter(([epoch]) => epoch >= expires_before))
    const fates: CommitFate[] = [...ledger.commits].flatMap(([epoch, commits]) =>
      epoch >= expires_before ? [] : commits.map((commit): CommitFate => ({ _tag: 'Expired', commit })),
    )
    const tried = due === null ? [] : (kept.get(due) ?? [])
    let after: L = ledger
    const waiting: QueuedCommit[] = []
    for (const commit of tried) {
      const [next, fate] = opened(options, after, commit)
      after = next
      fates.push(fate)
      if (fate._tag === 'Waiting') waiting.push(commit)
    }
    if (due !== null) {
      kept.delete(due)
      if (waiting.length > 0) kept.set(due, waiting)
    }
    return { ledger: { ...after, commits: kept }, fates }
  }
