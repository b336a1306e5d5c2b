/** What a validator is doing, on one line. */
import type { Stage } from '../../validator/stage.js'
import type { ValidatorState } from '../../validator/state.js'

const WORDS: { readonly [T in Stage['_tag']]: string } = {
  New: 'starting',
  Restoring: 'reading the store',
  Leasing: 'taking the lease on the store',
  Founding: 'storing the config',
  Idle: 'waiting',
  Looking: 'asking the chain',
  Collecting: 'collecting results',
  Keeping: 'storing results',
  Reading: 'deciding',
  Sealing: 'encrypting',
  Recording: 'recording',
  Submitting: 'submitting',
  Inquiring: 'waiting for confirmation',
  Settling: 'storing the outcome',
  Waiting: 'waiting to try again',
  Stopped: 'stopped',
}

const age = ({ head, seen }: ValidatorState): string => {
  if (head === null || seen === null) return 'chain not seen yet'
  if (seen.last_update === 0) return 'no weights set yet'
  const blocks = Math.max(0, head - seen.last_update)
  return `weights ${blocks} ${blocks === 1 ? 'block' : 'blocks'} old`
}

/** The head, the age of the weights, the current activity, and when it ends. */
export const statusLine = (state: ValidatorState): string => {
  const { head, stage, gates } = state
  const until = stage._tag === 'Idle' ? ` for block ${stage.until}` : stage._tag === 'Waiting' ? ` at ${stage.at.slice(0, 19)}Z` : ''
  const parts = [
    `block ${head ?? '?'}`,
    age(state),
    `${WORDS[stage._tag]}${until}`,
    ...(gates.length === 0 ? [] : [`${gates.length} waiting to publish`]),
  ]
  return parts.join(' · ')
}
