/** A chain of a few neurons that judges weights by its own rules and forks now and then; every fate of a transaction is known. */
import { toNullable } from 'fp-ts/lib/Option.js'
import { chainState } from '../../src/chain/preflight/chain-state.js'
import type { Submission } from '../../src/chain/preflight/chain-state.js'
import { maxUpscale } from '../../src/chain/stored/max-upscale.js'
import { readMetagraph } from '../../src/network/metagraph.js'
import { firstRefusal } from '../../src/chain/preflight/preflight.js'
import type { Hotkey } from '../../src/units/address/hotkey.js'
import type { SetWeights } from '../../src/validator/ports.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import type { Json } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'

export const NETUID = 39
export const SIGNER = hotkeyOf(0)
/** The subnet owner's uid, where it burns. */
export const BURN = 1
const NEURONS = 6
const GENESIS = 1000
/** No fork is deeper than the blocks that a validator wants on top of its own. */
export const DEEPEST = 2

export interface ChainOptions {
  readonly rate_limit: number
  readonly tempo: number
  readonly min_allowed_weights: number
  readonly pool_checks_rate_limit: boolean
  /** The block of the signer's weights before the story begins, 0 for never. */
  readonly last_update: number
}

interface Transaction {
  readonly id: number
  readonly call: SetWeights
  readonly valid_until: number
  readonly not_before: number
}

/** What the chain stores of the signer's weights. */
type Row = readonly (readonly [uid: number, weight: number])[]

interface Block {
  readonly height: number
  readonly last_update: number
  readonly row: Row
  readonly included: readonly Transaction[]
  readonly refused: readonly { readonly transaction: Transaction; readonly error: string }[]
}

export type Fate =
  | { readonly _tag: 'Included' | 'Refused'; readonly block: number; readonly error: string }
  | { readonly _tag: 'Waiting' }
  | { readonly _tag: 'Gone' }

const submissionOf = ({ netuid, uids, weights, version_key }: SetWeights): Submission =>
  ({ netuid, uids: Uint16Array.from(uids), weights: Uint16Array.from(weights), version_key: BigInt(version_key) }) as Submission

