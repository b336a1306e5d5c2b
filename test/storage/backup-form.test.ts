import { expect, test } from 'vitest'
import { backupOf, readBackup, showBackupError } from '../../src/storage/backup-form.js'
import { BACKED_UP } from '../../src/storage/tables.js'
import type { BackedUp, Tables } from '../../src/storage/tables.js'
import { SAMPLES } from '../../src/testing/storage-laws/samples.js'
import { expectLeft, expectRight } from '../either.js'

const whole = () =>
  backupOf(Object.fromEntries(BACKED_UP.map((table) => [table, [SAMPLES[table]]])) as unknown as { [T in BackedUp]: readonly Tables[T][] })

test('a backup is read to one write for each table that it has', () => {
  const expected = BACKED_UP.map((table) => ({ _tag: 'Add', table, records: [SAMPLES[table]] }))
  expect(expectRight(readBackup(whole()))).toEqual(expected)
  for (const missing of BACKED_UP) {
    const { [missing]: _, ...tables } = whole().tables
    expect(expectRight(readBackup({ ...whole(), tables }))).toEqual(expected.filter(({ table }) => table !== missing))
  }
  expect(expectRight(readBackup({ ...whole(), tables: {} }))).toEqual([])
})

test('what cannot be read is an error that tells what and where', () => {
  const errorOf = (changes: object) => expectLeft(readBackup({ ...whole(), ...changes }))
  expect(errorOf({ format: 'another' })).toEqual({ _tag: 'NoBackup' })
  expect(errorOf({ version: 2 })).toEqual({ _tag: 'NewerBackup', version: 2, known: 1 })
  expect(errorOf({ tables: { miners: [] } })).toEqual({ _tag: 'UnknownTable', table: 'miners' })
  expect(errorOf({ tables: { constructor: [] } })).toEqual({ _tag: 'UnknownTable', table: 'constructor' })
  expect(errorOf({ tables: { validator_state: null } })).toEqual({ _tag: 'NoRecords', table: 'validator_state' })
  const place = errorOf({ tables: { validator_state: [SAMPLES.validator_state, { ...SAMPLES.validator_state, netuid: -1 }] } })
  expect(place).toMatchObject({ _tag: 'RecordDoesNotFit', table: 'validator_state', place: 1 })
  expect(showBackupError(place)).toBe('record 1 of validator_state: validator_state.netuid should be at least 0, not -1')
})
