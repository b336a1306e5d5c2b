/**
 * What becomes of commits. A block that includes a commit settles its submission; whether its weights come in force is seen later, at each
 * look: the commit leaves the chain's queue, and the signer's row is its weights, or it is not.
 *
 * It is written beside the cycle, one write at a time. What can't be written is found out again at the next look.
 */
import { pipe } from 'fp-ts/lib/function.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import type { Failure } from '../failures.js'
import type { Move, Next } from '../move.js'
import { andThen, ask, log, measure, raise, stay } from '../move.js'
import type { Registered } from '../network.js'
import type { Reveal, ValidatorState } from '../state.js'
import { firstWanted } from '../pace.js'
import { awaitedIn } from './overdue.js'
import { idle } from '../cycle/enter.js'
import { isStored } from '../cycle/stored-row.js'
import { refusedAtReveal } from '../cycle/refused-at-reveal.js'

type Outcome = Exclude<WeightSubmissionRecord['reveal'], 'awaited' | null>

/** Whether a commit has still to be revealed. Where the queue can't be read, its time says it. */
const isAwaited = (
  { commit, block, reveal_block }: WeightSubmissionRecord,
  { metagraph: { commits, block: head, hyperparameters } }: Registered,
): boolean => {
  if (head <= (block ?? 0)) return true
  return commits === undefined ? head <= (reveal_block ?? 0) + hyperparameters.tempo : commits.some((queued) => queued.commit === commit)
}

/** Submissions of this validator that came after one: confirmed ones, and one that may be in force before it is known to be in a block. */
const after = ({ block }: WeightSubmissionRecord, { awaited, last, stage }: ValidatorState): readonly WeightSubmissionRecord[] => {
  const open = awaitedIn(stage)
  const confirmed = [...awaited, ...(last === null ? [] : [last])].filter((other) => (other.block ?? 0) > (block ?? 0))
  return open === null ? confirmed : [...confirmed, open]
}

const outcomeOf =
  (network: Registered, state: ValidatorState) =>
  (record: WeightSubmissionRecord): Outcome | null => {
    const isInForce = isStored(record, network)
    // Without its queue, a chain shows weights in force as soon as the row is theirs.
    if (
      isAwaited(record, network) &&
      !(network.metagraph.commits === undefined && isInForce === true && network.metagraph.block > (record.block ?? 0))
    )
      return null
    if (isInForce !== false) return 'in_force'
    return after(record, state).some((later) => isStored(later, network) === true) ? 'replaced' : 'failed'
  }

const isSameVector = (a: WeightSubmissionRecord, b: WeightSubmissionRecord): boolean =>
  JSON.stringify([a.uids, a.weights]) === JSON.stringify([b.uids, b.weights])

/** Weights of an older commit are in force in place of the last ones, which were in force, or set in plain. The same weights lose nothing. */
const isOverwritten = (record: WeightSubmissionRecord, last: WeightSubmissionRecord | null): boolean =>
  last !== null &&
  last.id !== record.id &&
  last.reveal !== 'awaited' &&
  last.reveal !== 'failed' &&
  (record.revealed_block ?? 0) > (last.block ?? 0) &&
  !isSameVector(last, record)

const tell =
  ({ record, reasons, by }: Reveal): Next =>
  (state) => {
    const { id: submission } = record
    const [committed, block] = [record.block ?? 0, record.revealed_block ?? 0]
    switch (record.reveal) {
      case 'in_force':
        return stay(
          state,
          log({ _tag: 'InForce', submission, committed, block }),
          measure({ _tag: 'WeightsRevealed', in_force: true, block }),
        )
      case 'failed':
        return stay(
          { ...state, redo: state.redo || state.last?.id === submission },
          raise({ _tag: 'RevealFailed', submission, block: committed, reveal_round: record.reveal_round ?? 0, reasons }),
          measure({ _tag: 'WeightsRevealed', in_force: false, block }),
          measure({ _tag: 'WeightsFailed', origin: 'publishing' }),
        )
      default:
        return by === null
          ? stay(state, log({ _tag: 'Replaced', submission, committed, block }))
          : stay({ ...state, redo: state.redo || state.last?.id === submission }, raise({ _tag: 'Overwritten', submission, by }))
    }
  }

