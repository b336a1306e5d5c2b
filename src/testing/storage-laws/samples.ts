/** A record of each table, made of its description, and short forms of those that the laws speak of. */
import type { Column, TableName, Tables } from '../../storage/tables.js'
import { TABLE_NAMES, describedTable } from '../../storage/tables.js'

export const NOON = '2026-11-20T12:00:00.000000000Z'
export const JUST_BEFORE = '2026-11-20T11:59:59.999999999Z'
export const JUST_AFTER = '2026-11-20T12:00:00.000000001Z'

/** A value that fits a column: null where it may be, else the least number, the first text, an empty list. */
const valueOf = ({ type, nullable, least = 0, oneOf, items, isHotkey }: Column): unknown => {
  if (nullable === true) return null
  switch (type) {
    case 'text':
      return oneOf?.[0] ?? (isHotkey === true ? '5A' : 'a')
    case 'timestamp':
      return NOON
    case 'integer':
    case 'real':
      return least
    case 'decimal':
      return `${least}`
    case 'flag':
      return false
    case 'json':
      return items === undefined ? null : []
  }
}

/** A record that fits its table, with some values changed. Samples of all tables belong together. */
export const sampleOf = <T extends TableName>(table: T, changes: Partial<Tables[T]> = {}): Tables[T] =>
  ({
    ...Object.fromEntries(Object.entries(describedTable(table).columns).map(([name, column]) => [name, valueOf(column)])),
    ...changes,
  }) as Tables[T]

/** A sample of every table. */
export const SAMPLES = Object.fromEntries(TABLE_NAMES.map((table) => [table, sampleOf(table)])) as unknown as Tables

const SIGNER = { netuid: 39, validator_hotkey: '5A' }
const MINER = { netuid: 39, miner_uid: 7, miner_hotkey: '5B' }

export const state = (name: string, changes: Partial<Tables['validator_state']> = {}): Tables['validator_state'] =>
  sampleOf('validator_state', { ...SIGNER, name, ...changes })

export const result = (id: string, changes: Partial<Tables['miner_prover_results']> = {}): Tables['miner_prover_results'] =>
  sampleOf('miner_prover_results', { ...MINER, id, ...changes })

export const metrics = (id: string, changes: Partial<Tables['emission_metrics']> = {}): Tables['emission_metrics'] =>
  sampleOf('emission_metrics', { ...SIGNER, id, burn_amount: 3277, ...changes })

export const entry = (
  emission_metrics_id: string,
  miner_hotkey: string,
  changes: Partial<Tables['weight_allocation_history']> = {},
): Tables['weight_allocation_history'] =>
  sampleOf('weight_allocation_history', { ...SIGNER, ...MINER, emission_metrics_id, miner_hotkey, ...changes })

export const submission = (id: string, changes: Partial<Tables['weight_submissions']> = {}): Tables['weight_submissions'] =>
  sampleOf('weight_submissions', { ...SIGNER, id, ...changes })

export const configChange = (id: string, changes: Partial<Tables['config_changes']> = {}): Tables['config_changes'] =>
  sampleOf('config_changes', { ...SIGNER, id, ...changes })
