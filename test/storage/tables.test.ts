/** The descriptions of tables: what the code that is made of them takes for granted, and what it makes of them. */
import { readdirSync } from 'node:fs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Problem } from '../../src/policy/problem.js'
import { recordFault } from '../../src/storage/check-record.js'
import type { MinerPerformanceRecord, TableName, Tables, WeightSubmissionRecord } from '../../src/storage/tables.js'
import { TABLE_NAMES, describedTable } from '../../src/storage/tables.js'
import { SAMPLES, submission } from '../../src/testing/storage-laws/samples.js'
import { misfitsOf } from '../../src/testing/misfits.js'
import type { Json } from '../../src/units/json/json.js'

describe.each(TABLE_NAMES)('%s', (name) => {
  const { columns, key, order, kept, belongsTo, atMostOne } = describedTable(name)
  test('every column that the description names is there', () => {
    const ageing = typeof kept === 'string' ? [] : [kept.by, ...(kept.never === undefined ? [] : [kept.never.column])]
    const single = atMostOne === undefined ? [] : [...atMostOne.of, atMostOne.column]
    for (const column of [...key, order, ...ageing, ...single, ...(belongsTo === undefined ? [] : [belongsTo.column])])
      expect(Object.keys(columns)).toContain(column)
  })
  test('records go by an instant, and the texts that are never removed are among those that may be', () => {
    if (typeof kept === 'string') return
    expect(columns[kept.by]!.type).toBe('timestamp')
    if (kept.never !== undefined) expect(columns[kept.never.column]!.oneOf).toEqual(expect.arrayContaining([...kept.never.texts]))
  })
  test('it stands after the table that its records belong to, whose key is one column', () => {
    expect(kept === 'as long as its owner').toBe(belongsTo !== undefined)
    if (belongsTo === undefined) return
    expect(TABLE_NAMES.slice(0, TABLE_NAMES.indexOf(name))).toContain(belongsTo.table)
    expect(describedTable(belongsTo.table as TableName).key).toHaveLength(1)
  })
  test('its sample fits, and with a misfit in any column it does not', () => {
    expect(recordFault(name, SAMPLES[name])).toBe(null)
    for (const [column, description] of Object.entries(columns))
      for (const misfit of misfitsOf(description))
        expect(recordFault(name, { ...SAMPLES[name], [column]: misfit } as Tables[typeof name])).toMatch(`${name}.${column} `)
  })
})

test('every description in tables/ is in the list, under the name of its file', () => {
  const files = readdirSync('src/storage/tables').filter((file) => file !== 'column.ts' && file !== 'table.ts')
  expect(files.map((file) => file.replace('.ts', '').replaceAll('-', '_')).sort()).toEqual([...TABLE_NAMES].sort())
})

test('the type of a record follows from its columns', () => {
  expectTypeOf<WeightSubmissionRecord['status']>().toEqualTypeOf<'open' | 'confirmed' | 'refused' | 'lost' | 'superseded' | 'not_sent'>()
  expectTypeOf<WeightSubmissionRecord['uids']>().toEqualTypeOf<readonly number[]>()
  expectTypeOf<WeightSubmissionRecord['block']>().toEqualTypeOf<number | null>()
  expectTypeOf<Tables['config_changes']['reasons']>().toEqualTypeOf<readonly Problem[]>()
  expectTypeOf<Tables['miner_prover_results']['attestation_valid']>().toEqualTypeOf<boolean | null>()
  expectTypeOf<MinerPerformanceRecord['pathway_details']>().toEqualTypeOf<Json>()
})

test('a fault of a list says what should stand in it', () => {
  expect(recordFault('weight_submissions', submission('a', { uids: [65_536] }))).toBe(
    'weight_submissions.uids should be a list of integers from 0 to 65535, not an array',
  )
})
