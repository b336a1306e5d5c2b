/** A chain of a few neurons that judges weights by its own rules and forks now and then; every fate of a transaction is known. */
import { toNullable } from 'fp-ts/lib/Option.js'
import { chainState } from '../../src/chain/preflight/chain-state.js'
import type { Submission } from '../../src/chain/preflight/chain-state.js'
import { readMetagraph } from '../../src/network/metagraph.js'
import { firstRefusal } from '../../src/chain/preflight/preflight.js'
import type { Hotkey } from '../../src/units/address/hotkey.js'
import type { SetWeights, WeightsCall } from '../../src/validator/ports.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import type { Json } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'
import type { Vector } from './commits/cipher.js'
import { opened } from './commits/cipher.js'
import type { Rules } from './commits/epoch-model.js'
import { epochsAt, roundAt, scheduleOf, withTempo } from './commits/epoch-model.js'
import type { Ending, Ledger, Limits, Queued, Row } from './commits/queue-model.js'
import { begun, refusalOf, storedRow, taken } from './commits/queue-model.js'

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
  /** Where it is there, the chain shows its runtime, its commits and what it does with them; else it knows of none. */
  readonly commits?: Omit<Rules, 'tempo' | 'permit' | 'version_key'>
}

/** When the beacon's pulses come to the chain: in time, a minute late, or not at all. */
export type Beacon = 'works' | 'late' | 'stops'
const LATE_ROUNDS = 20

interface Transaction {
  readonly id: number
  readonly call: WeightsCall
  readonly valid_until: number
  readonly not_before: number
}

interface Block extends Ledger {
  readonly included: readonly Transaction[]
  readonly refused: readonly { readonly transaction: Transaction; readonly error: string }[]
}

export type Fate =
  | { readonly _tag: 'Included' | 'Refused'; readonly block: number; readonly error: string }
  | { readonly _tag: 'Waiting' }
  | { readonly _tag: 'Gone' }

const submissionOf = ({ netuid, uids, weights, version_key }: SetWeights): Submission =>
  ({ netuid, uids: Uint16Array.from(uids), weights: Uint16Array.from(weights), version_key: BigInt(version_key) }) as Submission

/** The weights that a call is about. */
const vectorOf = (call: WeightsCall): Vector => (call._tag === 'Set' ? call : opened(call.commit)!)

