/** Whether a store and a chain tell the same story, once the validator between them has stopped. */
import type { SimulatedSubmission } from '../../src/adapters/simulated-subtensor/controls.js'
import { TOTAL } from '../../src/policy/shares/whole.js'
import type { Storage } from '../../src/storage/port.js'
import type { WeightSubmissionRecord } from '../../src/storage/tables.js'
import type { World } from './world.js'
import { MORTALITY, RATE_LIMIT } from './world.js'

/** From the block before the first that may include a submission, back to the last foreign weights that keep it out. */
const LIFE = MORTALITY + RATE_LIMIT + 1

const byId = <R extends { readonly id: string }>(records: readonly R[]): ReadonlyMap<string, R> =>
  new Map(records.map((record) => [record.id, record]))

/** What is known of a chain: all that was sent, by the validator and by another process, and what its node showed that was not so. */
export type Truth = Pick<World, 'subtensor' | 'doubles' | 'foreign' | 'falseRows'>

const blockOf = ({ fate }: SimulatedSubmission): readonly number[] => (fate._tag === 'Included' ? [fate.block] : [])

/** The block that a superseded line names. */
const namedBlock = ({ error }: WeightSubmissionRecord): number => Number(/\d+$/.exec(error ?? '')?.[0])

/**
 * All that contradicts it: what the chain has included stands in the journal as confirmed, once, with its metrics and its whole
 * history; what it hasn't does not; nothing was sent that was not journalled, or twice, or that the chain refused. A line is superseded
 * only where the chain has newer weights of the other process, or where weights of somebody else were shown after the life of the
 * submission. The chain refuses only what comes too soon after the weights of the other process.
 */
export const judge = async (
  { subtensor, doubles, foreign, falseRows }: Truth,
  storage: Pick<Storage, 'read'>,
): Promise<readonly string[]> => {
  const all = subtensor.submissions()
  const sent = all.filter(({ id }) => !foreign.has(id))
  const theirs = all.filter(({ id }) => foreign.has(id))
  const foreignBlocks = theirs.flatMap(blockOf)
  const [journal, metrics, history] = await Promise.all([
    storage.read({ table: 'weight_submissions' }),
    storage.read({ table: 'emission_metrics' }),
    storage.read({ table: 'weight_allocation_history' }),
  ])
  const metricsOf = byId(metrics)
  const sentUntil = new Map(sent.map((submission) => [submission.valid_until, submission]))
  const faults: string[] = [...doubles()]
  const claim = (holds: boolean, words: string): void => {
    if (!holds) faults.push(words)
  }
  const isSuperseded = (line: WeightSubmissionRecord, included: number | null): boolean => {
    const named = namedBlock(line)
    if (line.status !== 'superseded') return false
    return foreignBlocks.some((block) => block === named && block > (included ?? line.last_update))
      ? true
      : named === included && falseRows().some((height) => height > line.valid_until)
  }

  for (const { fate, valid_until } of sent) {
    const included = fate._tag === 'Included' ? fate.block : null
    const before = journal.filter((line) => line.valid_until === valid_until)
    // What the pool refused, or never got, was never taken; the next intent may be of the same block.
    const lines = before.filter(({ status }) => status !== 'refused' && status !== 'not_sent')
    const wasRefused = included === null && lines.length === 0 && before.some(({ status }) => status === 'refused')
    claim(lines.length === 1 || wasRefused, `the submission up to ${valid_until} stands in ${lines.length} lines of the journal`)
    if (fate._tag === 'Refused')
      claim(
        // The pool does not say in which block it dropped the call, and a fork may since have dropped the block with the foreign weights.
        fate.block === null
          ? fate.error === 'Invalid.Custom(6)' &&
              theirs.some(({ sent_at, valid_until: until }) => sent_at < valid_until && until > valid_until - LIFE)
          : fate.error === 'SettingWeightsTooFast' &&
              foreignBlocks.some((block) => block <= fate.block! && block > fate.block! - RATE_LIMIT),
        `the chain refused what was sent up to ${valid_until}: ${JSON.stringify(fate)}`,
      )
    if (included !== null)
      claim(
        (lines[0]?.status === 'confirmed' && lines[0].block === included) || (lines[0] !== undefined && isSuperseded(lines[0], included)),
        `included in ${included}, and the journal says ${JSON.stringify(lines)}`,
      )
  }
  for (const line of journal) {
    const { id, status, valid_until, block } = line
    const fate = sentUntil.get(valid_until)?.fate
    const entries = history.filter((entry) => entry.emission_metrics_id === id)
    if (status !== 'confirmed') {
      claim(!metricsOf.has(id) && entries.length === 0, `metrics or history of ${id}, which is ${status}`)
      if (status === 'superseded')
        claim(isSuperseded(line, fate?._tag === 'Included' ? fate.block : null), `nothing has superseded ${JSON.stringify(line)}`)
      continue
    }
    claim(fate?._tag === 'Included', `the journal says confirmed of ${JSON.stringify(fate)}`)
    const figures = metricsOf.get(id)
    const units = entries.reduce((sum, { allocated_weight }) => sum + allocated_weight, figures?.burn_amount ?? 0)
    claim(
      figures?.weight_set_block === block && entries.every((entry) => entry.weight_set_block === block),
      `no metrics of ${id}, or of another block`,
    )
    claim(units === TOTAL, `metrics and history of ${id} come to ${units}`)
  }
  claim(
    metrics.every(({ id }) => journal.some((line) => line.id === id)),
    'metrics of nothing',
  )
  return faults
}

/** How many lines of the journal have each status. */
export const linesOf = async (storage: Pick<Storage, 'read'>): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {}
  for (const { status } of await storage.read({ table: 'weight_submissions' })) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
