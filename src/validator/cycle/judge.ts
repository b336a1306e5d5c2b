/** A vector has been chosen: it is judged as the chain would judge it, and the intent to send it is written. */
import { chain, isLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Decision } from '../../policy/decision.js'
import { exclusionCounts } from '../../policy/exclusion-counts.js'
import type { Problem } from '../../policy/problem.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import type { U64 } from '../../units/integer/u64.js'
import type { When } from '../cycle.js'
import { succeeded } from '../failures.js'
import { openGates, weighGates } from '../lanes/gates.js'
import type { Next } from '../move.js'
import { andThen, give, log, raise, stay } from '../move.js'
import type { Registered } from '../network.js'
import { firstAllowed, firstWanted } from '../pace.js'
import type { ConfigChangeRecord } from '../../storage/tables.js'
import type { CallPlan } from './call-plan.js'
import { planCall } from './call-plan.js'
import { idle, record, seal } from './enter.js'
import type { Intent } from './intent.js'
import { intentWrites, sharesOf, submissionOf } from './intent.js'
import { settlementOf } from './outcome.js'
import { notDecided, refused } from './retry.js'
import { batchFault, readTraces } from './storable.js'
import { complete, isUnchanged, minersIn, soundVector, totalVariation } from './vector.js'
import { signerColumns } from '../../storage/signer.js'

/** On which network, and whether an epoch of this validator begins: in between, somebody waits for weights. */
export interface Occasion {
  readonly network: Registered
  readonly due: boolean
}

/** A vector, the decision behind it (null where the last vector is held), and the config that it newly puts in force. */
export interface Choice {
  readonly vector: U16Weights
  readonly versionKey: U64
  readonly decision: Decision | null
  readonly applies: ConfigChangeRecord | null
}

/** Tells of a decision, and raises an alert where it is far from the last one. */
const tell =
  ({ metagraph }: Registered, decision: Decision, { weights, uids }: U16Weights): Next =>
  (state) => {
    const {
      last,
      terms,
      settings: { thresholds },
    } = state
    const paid = minersIn(uids, weights, decision.figures.burn.uid)
    const miners_before = last === null ? 0 : minersIn(last.hotkeys, last.weights, last.burn_hotkey)
    const total_variation = last === null ? 0 : totalVariation({ weights, uids }, last)
    const unusual = total_variation > thresholds.total_variation || paid < thresholds.miners_kept * miners_before
    return pipe(
      state,
      succeeded('policy'),
      andThen(
        give(
          log({
            _tag: 'Decided',
            block: metagraph.block,
            window_hours: terms.window_hours,
            miners: decision.figures.miners_served,
            burn_percentage: decision.figures.burn.percentage,
            shares: sharesOf(decision).slice(0, 5),
            warnings: decision.warnings,
            exclusions: exclusionCounts(decision.excluded),
          }),
          ...(unusual ? [raise({ _tag: 'UnusualAllocation', total_variation, miners: paid, miners_before })] : []),
        ),
      ),
    )
  }

const unstorable = (fault: string): Problem => ({ _tag: 'NotStorable', path: '', message: `the decision can't be stored: ${fault}` })

/** Writes that the vector is to be sent, or encrypts it first, where a store will take all that is to be written of it. */
const intend =
  (when: When, { network }: Occasion, { decision, applies, ...chosen }: Choice, plan: CallPlan): Next =>
  (state) => {
    const { block } = network.metagraph
    const inForce = applies === null ? null : { ...applies, status: 'in_force' as const, applied_block: block }
    const reveal = plan._tag === 'Commit' ? plan.reveal : null
    const goOn = (intent: Intent): Next => (plan._tag === 'Commit' ? seal(intent, plan.payload, when) : record(intent, when))
    if (decision === null) {
      const submission = submissionOf({ ...chosen, decided: null, reveal }, network, when.at)(state)
      return goOn({ submission, applies: inForce, profiles: [] })(state)
    }
    const { traces, warnings } = readTraces(signerColumns(state.settings), decision)
    const submission = submissionOf({ ...chosen, decided: { decision, traces }, reveal }, network, when.at)(state)
    const intent = { submission, applies: inForce, profiles: decision.profiles }
    const fault = batchFault([
      ...intentWrites(intent)(state),
      ...settlementOf({ ...submission, status: 'confirmed', block, settled_at: when.at }),
    ])
    if (fault !== null) return notDecided(when, [unstorable(fault)])(state)
    const told = { ...decision, warnings: [...decision.warnings, ...warnings] }
    return pipe(state, tell(network, told, chosen.vector), andThen(goOn(intent)))
  }

/** Judges a vector: there is nothing to send, the chain would refuse it, or the intent is written. */
export const judge =
  (when: When, occasion: Occasion, choice: Choice): Next =>
  (state) => {
    const { network } = occasion
    const { metagraph, signer } = network
    const whole = pipe(
      soundVector(choice.vector),
      chain((vector) => complete(network, vector)),
    )
    if (isLeft(whole)) return notDecided(when, whole.left)(state)
    const vector = whole.right
    if (!occasion.due && isUnchanged(state.last, network)(vector, choice.versionKey))
      return pipe(
        stay(state, log({ _tag: 'Unchanged', last_update: signer.last_update })),
        andThen(openGates({ _tag: 'Unchanged', block: signer.last_update })),
        andThen((s) => idle(firstWanted(s))(s)),
      )
    if (metagraph.block + 1 < firstAllowed(state))
      return pipe(
        weighGates(state),
        andThen((s) => idle(firstWanted(s))(s)),
      )
    const plan = planCall({ network, vector, versionKey: choice.versionKey, at: when.at }, state)
    return isLeft(plan) ? refused(when, plan.left)(state) : intend(when, occasion, { ...choice, vector }, plan.right)(state)
  }
