/** Functions about compute nodes that look right, each with a likely mistake. The laws must kill every one. */
import { map } from 'fp-ts/lib/Either.js'
import { codeUnitOrder } from '../../../src/units/order/code-unit-order.js'
import { fraction } from '../../../src/units/exact/fraction.js'
import type { dropReasons } from '../../../src/policies/computeNodes/admission.js'
import { assignModels } from '../../../src/policies/computeNodes/assign-models.js'
import type { coverageBonus } from '../../../src/policies/computeNodes/coverage.js'
import type { mintable } from '../../../src/policies/computeNodes/epoch-reward.js'
import type { EpochParticipant } from '../../../src/policies/computeNodes/epoch-state.js'
import { newWeights } from '../../../src/policies/computeNodes/new-weights.js'
import { quorumOf } from '../../../src/policies/computeNodes/quorum.js'
import type { serveByWeight } from '../../../src/policies/computeNodes/serve-by-weight.js'
import { serveByWeight as byWeight } from '../../../src/policies/computeNodes/serve-by-weight.js'
import type { serveHalf } from '../../../src/policies/computeNodes/serve-half.js'
import type { Settlement } from '../../../src/policies/computeNodes/settle-rewards.js'
import { settleRewards } from '../../../src/policies/computeNodes/settle-rewards.js'
import type { Draws } from '../../../src/policies/computeNodes/sha256-draws.js'
import { sha256Draws } from '../../../src/policies/computeNodes/sha256-draws.js'
import { weighBatches } from '../../../src/policies/computeNodes/weigh-batches.js'

export type WeighBatches = typeof weighBatches
export type AssignModels = typeof assignModels
export type ServeHalf = typeof serveHalf
export type ServeByWeight = typeof serveByWeight
export type QuorumOf = typeof quorumOf
export type NewWeights = typeof newWeights
export type CoverageBonus = typeof coverageBonus
export type SettleRewards = typeof settleRewards
export type Mintable = typeof mintable
export type DropReasons = typeof dropReasons
export type Choose = (draws: Draws) => <A>(items: readonly A[], count: number) => readonly A[]

/** Legacy weight is divided, and the remainder forgotten. */
export const remainderLost: WeighBatches = (nodes, preserved) => (batches) => {
  const mined = weighBatches(nodes, preserved)(batches.filter(({ node }) => node !== null))
  const { legacy, unassigned } = weighBatches(nodes, preserved)(batches)
  const n = BigInt(Math.max(1, mined.weights.size))
  return { ...mined, weights: new Map([...mined.weights].map(([node, weight]) => [node, weight + legacy / n])), legacy, unassigned }
}

/** Each batch counts all of its nonces. */
export const everyNonce: WeighBatches = (nodes, preserved) => (batches) => {
  const found = weighBatches(nodes, preserved)(batches)
  return {
    ...found,
    weights: new Map(
      [...found.weights.keys()].map((id) => [
        id,
        BigInt(batches.filter(({ node }) => node === id).flatMap((batch) => batch.nonces).length),
      ]),
    ),
  }
}

/** A node that served and also mined gets both weights. */
export const preservedTwice: WeighBatches = (nodes) => weighBatches(nodes, new Set())

/** A node serves every model that it can. */
export const everyGroup: AssignModels = (models) => (nodes) => ({
  groups: new Map([...models.keys()].map((model) => [model, nodes.filter((node) => node.models.includes(model))])),
  overflow: assignModels(models)(nodes).overflow,
})

/** Half of them, rounded up. */
export const halfRoundedUp: ServeHalf = () => (participants) =>
  new Map(
    participants.map(({ id, nodes }) => {
      const models = [...new Set(nodes.map(({ model }) => model))].filter((model) => model !== null)
      return [
        id,
        new Set(
          models.flatMap((model) => {
            const ids = nodes
              .filter((node) => node.model === model)
              .map((node) => node.id)
              .sort(codeUnitOrder.compare)
            return ids.slice(0, Math.ceil(ids.length / 2))
          }),
        ),
      ]
    }),
  )

/** All nodes of the drawn participant serve at once. */
export const wholeParticipants: ServeByWeight = (seed) => (epoch, pending) => {
  const chosen = byWeight(seed)(epoch, pending)
  return new Map(
    epoch.participants
      .filter(({ id }) => chosen.has(id))
      .map(({ id, nodes }) => [
        id,
        new Set(nodes.filter((node) => node.model !== null && pending.get(id)?.has(node.id) !== true).map((node) => node.id)),
      ]),
  )
}

/** Takes one node from each participant, and ends as soon as one has no node left. */
export const oneEach: ServeByWeight = (seed) => (epoch, pending) =>
  new Map([...byWeight(seed)(epoch, pending)].map(([id, nodes]) => [id, new Set([...nodes].slice(0, 1))]))