/** Where weights are due again, nothing waits for the block that was planned before. */
const hurry: Next = (state) => (state.redo && state.stage._tag === 'Idle' ? idle(firstWanted(state))(state) : stay(state))

const write = (reveals: readonly Reveal[]): Next =>
  ask(
    (id) => ({ _tag: 'Store', id, writes: [{ _tag: 'Put', table: 'weight_submissions', records: reveals.map(({ record }) => record) }] }),
    (state, id) => ({ ...state, revealing: { id, reveals } }),
  )

/** The block of the signer's last update where it is that of no submission of this validator: somebody else uses the key. */
const foreignUpdate = ({ signer: { last_update } }: Registered, { awaited, last, stage }: ValidatorState): number | null =>
  awaitedIn(stage) !== null || [...awaited, last].some((ours) => (ours?.block ?? 0) >= last_update) ? null : last_update

/** Notes since which block a commit is seen to have left the queue; a fork may bring it back. */
const noted = (record: WeightSubmissionRecord, outcome: Outcome | null, block: number): WeightSubmissionRecord => ({
  ...record,
  revealed_block: outcome === null ? null : (record.revealed_block ?? block),
})

/** The last weights, where the reveal of an older commit has overwritten them. */
const overwrittenBy = (reveals: readonly Reveal[], { last }: ValidatorState): readonly Reveal[] => {
  const over = reveals.find(({ record }) => record.reveal === 'in_force' && isOverwritten(record, last))?.record
  if (over === undefined || last === null) return []
  return [{ record: { ...last, reveal: 'replaced', revealed_block: over.revealed_block }, reasons: [], by: over.id }]
}

/** Writes what became of the commits whose reveal is awaited, by what the chain shows, as soon as it is deep enough. */
export const watchReveals =
  (network: Registered): Next =>
  (state) => {
    if (state.awaited.length === 0 || state.revealing !== null) return stay(state)
    const { block } = network.metagraph
    const { settings } = state
    const judge = outcomeOf(network, state)
    const seen = state.awaited.map((record) => {
      const outcome = judge(record)
      return { outcome, record: noted(record, outcome, block) }
    })
    const reveals = seen.flatMap(({ outcome, record }): readonly Reveal[] => {
      const isDeep = record.revealed_block !== null && block >= record.revealed_block + settings.confirmations
      if (outcome === null || !isDeep) return []
      const reasons = outcome === 'failed' ? refusedAtReveal(network, record, { ...settings, foreign: foreignUpdate(network, state) }) : []
      return [{ record: { ...record, reveal: outcome }, reasons, by: null }]
    })
    const watched = { ...state, awaited: seen.map(({ record }) => record) }
    return reveals.length === 0 ? stay(watched) : write([...reveals, ...overwrittenBy(reveals, state)])(watched)
  }

/** It is written: it is told. */
export const revealsWritten: Next = (state) => {
  const reveals = state.revealing?.reveals ?? []
  const written = new Map(reveals.map(({ record }) => [record.id, record]))
  const { last } = state
  const after: ValidatorState = {
    ...state,
    revealing: null,
    awaited: state.awaited.filter(({ id }) => !written.has(id)),
    last: last === null ? null : (written.get(last.id) ?? last),
  }
  return pipe(
    reveals.reduce((move: Move, reveal) => pipe(move, andThen(tell(reveal))), stay(after)),
    andThen(hurry),
  )
}

/** It could not be written: the next look finds it out again. */
export const revealsFailed =
  ({ port, error, message }: Failure): Next =>
  (state) =>
    stay({ ...state, revealing: null }, log({ _tag: 'LateFailure', port, error, message }))