export const chainModel = ({ pool_checks_rate_limit, last_update, tempo, rate_limit, min_allowed_weights }: ChainOptions) => {
  let blocks: Block[] = [{ height: GENESIS, last_update, row: [], included: [], refused: [] }]
  let pool: Transaction[] = []
  let taken = 0
  let foreign: Row | null = null
  const seats = Array.from({ length: NEURONS }, (_, uid) => ({ seed: uid, since: 5 }))
  const head = (): Block => blocks.at(-1)!

  const storedRow = ({ uids, weights }: SetWeights): Row =>
    Array.from(maxUpscale(Uint16Array.from(weights)), (weight, i) => [uids[i]!, weight] as const)

  const document = (block: Block = head()): Json => ({
    netuid: NETUID,
    block: block.height,
    neurons: seats.map(({ seed, since }, uid) => ({
      uid,
      hotkey: hotkeyOf(seed),
      coldkey: hotkeyOf(1000 + seed),
      registered_at_block: since,
      validator_permit: uid === 0,
      stake: 5000,
      last_update: uid === 0 ? block.last_update : 0,
      axon: { ip: '203.0.113.7', port: 8091 },
    })),
    row: block.row,
    owner: { hotkey: hotkeyOf(BURN), coldkey: hotkeyOf(1000 + BURN) },
    hyperparameters: {
      tempo,
      weights_rate_limit: rate_limit,
      min_allowed_weights,
      max_weight_limit: 65_535,
      weights_version: 0,
      commit_reveal_weights_enabled: false,
      stake_threshold: 1000,
    },
  })
  const refusal = (submission: SetWeights, on: Block) =>
    toNullable(
      firstRefusal({ ...chainState(expectRight(readMetagraph(document(on))))(SIGNER as Hotkey), pool_checks_rate_limit })(
        submissionOf(submission),
      ),
    )

  const mine = (): void => {
    const parent = head()
    const height = parent.height + 1
    let block: Block = { height, last_update: parent.last_update, row: parent.row, included: [], refused: [] }
    const waiting: Transaction[] = []
    for (const transaction of pool) {
      if (height < transaction.not_before) waiting.push(transaction)
      // A fork may yet build a lower block that takes it.
      else if (height > transaction.valid_until) {
        if (height <= transaction.valid_until + DEEPEST) waiting.push(transaction)
      } else {
        const error = refusal(transaction.call, { ...block, height: parent.height })
        block =
          error === null
            ? { ...block, last_update: height, row: storedRow(transaction.call), included: [...block.included, transaction] }
            : { ...block, refused: [...block.refused, { transaction, error: error.onChain }] }
      }
    }
    if (foreign !== null) block = { ...block, last_update: height, row: foreign }
    foreign = null
    pool = waiting
    blocks.push(block)
  }

  return {
    height: () => head().height,
    lastUpdate: () => head().last_update,
    document,
    mine,
    /** Another process sets weights with the same key, in the next block. */
    setElsewhere: (row: Row): void => {
      foreign = row
    },
    /** Another hotkey registers on a miner's slot. */
    takeOver: (uid: number): void => {
      seats[uid] = { seed: (seats[uid]?.seed ?? 0) + NEURONS, since: head().height }
      // As chains do since spec 320.
      blocks = blocks.map((block) => ({ ...block, row: block.row.map(([to, weight]) => [to, to === uid ? 0 : weight] as const) }))
    },
    /** The pool's refusal, or the number of a transaction that waits for some blocks. */
    submit: (submission: SetWeights, valid_until: number, delay: number): number | string => {
      if (valid_until <= head().height) return 'Invalid.BadProof'
      const error = refusal(submission, head())
      if (error?.onChain.startsWith('Invalid') === true) return error.onChain
      pool.push({ id: taken, call: submission, valid_until, not_before: head().height + 1 + delay })
      return taken++
    },
    /** Some blocks give way to as many and one more; what was in them waits again, or is forgotten. */
    fork: (depth: number, forget: boolean): void => {
      const kept = Math.max(1, blocks.length - depth)
      const dropped = blocks.slice(kept)
      blocks = blocks.slice(0, kept)
      const orphans = dropped.flatMap(({ included, refused }) => [...included, ...refused.map(({ transaction }) => transaction)])
      if (!forget)
        pool = [...orphans.map((transaction) => ({ ...transaction, not_before: head().height + 1 + ((transaction.id + 1) % 2) })), ...pool]
      for (let i = 0; i <= dropped.length; i++) mine()
    },
    fateOf: (id: number): Fate => {
      if (pool.some((transaction) => transaction.id === id && head().height < transaction.valid_until)) return { _tag: 'Waiting' }
      for (const { height, included, refused } of blocks) {
        if (included.some((transaction) => transaction.id === id)) return { _tag: 'Included', block: height, error: '' }
        const found = refused.find(({ transaction }) => transaction.id === id)
        if (found !== undefined) return { _tag: 'Refused', block: height, error: found.error }
      }
      return { _tag: 'Gone' }
    },
    /** Whether a fork, or patience, may yet bring a transaction into a block. */
    mayCome: (id: number): boolean =>
      pool.some((transaction) => transaction.id === id) ||
      blocks
        .slice(-DEEPEST)
        .some(({ included, refused }) => included.some((t) => t.id === id) || refused.some(({ transaction }) => transaction.id === id)),
    /** What the chain has, with the blocks on top of each. */
    included: (): readonly {
      readonly id: number
      readonly block: number
      readonly depth: number
      readonly submission: SetWeights
    }[] =>
      blocks.flatMap(({ height, included }) =>
        included.map(({ id, call }) => ({ id, block: height, depth: head().height - height, submission: call })),
      ),
    refusals: (): readonly string[] => blocks.flatMap(({ refused }) => refused.map(({ error }) => error)),
  }
}

export type ChainModel = ReturnType<typeof chainModel>