/** All participants are equally likely. */
export const byHeads: ServeByWeight = (seed) => (epoch, pending) => {
  const even = epoch.participants.map(
    (participant): EpochParticipant => ({ ...participant, nodes: participant.nodes.filter(({ model }) => model !== null) }),
  )
  return byWeight(seed)({ ...epoch, participants: even }, pending)
}

/** Nodes with a pending change serve as well. */
export const pendingServe: ServeByWeight = (seed) => (epoch) => byWeight(seed)(epoch, new Map())

/** A node that served gets what it mined, which is 0. */
export const nothingKept: NewWeights = (members, parts) =>
  newWeights(
    members.map((participant) => ({
      ...participant,
      nodes: participant.nodes.map((node) => ({ ...node, timeslots: [true, false] as const })),
    })),
    parts,
  )

/** Half of the weight is enough. */
export const halfIsEnough: DropReasons = ({ validator_key, seed, weight }, { valid, total }) => [
  ...(validator_key === null ? ['NoValidatorKey' as const] : []),
  ...(seed === null ? ['NoSeed' as const] : []),
  ...(weight > 0n ? [] : ['NoWeight' as const]),
  ...(2n * valid < total ? ['NoMajority' as const] : []),
]

/** Members are counted, not their weight. */
export const quorumOfHeads: QuorumOf = (percentage) => (members, reported) =>
  quorumOf(percentage)(
    members.map((member) => ({ ...member, nodes: [{ id: 'n', models: [], model: null, weight: 1n, timeslots: [true, false] }] })),
    reported,
  )

/** Exactly the percentage is enough. */
export const quorumReached: QuorumOf = (percentage) => (members, reported) => {
  const { total, ...rest } = quorumOf(percentage)(members, reported)
  return { ...rest, total, needed: BigInt(percentage.times(total.toString()).div(100).ceil().toFixed()) }
}

/** Any report is enough. */
export const noQuorum: QuorumOf = (percentage) => (members, reported) => ({ ...quorumOf(percentage)(members, reported), needed: 0n })

/** What strangers report counts as weight. */
export const strangersReport: QuorumOf = (percentage) => (members, reported) => {
  const quorum = quorumOf(percentage)(members, reported)
  const strangers = [...reported].filter((id) => !members.some((member) => member.id === id))
  return { ...quorum, reported: quorum.reported + BigInt(strangers.length) }
}

/** One model is enough. */
export const anyModel: CoverageBonus =
  () =>
  ({ nodes }) =>
    fraction(nodes.some(({ model }) => model !== null) ? 11n : 10n, 10n)

/** The remainder goes to the first participant, as in the public code. */
export const remainderToFirst: SettleRewards = (amount) => (accounts) => {
  const sorted = [...accounts].sort((a, b) => codeUnitOrder.compare(a.id, b.id))
  const claims = sorted.map(({ weight, bonus, balance, valid }) =>
    valid && balance >= 0n && weight > 0n ? (weight * bonus.numerator * 10n) / bonus.denominator : 0n,
  )
  const total = claims.reduce((sum, claim) => sum + claim, 0n)
  if (total === 0n) return settleRewards(amount)(accounts)
  const floors = claims.map((claim) => (amount * claim) / total)
  const rest = amount - floors.reduce((sum, part) => sum + part, 0n)
  return map(({ minted, payments }: Settlement) => ({
    minted,
    payments: payments.map((payment, i) => ({ ...payment, reward: floors[i]! + (i === 0 ? rest : 0n) })),
  }))(settleRewards(amount)(accounts))
}

/** Parts are rounded down, and the rest is lost. */
export const remainderGone: SettleRewards = (amount) => (accounts) =>
  map(({ payments, minted }: Settlement) => ({
    minted,
    payments: payments.map((payment, i) =>
      i === 0 ? { ...payment, reward: payment.reward - BigInt(Math.min(1, Number(payment.reward))) } : payment,
    ),
  }))(remainderToFirst(amount)(accounts))

/** The cap limits each epoch, not the sum of all. */
export const capOfAnEpoch: Mintable = (cap) => (reward) => (cap !== null && reward > cap ? cap : reward)

/** No rejection, so the first numbers are more likely. */
export const folded = (seed: string): Draws => {
  const { below } = sha256Draws(seed)
  return { below: (n) => below(2n ** 32n) % n }
}

/** Every place swaps with any place, which makes some orders more likely than others. */
export const naiveShuffle: Choose =
  ({ below }) =>
  (items, count) => {
    const rest = [...items]
    for (let i = 0; i < rest.length; i++) {
      const j = Number(below(BigInt(rest.length)))
      const other = rest[j]!
      rest[j] = rest[i]!
      rest[i] = other
    }
    return rest.slice(0, count)
  }
