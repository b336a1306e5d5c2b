/**
 * What is kept of how each weight came about, and for how long. Deciding reads `detailed_pathways` and `realtime_updates`; the rest
 * is for whoever stores.
 */
import { closedStruct } from '../../units/codec/struct.js'
import { Positive } from './quantities.js'
import { Count } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'
import { tableWithDefaults } from './table-with-defaults.js'

/** The options of the trace, named as in the system that they come from. */
export type TraceOptions = {
  /** Whether a record holds every step, without which its weight can't be recomputed. */
  readonly detailed_pathways: boolean
  /** Whether a record is completed by what the chain made of the weight. */
  readonly chain_integration: boolean
  /** Whether a decision carries its records. */
  readonly realtime_updates: boolean
  readonly retention_days: number
  readonly cleanup_hours: number
  /** The most that keeping records may add to a decision. */
  readonly most_seconds: number
}

export const TRACE_DEFAULTS: TraceOptions = {
  detailed_pathways: true,
  chain_integration: true,
  realtime_updates: true,
  retention_days: 30,
  cleanup_hours: 4,
  most_seconds: 0.1,
}

export const TraceTable = tableWithDefaults(
  closedStruct(
    'a table { detailed_pathways, chain_integration, … }',
    {},
    {
      detailed_pathways: Flag,
      chain_integration: Flag,
      realtime_updates: Flag,
      retention_days: Count,
      cleanup_hours: Positive,
      most_seconds: Positive,
    },
  ),
  TRACE_DEFAULTS,
)
