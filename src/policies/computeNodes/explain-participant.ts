/** Explains a participant's weight, whether it enters the next epoch, and its payment: as data and as text. */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { quote } from '../../units/text/quote.js'
import type { DropReason, Support } from './admission.js'
import { modelOf } from './assign-models.js'
import { coverageBonus } from './coverage.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { fraction } from '../../units/exact/fraction.js'
import type { WeighedNode } from './new-weights.js'
import type { EpochOutcome } from './run-epoch.js'
import type { Payment, SettlementError } from './settle-rewards.js'

/** A node, with the model that it serves if its participant enters; null in the overflow group. */
export type TracedNode = WeighedNode & { readonly model: string | null }

/**
 * All that an epoch computed for a participant. `bonus` is that of the epoch that was formed. `payment` is that of the epoch that ended; it
 * is null when the participant was not a member and has no account.
 */
export interface ParticipantTrace {
  readonly id: string
  readonly epoch: number
  readonly nodes: readonly TracedNode[]
  readonly weight: bigint
  readonly unassigned: bigint
  readonly strangers: readonly string[]
  readonly support: Support
  readonly dropped: readonly DropReason[]
  readonly bonus: Fraction
  readonly payment: Payment | null
}

/**
 * The trace of a participant in an epoch that was run; none when the epoch does not know the participant.
 *
 * @example
 * ```ts
 * import { explainParticipant } from 'steelyard/policies'
 * explainParticipant({ next: { models: new Map() }, report: { participants: [] } })('5A')._tag // => 'None'
 * ```
 */
export const explainParticipant =
  ({ next, report }: EpochOutcome) =>
  (id: string): Option<ParticipantTrace> => {
    const weighed = report.participants.find((participant) => participant.id === id)
    if (weighed === undefined) return none
    const serves = modelOf(next.models)
    const { weight, unassigned, strangers, support, dropped } = weighed
    const member = next.participants.find((participant) => participant.id === id)
    return some({
      id,
      epoch: report.epoch,
      nodes: weighed.nodes.map((node) => ({ ...node, model: serves(node) })),
      weight,
      unassigned,
      strangers,
      support,
      dropped,
      bonus: member === undefined ? fraction(1n) : coverageBonus(next.models)(member),
      payment: report.settlement.payments.find((payment) => payment.id === id) ?? null,
    })
  }

const WORDS: { readonly [reason in DropReason]: string } = {
  Absent: 'it handed in nothing',
  NoValidatorKey: 'it has no validator key',
  NoSeed: 'it gave no seed',
  NoWeight: 'it has no weight',
  NoMajority: 'no majority found it valid',
}

const nodeInWords = ({ id, origin, weight, model }: TracedNode): string =>
  `node ${quote(id)}: ${weight} ${origin === 'preserved' ? 'kept, since it went on serving' : 'mined'}, ${model === null ? 'serves no model' : `serves ${quote(model)}`}`

const UNPAID: { readonly [error in SettlementError]: string } = {
  InvalidParticipant: 'it is invalid',
  NegativeBalance: 'its balance is below 0',
  NegativeWeight: 'its weight is below 0',
}

const paymentInWords = ({ work, reward, error }: Payment, epoch: number): string =>
  `paid ${reward} for epoch ${epoch - 1} and ${work} for work${error === null ? '' : ` (no reward: ${UNPAID[error]})`}`

/**
 * A trace as lines of text.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { showParticipant } from 'steelyard/policies'
 * const trace = { id: '5A', epoch: 3, nodes: [{ id: 'n1', weight: 4n, origin: 'mined', model: 'qwen' }], weight: 4n, unassigned: 0n, strangers: [], support: { valid: 2n, total: 5n }, dropped: ['NoMajority'], bonus: Fractions.fraction(1n), payment: null }
 * showParticipant(trace) // => ['"5A" does not enter epoch 3: no majority found it valid', 'node "n1": 4 mined, serves "qwen"', 'weight 4, multiplied by 1; found valid by 2 of 5']
 * ```
 */
export const showParticipant = ({
  id,
  epoch,
  nodes,
  weight,
  unassigned,
  strangers,
  support,
  dropped,
  bonus,
  payment,
}: ParticipantTrace): readonly string[] => [
  dropped.length === 0
    ? `${quote(id)} enters epoch ${epoch}`
    : `${quote(id)} does not enter epoch ${epoch}: ${dropped.map((reason) => WORDS[reason]).join(', ')}`,
  ...nodes.map(nodeInWords),
  ...(unassigned > 0n ? [`${unassigned} mined without a node to count for`] : []),
  ...strangers.map((node) => `node ${quote(node)}: not a node of its own, so what it mined does not count`),
  `weight ${weight}, multiplied by ${bonus.denominator === 1n ? bonus.numerator : `${bonus.numerator}/${bonus.denominator}`}; found valid by ${support.valid} of ${support.total}`,
  ...(payment === null ? [] : [paymentInWords(payment, epoch)]),
]