/** `seconds` tells the time of the next block. */
export const chainModel = (options: ChainOptions, seconds: () => number = () => 0) => {
  const { pool_checks_rate_limit, last_update, rate_limit, min_allowed_weights, commits } = options
  let rules: Rules = { spec: 0, enabled: false, period: 1, ...commits, tempo: options.tempo, permit: true, version_key: 0 }
  let beacon: Beacon = 'works'
  const genesis = {
    height: GENESIS,
    last_update,
    row: [],
    queue: [],
    epochs: epochsAt(rules, GENESIS),
    stored: roundAt(seconds()),
    endings: [],
  }
  let blocks: Block[] = [{ ...genesis, included: [], refused: [] }]
  let pool: Transaction[] = []
  let numbered = 0
  /** Heights from which on the chain is another one than any look showed: a rule changed, or somebody else used the key. */
  const disturbed: number[] = []
  const thefts: number[] = []
  const takenOver = new Set<number>()
  let foreign: { readonly row: Row } | { readonly commit: string; readonly reveal_round: string } | null = null
  const seats = Array.from({ length: NEURONS }, (_, uid) => ({ seed: uid, since: 5 }))
  const head = (): Block => blocks.at(-1)!

  const limits = (): Limits => ({ rules, rate_limit, least: Math.min(NEURONS, min_allowed_weights) })
  /** What only a chain with commits shows. */
  const own = ({ queue, epochs, stored }: Ledger): object =>
    commits === undefined
      ? {}
      : {
          spec: rules.spec,
          commits: queue.map(({ round, ...rest }) => ({ ...rest, reveal_round: round })),
          commit_reveal: { version: 4, reveal_period_epochs: rules.period, last_stored_round: stored },
          ...scheduleOf(rules, epochs),
        }

  const document = (block: Block = head()): Json => ({
    netuid: NETUID,
    block: block.height,
    neurons: seats.map(({ seed, since }, uid) => ({
      uid,
      hotkey: hotkeyOf(seed),
      coldkey: hotkeyOf(1000 + seed),
      registered_at_block: since,
      validator_permit: uid === 0 && rules.permit,
      stake: 5000,
      last_update: uid === 0 ? block.last_update : 0,
      axon: { ip: '203.0.113.7', port: 8091 },
    })),
    row: block.row,
    ...own(block),
    owner: { hotkey: hotkeyOf(BURN), coldkey: hotkeyOf(1000 + BURN) },
    hyperparameters: {
      tempo: rules.tempo,
      weights_rate_limit: rate_limit,
      min_allowed_weights,
      max_weight_limit: 65_535,
      weights_version: rules.version_key,
      commit_reveal_weights_enabled: rules.enabled,
      stake_threshold: 1000,
    },
  })
  const setRefusal = (submission: SetWeights, on: Block): string | null => {
    const judged = commits === undefined ? { pool_checks_rate_limit } : { spec: rules.spec }
    const state = { ...chainState(expectRight(readMetagraph(document(on))))(SIGNER as Hotkey), ...judged }
    return toNullable(firstRefusal(state)(submissionOf(submission)))?.onChain ?? null
  }
  const poolRefusal = (call: WeightsCall): string | null => {
    if (call._tag === 'Commit') return rules.spec >= 301 && Number(call.reveal_round) < head().stored ? 'Invalid.Custom(15)' : null
    const error = setRefusal(call, head())
    return error?.startsWith('Invalid') === true ? error : null
  }
  const pulses = (before: number): number => {
    const now = roundAt(seconds())
    return Math.max(before, beacon === 'stops' ? 0 : beacon === 'late' ? now - LATE_ROUNDS : now)
  }

  const mine = (): void => {
    const parent = head()
    const height = parent.height + 1
    let block: Block = { ...begun(limits(), parent, pulses(parent.stored)), included: [], refused: [] }
    if (block.last_update !== parent.last_update) disturbed.push(height)
    const waiting: Transaction[] = []
    for (const transaction of pool) {
      if (height < transaction.not_before) waiting.push(transaction)
      // A fork may yet build a lower block that takes it.
      else if (height > transaction.valid_until) {
        if (height <= transaction.valid_until + DEEPEST) waiting.push(transaction)
      } else {
        const { call } = transaction
        const error = call._tag === 'Set' ? setRefusal(call, { ...block, height: parent.height }) : refusalOf(limits(), block)
        if (error !== null) block = { ...block, refused: [...block.refused, { transaction, error }] }
        else {
          const ledger = call._tag === 'Commit' ? taken(block, call) : { last_update: height, row: storedRow(call) }
          block = { ...block, ...ledger, included: [...block.included, transaction] }
        }
      }
    }
    if (foreign !== null) {
      const calls = refusalOf(limits(), block) === null
      block =
        'commit' in foreign ? (calls ? { ...block, ...taken(block, foreign) } : block) : { ...block, last_update: height, row: foreign.row }
      disturbed.push(height)
      thefts.push(height)
    }
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
      foreign = { row }
    },
    /** Another process commits with the same key, in the next block. */
    commitElsewhere: (commit: string): void => {
      foreign = { commit, reveal_round: String(head().stored + 20) }
    },
    /** Uids that changed hands. */
    takenOver: takenOver as ReadonlySet<number>,
    rules: () => rules,
    /** From the next block on other rules hold. */
    rule: (changes: Partial<Rules>): void => {
      const { tempo } = rules
      rules = { ...rules, ...changes }
      if (rules.tempo !== tempo) blocks = [...blocks.slice(0, -1), { ...head(), epochs: withTempo(rules, head().epochs, head().height) }]
      disturbed.push(head().height + 1)
    },
    beacon: (mood: Beacon): void => {
      beacon = mood
    },
    queue: (): readonly Queued[] => head().queue,
    /** The epoch to which a commit in the newest block belongs. */
    epoch: (): number => head().epochs.index,
    /** How each commit ended that the chain does not hold any more. */
    endings: (): readonly Ending[] => blocks.flatMap(({ endings }) => endings),
    rowAt: (height: number): Row => blocks.find((block) => block.height === height)?.row ?? [],
    /** Whether the chain became another one at or after a height, by nothing that the validator did. */
    isDisturbed: (from: number, to: number): boolean => disturbed.some((height) => height >= from && height <= to),
    /** Whether somebody else used the key at or after a height. */
    isStolen: (from: number): boolean => thefts.some((height) => height >= from),
    lastDisturbed: (): number => Math.max(0, ...disturbed),
    /** Another hotkey registers on a miner's slot. */
    takeOver: (uid: number): void => {
      takenOver.add(uid)
      seats[uid] = { seed: (seats[uid]?.seed ?? 0) + NEURONS, since: head().height }
      // As chains do since spec 320.
      blocks = blocks.map((block) => ({ ...block, row: block.row.map(([to, weight]) => [to, to === uid ? 0 : weight] as const) }))
    },
    /** The pool's refusal, or the number of a transaction that waits for some blocks. */
    submit: (call: WeightsCall, valid_until: number, delay: number): number | string => {
      if (valid_until <= head().height) return 'Invalid.BadProof'
      const error = poolRefusal(call)
      if (error !== null) return error
      pool.push({ id: numbered, call, valid_until, not_before: head().height + 1 + delay })
      return numbered++
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
      readonly submission: Vector
      readonly call: WeightsCall
    }[] =>
      blocks.flatMap(({ height, included }) =>
        included.map(({ id, call }) => ({ id, block: height, depth: head().height - height, submission: vectorOf(call), call })),
      ),
    refusals: (): readonly { readonly error: string; readonly block: number; readonly valid_until: number }[] =>
      blocks.flatMap(({ height, refused }) =>
        refused.map(({ error, transaction: { valid_until } }) => ({ error, block: height, valid_until })),
      ),
  }
}

export type ChainModel = ReturnType<typeof chainModel>
