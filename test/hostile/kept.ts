/** What a store must hold at the end: every line, figure and entry that was ever written into it, and none that is too old. */
import type { Storage } from '../../src/storage/port.js'
import type { TableName, WeightSubmissionRecord } from '../../src/storage/tables.js'
import { TABLES } from '../../src/storage/tables.js'
import { NETUID } from './subnet.js'
import { UNCOMMITTED } from '../storage/uncommitted.js'

const RECORDS = ['weight_submissions', 'emission_metrics', 'weight_allocation_history'] as const

export interface Kept {
  readonly storage: Storage
  /** Puts a line into the store that is older than anything may be. */
  readonly plantOld: (hotkey: string) => Promise<void>
  /** What is missing, and what should be gone. */
  readonly faults: () => Promise<readonly string[]>
}

const old = (validator_hotkey: string): WeightSubmissionRecord => ({
  id: 'old',
  netuid: NETUID,
  validator_hotkey,
  status: 'refused',
  uids: [],
  hotkeys: [],
  weights: [],
  version_key: '0',
  rules: null,
  burn_hotkey: null,
  decided_block: 1,
  decided_at: '2026-01-01T00:00:00.000000000Z',
  last_update: 0,
  valid_until: 7,
  held: false,
  block: null,
  error: 'SubtokenDisabled',
  settled_at: '2026-01-01T00:02:00.000000000Z',
  consequences: null,
  ...UNCOMMITTED,
})

const keyOf = (table: TableName, record: object): string =>
  `${table} ${TABLES[table].key.map((column) => String((record as Readonly<Record<string, unknown>>)[column])).join(' ')}`

export const kept = (store: Storage): Kept => {
  const written = new Set<string>()
  return {
    storage: {
      ...store,
      write: async (batch) => {
        const removed = await store.write(batch)
        for (const write of batch)
          if (write._tag !== 'Remove' && (RECORDS as readonly TableName[]).includes(write.table))
            for (const record of write.records) written.add(keyOf(write.table, record))
        return removed
      },
    },
    plantOld: (hotkey) => store.write([{ _tag: 'Put', table: 'weight_submissions', records: [old(hotkey)] }]).then(() => undefined),
    faults: async () => {
      const found = await Promise.all(RECORDS.map(async (table) => (await store.read({ table })).map((record) => keyOf(table, record))))
      const held = new Set(found.flat())
      const gone = [...written].filter((key) => !held.has(key))
      return [
        ...(gone.length > 0 ? [`${gone.length} records are gone, such as ${gone[0]}`] : []),
        ...(held.has('weight_submissions old') ? ['a line that is too old was not removed'] : []),
      ]
    },
  }
}
