/**
 * What the chain keeps of a subnet's weights, for one of its mechanisms: who may set them, what is in force, and what waits for its reveal.
 *
 * A ledger is not changed; each step gives a new one. `last_update` of a neuron is the block of its last weights or of its last commit.
 * Source: subtensor's storage (`Weights`, `LastUpdate`, `TimelockedWeightCommits`, which was `CRV3WeightCommits` until spec 319).
 */
import { toNullable } from 'fp-ts/lib/Option.js'
import type { Metagraph } from '../../network/metagraph.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import type { Block } from '../../units/integer/block.js'
import type { Submission } from '../preflight/chain-state.js'
import { maxUpscale } from '../stored/max-upscale.js'
import type { OpenedPayload } from './opened-payload.js'

/** A row as it is stored, scaled up: `uids[i]` has `weights[i]`. */
export interface StoredWeights {
  readonly uids: readonly number[]
  readonly weights: readonly number[]
}

/** A commit that waits for its reveal. */
export interface QueuedCommit {
  readonly hotkey: string
  /** The block that included it. */
  readonly block: number
  readonly reveal_round: bigint
  /** What its round opens, or null for bytes that no round opens to weights. */
  readonly opened: OpenedPayload | null
  /** Its bytes, where they are known. */
  readonly commit?: Uint8Array
}

/** Commits by the epoch that they belong to, each epoch's in the order of their inclusion. */
export type CommitQueue = ReadonlyMap<number, readonly QueuedCommit[]>

/** The weights of one mechanism: the subnet, the rows in force, and the commits that wait. */
export interface WeightsLedger {
  readonly metagraph: Metagraph
  /** By uid. */
  readonly weights: ReadonlyMap<number, StoredWeights>
  readonly commits: CommitQueue
}

/** A ledger whose neuron at `uid` made its last update in `block`. */
const updatedAt = <L extends WeightsLedger>(ledger: L, uid: number, block: number): L => {
  const neurons = ledger.metagraph.neurons.map((neuron) => (neuron.uid === uid ? { ...neuron, last_update: block as Block } : neuron))
  return { ...ledger, metagraph: { ...ledger.metagraph, neurons } }
}

/** The ledger with the row that the chain makes of a submission. The last update stays as it is. */
export const withRow = <L extends WeightsLedger>(ledger: L, uid: number, { uids, weights }: Pick<Submission, 'uids' | 'weights'>): L => ({
  ...ledger,
  weights: new Map(ledger.weights).set(uid, { uids: [...uids], weights: [...maxUpscale(weights)] }),
})

/**
 * The ledger after the neuron at `uid` has set weights in a block, which `preflight` accepted.
 *
 * @example
 * ```ts
 * import { withSet } from 'steelyard/chain'
 * const ledger = { metagraph: { neurons: [{ uid: 4, hotkey: '5A', last_update: 0 }] }, weights: new Map(), commits: new Map() }
 * const after = withSet(ledger, 4, { uids: Uint16Array.of(7), weights: Uint16Array.of(1) }, 900)
 * after.weights.get(4) // => { uids: [7], weights: [65535] }
 * after.metagraph.neurons[0].last_update // => 900
 * ```
 */
export const withSet = <L extends WeightsLedger>(
  ledger: L,
  uid: number,
  submission: Pick<Submission, 'uids' | 'weights'>,
  block: number,
): L => updatedAt(withRow(ledger, uid, submission), uid, block)

/**
 * The ledger after a block has included a commit, which `preflightCommit` accepted, in the epoch that the block sees. The last update is
 * that block from now on; the row in force stays.
 *
 * @example
 * ```ts
 * import { withCommit } from 'steelyard/chain'
 * const ledger = { metagraph: { neurons: [{ uid: 4, hotkey: '5A', last_update: 0 }] }, weights: new Map(), commits: new Map() }
 * const commit = { hotkey: '5A', block: 900, reveal_round: 1000n, opened: null }
 * const after = withCommit(ledger, 2, commit)
 * after.commits.get(2) // => [commit]
 * after.metagraph.neurons[0].last_update // => 900
 * ```
 */
export const withCommit = <L extends WeightsLedger>(ledger: L, epoch: number, commit: QueuedCommit): L => {
  const uid = toNullable(neuronByHotkey(ledger.metagraph)(commit.hotkey))?.uid
  const commits = new Map(ledger.commits).set(epoch, [...(ledger.commits.get(epoch) ?? []), commit])
  const queued = { ...ledger, commits }
  return uid === undefined ? queued : updatedAt(queued, uid, commit.block)
}

/**
 * How many commits of a hotkey wait that belong to an epoch; see `unrevealed` of `CommitState`.
 *
 * @example
 * ```ts
 * import { unrevealedIn } from 'steelyard/chain'
 * const commit = { hotkey: '5A', block: 900, reveal_round: 1000n, opened: null }
 * unrevealedIn({ commits: new Map([[2, [commit]]]) }, 2, '5A') // => 1
 * unrevealedIn({ commits: new Map([[2, [commit]]]) }, 3, '5A') // => 0
 * ```
 */
export const unrevealedIn = ({ commits }: Pick<WeightsLedger, 'commits'>, epoch: number, hotkey: string): number =>
  (commits.get(epoch) ?? []).filter((commit) => commit.hotkey === hotkey).length
