/**
 * `steelyard trace`: shows how the weights of one miner were computed, from its task scores to what the chain made of
 * them.
 */
import type { Storage } from '../../storage/port.js'
import { signerColumns } from '../../storage/signer.js'
import type { StoredValidator, StoreOptions } from '../input/stored-validator.js'
import { withStoredValidator } from '../input/stored-validator.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, printJson } from '../output/terminal.js'
import { traceLines } from '../output/trace-lines.js'

export const TRACE_FORMATS = ['text', 'json'] as const

export interface TraceOptions extends StoreOptions {
  readonly uid: number
  readonly limit: number
  readonly format: (typeof TRACE_FORMATS)[number]
}

/** Why there is nothing to show, as far as the store tells. */
const nothing = async (storage: Storage, validator: StoredValidator): Promise<string> => {
  const [some] = await storage.read({ table: 'miner_performance_stats', where: signerColumns(validator), limit: 1 })
  return some === undefined
    ? 'no trace is kept, nor of any other miner: only [pathways] keeps them, once its weights are set'
    : 'no trace is kept'
}

export const traceCommand = (terminal: Terminal, options: TraceOptions): Promise<ExitCode> =>
  withStoredValidator(terminal, options, async (storage, validator) => {
    const { uid, limit, format } = options
    const where = { ...signerColumns(validator), miner_uid: uid }
    const records = await storage.read({ table: 'miner_performance_stats', where, descending: true, limit })
    if (format === 'json') printJson(terminal, records, 2)
    else if (records.length === 0) print(terminal, [`uid ${uid}: ${await nothing(storage, validator)}`])
    else
      print(
        terminal,
        records.flatMap((record, i) => [...(i === 0 ? [] : ['']), ...traceLines(record)]),
      )
    return EXIT.done
  })
