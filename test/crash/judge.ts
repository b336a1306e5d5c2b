/** Whether a store and a chain tell the same story, once the validator between them has stopped. */
import { TOTAL } from '../../src/policy/shares/whole.js'
import type { Storage } from '../../src/storage/port.js'
import type { World } from './world.js'

const byId = <R extends { readonly id: string }>(records: readonly R[]): ReadonlyMap<string, R> =>
  new Map(records.map((record) => [record.id, record]))

/**
 * All that contradicts it: what the chain has included stands in the journal as confirmed, once, with its metrics and its whole
 * history; what it hasn't does not; nothing was sent that was not journalled, or twice, or that the chain refused.
 */
export const judge = async (
  { subtensor, doubles }: Pick<World, 'subtensor' | 'doubles'>,
  storage: Pick<Storage, 'read'>,
): Promise<readonly string[]> => {
  const sent = subtensor.submissions()
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

  for (const { fate, valid_until } of sent) {
    // What the pool refused was never taken; the next intent may be of the same block.
    const lines = journal.filter((line) => line.valid_until === valid_until && line.status !== 'refused')
    claim(lines.length === 1, `the submission up to ${valid_until} stands in ${lines.length} lines of the journal`)
    claim(fate._tag !== 'Refused', `the chain refused what was sent up to ${valid_until}: ${JSON.stringify(fate)}`)
    if (fate._tag === 'Included')
      claim(
        lines[0]?.status === 'confirmed' && lines[0].block === fate.block,
        `included in ${fate.block}, and the journal says ${JSON.stringify(lines)}`,
      )
  }
  for (const { id, status, valid_until, block } of journal) {
    const fate = sentUntil.get(valid_until)?.fate
    const entries = history.filter((entry) => entry.emission_metrics_id === id)
    if (status !== 'confirmed') {
      claim(!metricsOf.has(id) && entries.length === 0, `metrics or history of ${id}, which is ${status}`)
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
