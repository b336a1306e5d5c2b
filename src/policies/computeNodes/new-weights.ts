/**
 * The weights of the next epoch: nodes that kept serving keep their weight, other nodes get what they mined, and participants that
 * are found valid enter.
 *
 * Laws: the weight of a node that kept serving is exactly that of the last epoch, and its batches do not count; there is a result for
 * every current member and every candidate, with all reasons when it drops out. In the first epoch there are no weights to keep.
 */
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ONE } from '../../units/exact/fraction.js'
import type { DropReason, Support, Validation } from './admission.js'
import { dropReasons, supportIn } from './admission.js'
import type { EpochNode, EpochParticipant } from './epoch-state.js'
import type { HardwareNode } from './hardware.js'
import { participantWeight } from './power.js'
import { POC_SLOT } from './timeslots.js'
import type { Batch } from './weigh-batches.js'
import { weighBatches } from './weigh-batches.js'

/** What a participant submits for the next epoch; `null` for what it does not have. */
export interface Candidate {
  readonly id: string
  readonly validator_key: string | null
  readonly seed: string | null
  readonly nodes: readonly HardwareNode[]
  readonly batches: readonly Batch[]
}

/** A node with its new weight; `origin` says whether the weight was kept from the last epoch or mined. */
export type WeighedNode = HardwareNode & { readonly weight: bigint; readonly origin: 'preserved' | 'mined' }

/** A participant with its new weight and the reasons why it drops out. It enters when there is no reason. */
export interface Weighed {
  readonly id: string
  readonly validator_key: string | null
  readonly seed: string | null
  /** In the order in which they were added. */
  readonly nodes: readonly WeighedNode[]
  readonly weight: bigint
  /** Legacy weight for which there was no node. */
  readonly unassigned: bigint
  /** Nodes that occur in its batches and that it does not have. */
  readonly strangers: readonly string[]
  readonly support: Support
  readonly dropped: readonly DropReason[]
}

/** The part of a preserved weight that is kept, by model. The weight of a model without an entry is kept completely. */
export type KeptParts = ReadonlyMap<string, Fraction>

const kept = ({ weight, model }: EpochNode, parts: KeptParts): bigint => {
  const { numerator, denominator } = (model === null ? undefined : parts.get(model)) ?? ONE
  return (weight * numerator) / denominator
}

const weigh = (
  candidate: Candidate,
  member: EpochParticipant | undefined,
  parts: KeptParts,
): Pick<Weighed, 'nodes' | 'unassigned' | 'strangers'> => {
  const served = new Map((member?.nodes ?? []).filter(({ timeslots }) => timeslots[POC_SLOT]).map((node) => [node.id, node]))
  const mined = weighBatches(
    candidate.nodes.map(({ id }) => id),
    new Set(served.keys()),
  )(candidate.batches)
  return {
    nodes: candidate.nodes.map(({ id, models }) => {
      const was = served.get(id)
      return was === undefined
        ? { id, models, weight: mined.weights.get(id)!, origin: 'mined' }
        : { id, models, weight: kept(was, parts), origin: 'preserved' }
    }),
    unassigned: mined.unassigned,
    strangers: mined.strangers,
  }
}

/**
 * Weighs all candidates and current members, sorted by id. A node that a participant no longer has keeps nothing. `parts` reduces what
 * preserved nodes of some models keep; it is empty unless throughput counts.
 *
 * @example
 * ```ts
 * import { newWeights } from 'steelyard/policies'
 * const candidate = { id: '5A', validator_key: 'k', seed: 's', nodes: [{ id: 'n1', models: ['qwen'] }], batches: [{ node: 'n1', nonces: [1, 2] }] }
 * newWeights([], new Map())([candidate], [])[0].nodes // => [{ id: 'n1', models: ['qwen'], weight: 2n, origin: 'mined' }]
 * const served = { id: '5A', nodes: [{ id: 'n1', model: 'qwen', weight: 9n, timeslots: [true, true] }] }
 * newWeights([served], new Map())([candidate], [])[0].nodes // => [{ id: 'n1', models: ['qwen'], weight: 9n, origin: 'preserved' }]
 * newWeights([served], new Map())([candidate], [])[0].dropped // => ['NoMajority']
 * ```
 */
export const newWeights =
  (members: readonly EpochParticipant[], parts: KeptParts) =>
  (candidates: readonly Candidate[], validations: readonly Validation[]): readonly Weighed[] => {
    const current = new Map(members.map((member) => [member.id, member]))
    const supportOf = supportIn(members, validations)
    const present = new Set(candidates.map(({ id }) => id))
    const judged = candidates.map((candidate): Weighed => {
      const { id, validator_key, seed } = candidate
      const weighed = weigh(candidate, current.get(id), parts)
      const weight = participantWeight(weighed)
      const support = supportOf(id)
      return { id, validator_key, seed, ...weighed, weight, support, dropped: dropReasons({ id, validator_key, seed, weight }, support) }
    })
    const absent = members
      .filter(({ id }) => !present.has(id))
      .map(
        ({ id }): Weighed => ({
          id,
          validator_key: null,
          seed: null,
          nodes: [],
          weight: 0n,
          unassigned: 0n,
          strangers: [],
          support: supportOf(id),
          dropped: ['Absent'],
        }),
      )
    return [...judged, ...absent].sort((a, b) => codeUnitOrder.compare(a.id, b.id))
  }
