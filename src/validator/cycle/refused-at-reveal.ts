/** Why the weights of a commit are not in force: the chain doesn't say it, so it is found out by its rules. */
import { atReveal } from '../../chain/preflight/preflight.js'
import { showPreflightError } from '../../chain/preflight/preflight-error.js'
import type { Submission } from '../../chain/preflight/chain-state.js'
import { chainState } from '../../chain/preflight/chain-state.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import type { Registered } from '../network.js'
import type { Settings } from '../settings.js'
import { judgedSpec } from './call-plan.js'

const NO_PULSE = 'no rule refuses the weights: the pulse of the round came too late, or the tempo or the reveal period was changed'

type Known = Pick<Settings, 'mechanism'> & {
  /** The block of a call of somebody else who uses the key, or null. */
  readonly foreign: number | null
}

/** Every rule that refuses the weights now, in words; where none does, what else it may have been. */
export const refusedAtReveal = (
  { metagraph, signer }: Registered,
  { uids, weights, version_key }: WeightSubmissionRecord,
  { mechanism, foreign }: Known,
): readonly string[] => {
  const { refusals } = atReveal({ ...chainState(metagraph)(signer.hotkey), spec: judgedSpec(metagraph) })({
    netuid: metagraph.netuid,
    ...(mechanism === undefined ? {} : { mechanism }),
    uids: Uint16Array.from(uids),
    weights: Uint16Array.from(weights),
    version_key: BigInt(version_key),
  } as Submission)
  if (refusals.length > 0) return refusals.map(showPreflightError)
  return [
    foreign === null
      ? NO_PULSE
      : `block ${foreign} has a call of this hotkey that this validator did not send: its weights may be in force`,
  ]
}
