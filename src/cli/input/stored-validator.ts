/** Chooses the validator in a store: the one that is named, or the only one that the store has. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Storage } from '../../storage/port.js'
import { refuseFailure, refuseStore } from './open-error.js'
import type { SubnetMechanism } from '../../network/storage-index.js'
import { subnetOfIndex } from '../../network/storage-index.js'
import { openStorage } from './open-storage.js'
import { plain } from '../../units/text/plain.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { refuse } from '../output/terminal.js'

/** The signer's hotkey, and the subnet. */
export interface StoredValidator extends SubnetMechanism {
  readonly hotkey: string
}

export interface StoreOptions {
  readonly storage: string
  readonly netuid?: number
  readonly mechanism?: number
  readonly hotkey?: string
}

/** A validator in words. */
const showValidator = ({ netuid, mechanism, hotkey }: StoredValidator): string =>
  `${netuid}${mechanism === undefined ? '' : ` mechanism ${mechanism}`} ${plain(hotkey)}`

const find = async (storage: Storage, { netuid, mechanism, hotkey }: StoreOptions): Promise<Either<string, StoredValidator>> => {
  const rows = await storage.read({ table: 'validator_state', where: { name: 'given' } })
  const known = rows
    .map((row) => ({ ...subnetOfIndex(row.netuid), hotkey: row.validator_hotkey }))
    .filter(
      (row) =>
        (netuid === undefined || row.netuid === netuid) &&
        (mechanism === undefined || (row.mechanism ?? 0) === mechanism) &&
        (hotkey === undefined || row.hotkey === hotkey),
    )
  const [first, ...others] = known
  if (first === undefined)
    return left(rows.length === 0 ? 'no validator has run on this store yet' : 'that validator has not run on this store')
  return others.length === 0
    ? right(first)
    : left(`several validators share this store; name one by --netuid, --mechanism and --hotkey: ${known.map(showValidator).join(', ')}`)
}

/** Opens an existing store, finds the validator, runs the given function, and closes the store. */
export const withStoredValidator = async (
  terminal: Terminal,
  options: StoreOptions,
  work: (storage: Storage, validator: StoredValidator) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const opened = await openStorage(options.storage, true)
  if (isLeft(opened)) return refuseStore(terminal, opened.left)
  const { storage, close } = opened.right
  try {
    const validator = await find(storage, options)
    const code = isLeft(validator) ? refuse(terminal, [validator.left]) : await work(storage, validator.right)
    await close()
    return code
  } catch (error) {
    await close().catch(() => undefined)
    return refuseFailure(terminal, error)
  }
}
