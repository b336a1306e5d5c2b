/** The moments of a validator's work at which it may be struck, as they are seen from outside. */
import type { Chain } from '../../src/validator/ports.js'
import type { Write } from '../../src/storage/port.js'

/** What a batch is written for. */
export type Purpose = 'lease' | 'config' | 'results' | 'intent' | 'settlement' | 'clean-up'

export type Moment = `${'began' | 'kept'} ${Purpose}` | 'started' | 'submitting' | 'submitted' | 'answering'

/** Those that come again in every cycle, or at every start; each is struck in turn. */
export const MOMENTS: readonly Moment[] = [
  'started',
  'began lease',
  'kept lease',
  'began results',
  'kept results',
  'began intent',
  'kept intent',
  'submitting',
  'submitted',
  'answering',
  'began settlement',
  'kept settlement',
  'began clean-up',
  'kept clean-up',
]

/** Is told each moment as it comes. */
export type Told = (moment: Moment, batch?: readonly Write[]) => void

export const purposeOf = (batch: readonly Write[]): Purpose => {
  const has = (tag: Write['_tag'], table: Write['table']): boolean => batch.some((write) => write._tag === tag && write.table === table)
  // The holder renews its lease in every batch.
  if (batch.every(({ table }) => table === 'validator_leases')) return 'lease'
  if (has('Add', 'weight_submissions')) return 'intent'
  if (has('Put', 'weight_submissions')) return 'settlement'
  if (has('Put', 'miner_prover_results')) return 'results'
  return has('Put', 'validator_state') ? 'config' : 'clean-up'
}

/** A chain that tells when weights are sent, taken and answered. What is thrown at `submitting` keeps them from it. */
export const tellingChain = (chain: Chain, told: Told): Chain => ({
  ...chain,
  submit: async (submission, validUntil) => {
    told('submitting')
    const answer = chain.submit(submission, validUntil)
    told('submitted')
    return answer.finally(() => told('answering'))
  },
})
