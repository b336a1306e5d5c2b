/**
 * States and submissions near the chain's limits. Most parts are valid, so that every rule is sometimes the first to
 * refuse.
 */
import fc from 'fast-check'
import type { ChainState, Submission } from '../../../src/chain/preflight/chain-state.js'
import { readMetagraph } from '../../../src/network/metagraph.js'
import type { Metagraph } from '../../../src/network/metagraph.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import type { Json } from '../../arbitraries/snapshot.js'
import { expectRight } from '../../either.js'

export const THRESHOLD = 1000n

export const metagraphOf = (netuid: number, neurons: readonly Json[], hyperparameters: Json = {}, rest: Json = {}): Metagraph =>
  expectRight(
    readMetagraph({
      netuid,
      block: 999,
      neurons,
      hyperparameters: {
        tempo: 360,
        weights_rate_limit: 0,
        min_allowed_weights: 1,
        max_weight_limit: 65_535,
        weights_version: 0,
        commit_reveal_weights_enabled: false,
        stake_threshold: Number(THRESHOLD),
        ...hyperparameters,
      },
      ...rest,
    }),
  )

export const neuronOf = (uid: number, changes: Json = {}): Json => ({
  uid,
  hotkey: hotkeyOf(uid),
  coldkey: hotkeyOf(1000 + uid),
  registered_at_block: 5,
  validator_permit: true,
  stake: 5000,
  last_update: 0,
  ...changes,
})

export const submissionOf = (netuid: number, uids: readonly number[], weights: readonly number[], version_key = 0n): Submission =>
  ({ netuid, uids: Uint16Array.from(uids), weights: Uint16Array.from(weights), version_key }) as Submission

/** Mostly `usual`, sometimes one of the others. */
const seldom = <A>(usual: fc.Arbitrary<A>, ...others: readonly fc.Arbitrary<A>[]): fc.Arbitrary<A> =>
  fc.oneof({ weight: 14, arbitrary: usual }, ...others.map((arbitrary) => ({ weight: 1, arbitrary })))

/** Largest shares that exceed the limit by less than the last bit of the fixed point: 65535 of the second number. */
const HAIR: readonly (readonly [limit: number, sum: number])[] = [
  [16_384, 262_136],
  [18_724, 229_376],
  [27_776, 154_624],
  [31_744, 135_296],
]

/** One entry of `top`; the rest of the sum is split into as few equal entries as possible. */
const topped = (top: number, sum: number): readonly number[] => {
  const parts = Math.ceil((sum - top) / top)
  const each = Math.floor((sum - top) / parts)
  return [top, ...Array.from({ length: parts }, (_, i) => (i < parts - 1 ? each : sum - top - (parts - 1) * each))]
}

/** The largest share is very near the limit: as stored, or as sent when the vector is not scaled up yet. */
const hair = fc.oneof(
  fc.constantFrom(...HAIR).map(([limit, sum]) => ({ limit, weights: topped(65_535, sum) })),
  fc
    .record({ limit: fc.constantFrom(16_384, 20_000, 30_000), top: fc.integer({ min: 10_000, max: 65_534 }), more: fc.nat(1) })
    .map(({ limit, top, more }) => ({ limit, weights: topped(top, Math.floor((top * 65_535) / limit) + more) })),
)

const weight = fc.oneof(fc.integer({ min: 0, max: 65_535 }), fc.constantFrom(0, 0, 1, 10, 16_384, 32_768, 32_770, 65_535))
const near = (n: number): fc.Arbitrary<number> => fc.integer({ min: Math.max(0, n - 1), max: n + 1 })

export interface Attempted {
  readonly state: ChainState
  readonly submission: Submission
}

