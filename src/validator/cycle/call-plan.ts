/**
 * How a vector reaches the chain now: it is set, or it is committed where the subnet wants that; or why the chain would not take it.
 *
 * A commit is judged twice before it is made: as the chain judges it when it is sent, and as it judges its weights at the reveal, since then it
 * will not say why it refuses them.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, map, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import type { CommitMoment } from '../../chain/commits/planned-reveal.js'
import type { Reveal } from '../../chain/schedule/reveal-round.js'
import { nextCommitEpoch, plannedReveal } from '../../chain/commits/planned-reveal.js'
import { chainState } from '../../chain/preflight/chain-state.js'
import type { ChainState, Submission } from '../../chain/preflight/chain-state.js'
import { showCommitError } from '../../chain/preflight/commit-error.js'
import { preflightCommit } from '../../chain/preflight/preflight-commit.js'
import { showPreflightError } from '../../chain/preflight/preflight-error.js'
import { atReveal, preflight } from '../../chain/preflight/preflight.js'
import { holdsAt, NEWEST_KNOWN_SPEC } from '../../chain/preflight/spec.js'
import { showScheduleError } from '../../chain/schedule/schedule-error.js'
import { OVERHEAD } from '../../chain/timelock/ciphertext.js'
import { encodeCommitPayload, encodeCrv3Payload } from '../../chain/timelock/payload.js'
import { showTimelockError } from '../../chain/timelock/timelock-error.js'
import type { CommitReveal, Look } from '../../network/look.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import type { Block } from '../../units/integer/block.js'
import type { U64 } from '../../units/integer/u64.js'
import { toHex } from '../../units/text/hex.js'
import type { Registered } from '../network.js'
import { secondsFrom } from '../pace.js'
import type { ValidatorState } from '../state.js'

/** The version of commit-reveal that commits are made for. */
export const COMMIT_VERSION = 4

/** A vector that is to be sent, and what it depends on. */
export interface Wanted {
  readonly network: Registered
  readonly vector: U16Weights
  readonly versionKey: U64
  readonly at: string
}

/** What is to be done. `payload` is what is encrypted, in hex after `0x`. */
export type CallPlan = { readonly _tag: 'Set' } | { readonly _tag: 'Commit'; readonly payload: string; readonly reveal: Reveal }

type Known = Pick<ValidatorState, 'settings' | 'awaited'>

/** The spec whose rules are applied: the newest that is known, where the runtime is newer or its spec is not shown. */
export const judgedSpec = ({ spec = NEWEST_KNOWN_SPEC }: Pick<Look, 'spec'>): number => Math.min(spec, NEWEST_KNOWN_SPEC)

const stateOf = ({ metagraph, signer }: Registered, { settings }: Known): ChainState => ({
  ...chainState(metagraph)(signer.hotkey),
  ...(metagraph.spec === undefined ? { pool_checks_rate_limit: settings.pool_checks_rate_limit } : { spec: judgedSpec(metagraph) }),
})

const submissionOf = ({ network: { metagraph }, vector, versionKey }: Wanted, { settings: { mechanism } }: Known): Submission => ({
  netuid: metagraph.netuid,
  ...(mechanism === undefined ? {} : { mechanism }),
  ...vector,
  version_key: versionKey,
})

const clockOf = (metagraph: Look): CommitMoment => {
  const { netuid, block, hyperparameters, schedule } = metagraph
  return { spec: judgedSpec(metagraph), netuid, tempo: hyperparameters.tempo, block, ...(schedule === undefined ? {} : { schedule }) }
}

/** The epoch under which the chain would keep the commit, or null. */
const epochOf = (metagraph: Look): number | null => toNullable(nextCommitEpoch(clockOf(metagraph)))

/**
 * The rounds of this signer's earlier commits that the chain may try after the new one. Commits of an earlier epoch are tried, and deleted,
 * before those of a later one are tried. Where the queue can't be read, it is every commit whose reveal is awaited.
 */
