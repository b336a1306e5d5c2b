/** Asks the chain and the store of a validator how it is, from any process that reaches both. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import { readLook } from '../../network/look.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import type { Answered, ChainFacts, Health, HealthFacts, StoreFacts } from '../../validator/health.js'
import { health } from '../../validator/health.js'
import type { Chain, Ports } from '../../validator/ports.js'
import type { Storage } from '../../storage/port.js'
import { signerColumns } from '../../storage/signer.js'
import { DEFAULT_SETTINGS } from '../../validator/settings.js'
import type { Validator } from './hold-switch.js'
import { holdSwitch } from './hold-switch.js'
import { steadyClock } from './steady-clock.js'
import type { CallFailure } from './line.js'
import { lineTo } from './line.js'
import type { Timeouts } from './timeouts.js'
import { DEFAULT_TIMEOUTS } from './timeouts.js'

/** What was found, and the verdict on it. */
export interface HealthReport extends Health {
  readonly facts: HealthFacts
}

/** How long to wait for an answer, and from how many tempos on weights are stale. */
export interface HealthOptions {
  readonly timeouts?: Partial<Timeouts>
  readonly stale_tempos?: number
}

const answered = <A>(answer: Either<CallFailure, A>): Answered<A> =>
  isLeft(answer) ? { _tag: 'Unknown', error: `${answer.left.error}: ${answer.left.message}` } : { _tag: 'Known', value: answer.right }

const chainFacts = async (chain: Chain, hotkey: string): Promise<ChainFacts> => {
  const read = readLook(await chain.look())
  if (isLeft(read)) throw new TypeError(showSnapshotError(read.left[0]))
  const {
    block,
    hyperparameters: { tempo },
  } = read.right
  const signer = neuronByHotkey(read.right)(hotkey)
  return { head: block, tempo, last_update: isNone(signer) ? null : signer.value.last_update }
}

const storeFacts = async (storage: Storage, of: Validator): Promise<StoreFacts> => {
  const where = signerColumns(of)
  const [found] = await storage.read({ table: 'weight_submissions', where, descending: true, limit: 1 })
  const hold = await holdSwitch(storage, of).get()
  if (found === undefined) return { newest: null, hold }
  const { id, status, decided_at, valid_until, block, error } = found
  return { newest: { id, status, decided_at, valid_until, block, error }, hold }
}

/**
 * The health of a validator. Never rejects: a port that fails, takes too long or answers nonsense is a reason.
 *
 * @example
 * ```ts
 * import { readHealth } from 'steelyard/adapters/run'
 * readHealth.length // => 2
 * ```
 */
export const readHealth = async (
  { chain, storage, clock }: Pick<Ports, 'chain' | 'storage' | 'clock'>,
  of: Validator,
  { timeouts, stale_tempos = DEFAULT_SETTINGS.thresholds.stale_tempos }: HealthOptions = {},
): Promise<HealthReport> => {
  const steady = steadyClock(clock, {
    failed: () => undefined,
    works: () => undefined,
  })
  const { ask } = lineTo(steady, { ...DEFAULT_TIMEOUTS, ...timeouts })
  const at = steady.now()
  const [onChain, inStore] = await Promise.all([
    ask('chain', () => chainFacts(chain, of.hotkey)),
    ask('storage', () => storeFacts(storage, of)),
  ])
  const facts: HealthFacts = { ...of, at, chain: answered(onChain), store: answered(inStore) }
  return { facts, ...health(stale_tempos)(facts) }
}
