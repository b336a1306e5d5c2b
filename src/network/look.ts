/**
 * A subnet as one signer sees it at one block: the metagraph, and what the chain holds of the signer's own.
 *
 * Source: subtensor's storage (`Weights`, `LastEpochBlock` and its neighbours, `TimelockedWeightCommits`), spec 293 to 459.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as t from 'io-ts'
import { Count } from '../units/codec/count.js'
import { faultsOf } from '../units/codec/fault.js'
import { struct } from '../units/codec/struct.js'
import { leaf } from '../units/codec/leaf.js'
import { text } from '../units/codec/text.js'
import { Block } from '../units/integer/block.js'
import { U16 } from '../units/integer/u16.js'
import type { Metagraph } from './metagraph.js'
import { readMetagraph } from './metagraph.js'
import type { SnapshotError } from './snapshot-error.js'

const Pair = leaf<readonly [uid: number, weight: number], readonly [number, number]>(
  'a pair [uid, weight] of integers from 0 to 65535',
  (u): u is readonly [number, number] => Array.isArray(u) && u.length === 2 && u.every(U16.is),
)
/** Weights as the chain stores them: pairs of a uid and its weight, the largest weight scaled up to 65535. Empty where none were ever set. */
export const OwnRow = t.readonlyArray(Pair, 'a list of pairs [uid, weight]')
export type OwnRow = t.TypeOf<typeof OwnRow>

/** When epochs are due, as runtimes hold it since spec 423. */
export const Schedule = struct(
  'an epoch schedule',
  {
    /** the anchor: the block of the last epoch, also of one that was skipped, or the block in which the tempo was set */
    last_epoch_block: Block,
    /** the block for which the owner asked for an epoch, or to which one was put off; 0 for none */
    pending_epoch_at: Block,
    /** the number of the last epoch */
    subnet_epoch_index: Count,
    /** blocks from one epoch to the next */
    tempo: U16,
    /** blocks since an epoch was run */
    blocks_since_last_step: Block,
  },
  {
    /** after more blocks than this without an epoch one is due in any case */
    safety_net: Block,
  },
)
export type Schedule = t.TypeOf<typeof Schedule>

/** A commit of the signer that the chain has not revealed yet. */
export const OpenCommit = struct(
  'an open commit { block, reveal_round, commit }',
  {
    /** the block that includes it */
    block: Block,
    /** the round of the beacon that reveals it */
    reveal_round: Count,
    /** its bytes in lower-case hex, with 0x before them */
    commit: text(2, 20_002),
  },
  {
    /** the epoch under which the chain keeps it */
    epoch: Count,
  },
)
export type OpenCommit = t.TypeOf<typeof OpenCommit>

/** How the chain takes and reveals commits. */
export const CommitReveal = struct(
  'the parameters of commit-reveal',
  {
    /** the version that a commit must be made for (`CommitRevealWeightsVersion`) */
    version: U16,
    /** epochs from a commit to its reveal (`RevealPeriodEpochs`) */
    reveal_period_epochs: U16,
    /** the newest round of the beacon that the chain has stored (`LastStoredRound`) */
    last_stored_round: Count,
  },
  {},
)
export type CommitReveal = t.TypeOf<typeof CommitReveal>

/** What the chain holds of the signer, the schedule, and by which rules it works. Each key may be missing where a chain client can't read it. */
const Own = struct(
  'what a signer sees of a subnet',
  {},
  {
    row: OwnRow,
    schedule: Schedule,
    commits: t.readonlyArray(OpenCommit, 'a list of open commits'),
    commit_reveal: CommitReveal,
    /** the runtime's `spec_version` */
    spec: Count,
  },
)

/**
 * A metagraph with the signer's stored row, the epoch schedule, the signer's open commits in the order of their inclusion, the parameters of
 * commit-reveal and the runtime's spec, as far as they could be read.
 */
export type Look = Metagraph & t.TypeOf<typeof Own>

/**
 * Reads what a signer sees of a subnet. Malformed input is refused, with every error and its path; unknown keys are ignored.
 *
 * @example
 * ```ts
 * import { readLook, showSnapshotError } from 'steelyard/network'
 * const judged = { tempo: 360, weights_rate_limit: 100, min_allowed_weights: 1, max_weight_limit: 65535, weights_version: 0 }
 * const hyperparameters = { ...judged, commit_reveal_weights_enabled: false, stake_threshold: 1000 }
 * const subnet = { netuid: 39, block: 5400000, neurons: [], hyperparameters }
 * readLook({ ...subnet, row: [[7, 65535]] }).right.row // => [[7, 65535]]
 * readLook({ ...subnet, row: [[7, -1]] }).left.map(showSnapshotError) // => ['row[0]: expected a pair [uid, weight] of integers from 0 to 65535, found a list']
 * ```
 */
export const readLook = (document: unknown): Either<ReadonlyNonEmptyArray<SnapshotError>, Look> =>
  pipe(
    readMetagraph(document),
    chain((metagraph) =>
      pipe(
        Own.decode(document),
        mapLeft((errors) => faultsOf(errors) as ReadonlyNonEmptyArray<SnapshotError>),
        map((own): Look => ({ ...metagraph, ...own })),
      ),
    ),
  )