const earlierRounds = (metagraph: Look, { awaited }: Pick<Known, 'awaited'>): readonly number[] => {
  const current = epochOf(metagraph)
  const isGoneBefore = (epoch: number | undefined): boolean => epoch !== undefined && current !== null && epoch < current
  return metagraph.commits === undefined
    ? awaited.map(({ reveal_round }) => reveal_round ?? 0)
    : metagraph.commits.filter(({ epoch }) => !isGoneBefore(epoch)).map(({ reveal_round }) => reveal_round)
}

/**
 * The block of the reveal and the round. A lower round than that of an earlier commit would let that one overwrite this one; but the round of
 * one that was planned by a longer period or tempo, and that the chain deletes before, would only come too late.
 */
const revealOf = ({ network: { metagraph }, at }: Wanted, { reveal_period_epochs }: CommitReveal, known: Known) =>
  pipe(
    plannedReveal({
      ...clockOf(metagraph),
      reveal_period_epochs,
      block_seconds: known.settings.block_seconds,
      now: secondsFrom('1970-01-01T00:00:00Z', at),
    }),
    map((reveal) => ({ ...reveal, round: Math.max(reveal.round, ...earlierRounds(metagraph, known)) })),
  )

const payloadOf = ({ network: { metagraph, signer }, vector, versionKey }: Wanted) => {
  const weights = { uids: vector.uids, values: vector.weights, version_key: versionKey }
  return holdsAt(judgedSpec(metagraph))('payloadHasHotkey')
    ? encodeCommitPayload({ ...weights, hotkey: signer.hotkey })
    : encodeCrv3Payload(weights)
}

const planCommit = (wanted: Wanted, parameters: CommitReveal, known: Known): Either<readonly string[], CallPlan> => {
  const { network } = wanted
  const { commits = [], netuid } = network.metagraph
  const reveal = revealOf(wanted, parameters, known)
  if (isLeft(reveal)) return left([showScheduleError(reveal.left)])
  const payload = payloadOf(wanted)
  if (isLeft(payload)) return left([showTimelockError(payload.left)])
  const state = stateOf(network, known)
  const { mechanism } = known.settings
  const current = epochOf(network.metagraph)
  const judged = preflightCommit({
    ...state,
    commit_reveal_version: parameters.version,
    unrevealed: commits.filter(({ epoch = current }) => epoch === current).length,
    last_stored_round: BigInt(parameters.last_stored_round),
  })({
    netuid,
    ...(mechanism === undefined ? {} : { mechanism }),
    commit: new Uint8Array(payload.right.length + OVERHEAD),
    reveal_round: BigInt(reveal.right.round),
    commit_reveal_version: COMMIT_VERSION,
  })
  const { refusals } = atReveal({ ...state, block: reveal.right.block as Block })(submissionOf(wanted, known))
  const reasons = [
    ...(isLeft(judged) ? judged.left.map(showCommitError) : []),
    ...refusals.map((refusal) => `at the reveal: ${showPreflightError(refusal)}`),
  ]
  return reasons.length > 0 ? left(reasons) : right({ _tag: 'Commit', payload: toHex(payload.right), reveal: reveal.right })
}

/** What is to be done with a vector, or every reason for which the chain would not take it, in words. */
export const planCall = (wanted: Wanted, known: Known): Either<readonly string[], CallPlan> => {
  const { hyperparameters, commit_reveal } = wanted.network.metagraph
  if (!hyperparameters.commit_reveal_weights_enabled)
    return pipe(
      preflight(stateOf(wanted.network, known))(submissionOf(wanted, known)),
      mapLeft((errors) => errors.map(showPreflightError)),
      map((): CallPlan => ({ _tag: 'Set' })),
    )
  return commit_reveal === undefined
    ? left(['the subnet wants commits, and the chain client does not show the parameters of commit-reveal (commit_reveal)'])
    : planCommit(wanted, commit_reveal, known)
}