export const attempts: fc.Arbitrary<Attempted> = fc
  .record({
    n: seldom(fc.integer({ min: 4, max: 8 }), fc.integer({ min: 0, max: 3 })),
    me: fc.nat(7),
    registered: seldom(fc.constant(true), fc.constant(false)),
    permit: seldom(fc.constant(true), fc.constant(false), fc.constant(false)),
    owner: seldom(fc.constantFrom('none', 'other'), fc.constant('me'), fc.constant('me')),
    stake: seldom(fc.constant(5000), near(1000), fc.constant(0)),
    netuid: seldom(fc.constant(3), fc.constant(0), fc.constant(99)),
    mechanism: seldom<number | undefined>(fc.constant(undefined), fc.constant(0), fc.constant(1), fc.constant(2)),
    mechanisms: fc.constantFrom(undefined, undefined, 1, 2),
    known: seldom(fc.constant('named'), fc.constantFrom('none', 'root')),
    rest: fc.record({
      reveal: seldom(fc.constant(false), fc.constant(true)),
      inPool: fc.constantFrom(undefined, undefined, false, true),
      // Before and after each change of the rules; half of the states have the limit of the largest weight.
      spec: fc.constantFrom(293, 293, 293, 319, 320, 329, 329, 330, 396, 397, 418, 419, 425, 459, undefined),
      limit: fc.constantFrom(0, 1, 20, 100),
      lastUpdate: fc.oneof(
        fc.constant(0),
        seldom(fc.constant(500), fc.integer({ min: 899, max: 1001 }), fc.constantFrom(980, 981, 900, 901, 999)),
      ),
      block: fc.constantFrom(1000, 1000, 1000, 50),
      networkKey: fc.constantFrom(0, 0, 1000),
      version: seldom(fc.constantFrom(1000n, 2000n), fc.constantFrom(0n, 999n)),
      minimum: fc.constantFrom(0, 1, 2, 3, 20),
      maximum: fc.constantFrom(65_535, 65_535, 30_000, 16_384, 65_534, 0),
      hair: fc.option(hair, { freq: 6, nil: undefined }),
    }),
    uids: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 0 }),
    whole: fc.boolean(),
    spoil: seldom(
      fc.constant('no'),
      ...['twice', 'strange', 'longer', 'shorter', 'both', 'self', 'self', 'zeros'].map((way) => fc.constant(way)),
    ),
    weights: fc.array(weight, { minLength: 12, maxLength: 12 }),
  })
  .map(({ n, me, registered, permit, owner, stake, netuid, mechanism, mechanisms, known, rest, uids, whole, spoil, weights }) => {
    const uid = n === 0 ? 0 : me % n
    const neurons = Array.from({ length: n }, (_, i) =>
      neuronOf(
        i,
        i === uid
          ? { hotkey: registered ? hotkeyOf(i) : hotkeyOf(500), validator_permit: permit, stake, last_update: rest.lastUpdate }
          : {},
      ),
    )
    const hyperparameters = {
      weights_rate_limit: rest.limit,
      min_allowed_weights: rest.minimum,
      max_weight_limit: rest.hair === undefined ? rest.maximum : rest.hair.limit,
      weights_version: rest.networkKey,
      commit_reveal_weights_enabled: rest.reveal,
    }
    const ownership = owner === 'none' ? {} : { owner: { hotkey: hotkeyOf(owner === 'me' ? uid : 700), coldkey: hotkeyOf(1700) } }
    const metagraph = metagraphOf(known === 'root' ? 0 : 3, neurons, hyperparameters, ownership)
    const chosen = uids.filter((u) => whole || u < n)
    const some = chosen.filter((u) => u < n)
    const of: Readonly<Record<string, readonly number[]>> = {
      twice: [...some, ...some.slice(0, 1)],
      both: [...some.slice(1), ...some.slice(0, 1), ...some.slice(0, 1), 60_000],
      strange: [...some.slice(1), n],
      self: [uid],
    }
    const dests = rest.hair !== undefined && n >= rest.hair.weights.length ? rest.hair.weights.map((_, i) => i) : (of[spoil] ?? some)
    const values =
      rest.hair !== undefined && n >= rest.hair.weights.length
        ? rest.hair.weights
        : dests.map((_, i) => (spoil === 'zeros' ? 0 : weights[i % 12]!))
    const sent = spoil === 'longer' ? [...values, 1] : spoil === 'shorter' ? values.slice(1) : values
    const state = {
      metagraph: known === 'none' ? null : metagraph,
      signer: { hotkey: hotkeyOf(uid), stake: BigInt(stake) },
      block: rest.block,
      stake_threshold: THRESHOLD,
      ...(mechanisms === undefined ? {} : { mechanisms }),
      ...(rest.spec === undefined ? {} : { spec: rest.spec }),
      ...(rest.inPool === undefined ? {} : { pool_checks_rate_limit: rest.inPool }),
    } as ChainState
    const submission = submissionOf(netuid, dests, sent, rest.version)
    return { state, submission: mechanism === undefined ? submission : { ...submission, mechanism } }
  })
