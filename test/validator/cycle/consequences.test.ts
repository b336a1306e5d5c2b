/** What follows from a submission is read from the store, which another version or another program may have written. */
import { describe, expect, test } from 'vitest'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { consequencesIn } from '../../../src/validator/cycle/consequences.js'
import { settlementOf } from '../../../src/validator/cycle/outcome.js'
import { gpuPools } from '../../../src/policies/index.js'
import { step } from '../../../src/validator/step.js'
import { expectLeft, expectRight } from '../../either.js'
import { run, tell, well } from '../machine.js'

/** A submission that the validator is about to send. */
const submission = (): WeightSubmissionRecord => {
  const { stage } = tell(well(7)).state()
  if (stage._tag !== 'Submitting') throw new Error(stage._tag)
  return stage.submission
}
const AT = '2026-11-20T06:00:00.000000000Z'
const damaged = [
  7,
  'none',
  [],
  {},
  { metrics: null },
  { ...(submission().consequences as object), entries: [{}] },
  ...['abc', '', '1e999999999', 'NaN'].map((share) => ({
    ...(submission().consequences as object),
    shares: [{ uid: 1, hotkey: '5A', share }],
  })),
]

describe('consequences', () => {
  test('are read as they were written, from a copy that JSON made too', () => {
    const written = submission()
    const stored = JSON.parse(JSON.stringify(written)) as WeightSubmissionRecord
    expect(expectRight(consequencesIn(stored))).toEqual(written.consequences)
    expect(expectRight(consequencesIn({ ...written, consequences: null }))).toBe(null)
  })
  test('that are damaged are refused with paths, and only the line of the journal is written', () => {
    for (const consequences of damaged) {
      const broken = {
        ...submission(),
        consequences,
        status: 'confirmed',
        block: 1001,
        settled_at: AT,
      } as unknown as WeightSubmissionRecord
      expect(expectLeft(consequencesIn(broken)).length).toBeGreaterThan(0)
      expect(settlementOf(broken)).toEqual([{ _tag: 'Put', table: 'weight_submissions', records: [{ ...broken, consequences: null }] }])
    }
    const entries = [{}]
    const read = consequencesIn({ ...submission(), consequences: { ...(submission().consequences as object), entries } } as never)
    expect(expectLeft(read)[0]?.path).toBe('entries[0].netuid')
  })
  test('that are damaged stop nobody: the submission is settled, a line in the log says so, and the next one follows', () => {
    for (const consequences of damaged) {
      const world = tell([...well(7)])
      const state = world.state()
      if (state.stage._tag !== 'Submitting') throw new Error(state.stage._tag)
      const broken = { ...state.stage.submission, consequences, status: 'confirmed', block: 1001 } as unknown as WeightSubmissionRecord
      const settling = { ...state, stage: { _tag: 'Settling', id: 99, submission: broken, began: AT } } as const
      const [after, commands] = step(gpuPools())(settling, { _tag: 'Stored', id: 99, at: AT })
      expect(after.stage._tag).toBe('Idle')
      const logs = commands.flatMap((command) => (command._tag === 'Report' && command.report._tag === 'Log' ? [command.report.log] : []))
      expect(logs.map(({ _tag }) => _tag)).toEqual(['ConsequencesUnreadable', 'Published', 'Upcoming'])
    }
    expect(
      tell([run(8)])
        .logs()
        .some(({ _tag }) => _tag === 'ConsequencesUnreadable'),
    ).toBe(false)
  })
})
