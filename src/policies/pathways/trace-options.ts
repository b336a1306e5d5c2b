/**
 * Which traces of weights are kept, and for how long. The decision reads `detailed_pathways` and `realtime_updates`; the other
 * options are for the program that stores traces.
 */
import { closedStruct } from '../../units/codec/struct.js'
import { Positive } from './quantities.js'
import { Count } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'
import { tableWithDefaults } from './table-with-defaults.js'

/** The options of traces, with the names of the system from which they come. */
export type TraceOptions = {
  /** Whether a record has every step. Without the steps its weight can't be recomputed. */
  readonly detailed_pathways: boolean
  /** Whether a record is completed with what the chain made of the weight. */
  readonly chain_integration: boolean
  /** Whether a decision has its records. */
  readonly realtime_updates: boolean
  readonly retention_days: number
  readonly cleanup_hours: number
  /** The longest time by which keeping records may delay a decision. */
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
