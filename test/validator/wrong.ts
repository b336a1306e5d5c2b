/** State machines that look right, each with a mistake that a validator has made or might. The laws must kill every one. */
import { gpuPools } from '../../src/policies/index.js'
import { settle } from '../../src/validator/cycle/enter.js'
import type { Command } from '../../src/validator/command.js'
import type { Move } from '../../src/validator/move.js'
import type { Write } from '../../src/storage/port.js'
import type { ValidatorState } from '../../src/validator/state.js'
import { step } from '../../src/validator/step.js'
import type { WeightSubmissionRecord } from '../../src/storage/tables.js'
import type { Step } from './world.js'

const right: Step = step(gpuPools())

/** A machine whose states are tampered with before each event, and whose moves after it. */
const tampered =
  (before: (state: ValidatorState) => ValidatorState, after: (move: Move) => Move = (move) => move): Step =>
  (state, event) =>
    after(right(before(state), event))

const commandsOf = (change: (command: Command) => readonly Command[]): Step =>
  tampered(
    (state) => state,
    ([state, commands]) => [state, commands.flatMap(change)],
  )

const isIntent = (command: Command): boolean =>
  command._tag === 'Store' && command.writes.some(({ _tag, table }) => _tag === 'Add' && table === 'weight_submissions')

/** Sends before the store has said that the intent is written. */
export const sendsAtOnce: Step = (state, event) => {
  const move = right(state, event)
  const intent = move[1].find(isIntent)
  if (intent?._tag !== 'Store') return move
  const [sent, more] = right(move[0], { _tag: 'Stored', id: intent.id, at: event.at })
  return [sent, [...move[1], ...more]]
}

const settledAs = (state: ValidatorState, changes: Partial<WeightSubmissionRecord>, at: string): Move =>
  state.stage._tag === 'Submitting'
    ? settle({ ...state.stage.submission, ...changes, settled_at: at }, { began: at, at })(state)
    : [state, []]

/** Takes silence for a no, and sends again. */
export const takesSilenceForLoss: Step = (state, event) =>
  event._tag === 'SubmissionUnknown' && state.stage._tag === 'Submitting' && state.stage.id === event.id
    ? settledAs(state, { status: 'lost' }, event.at)
    : right(state, event)

/** Takes the answer's word for it, and asks the chain no more. */
export const believesTheAnswer: Step = (state, event) =>
  event._tag === 'SubmissionConfirmed' && state.stage._tag === 'Submitting' && state.stage.id === event.id
    ? settledAs(state, { status: 'confirmed', block: event.block }, event.at)
    : right(state, event)

/** Knows nothing of the rate limit, and tries as soon as somebody wants weights. */
export const ignoresTheRateLimit: Step = (state, event) =>
  right(
    state,
    event._tag === 'ChainRead' || event._tag === 'WorldRead'
      ? {
          ...event,
          network: {
            ...(event.network as object),
            hyperparameters: { ...(event.network as { readonly hyperparameters: object }).hyperparameters, weights_rate_limit: 0 },
          },
        }
      : event,
  )

/** Waits for one block less than a fork may take back. */
export const confirmsTooEarly: Step = tampered((state) => ({ ...state, settings: { ...state.settings, confirmations: 0 } }))

export const forgetsGates: Step = (state, event) => right(event._tag === 'Failed' ? { ...state, gates: [] } : state, event)

/** Lets in who came after the results were collected. */
export const opensGatesEarly: Step = tampered((state) => ({ ...state, gates: state.gates.map((gate) => ({ ...gate, taken: true })) }))

/** A config comes into force as soon as it is stored. */
export const appliesAtOnce: Step = tampered(({ pending, ...state }) => ({ ...state, config: pending ?? state.config, pending: null }))

/** Draws the same jitter again and again. */
export const drawsTheSame: Step = tampered(
  (state) => state,
  ([state, commands]) => [{ ...state, seed: 7 }, commands],
)

/** Writes the figures of a setting of weights under a second name. */
export const countsTwice: Step = commandsOf((command) => {
  if (command._tag !== 'Store') return [command]
  const again = command.writes.flatMap((write): readonly Write[] =>
    write.table === 'emission_metrics' && write._tag === 'Put'
      ? [{ ...write, records: write.records.map((record) => ({ ...record, id: `${record.id}-2` })) }]
      : [],
  )
  return [{ ...command, writes: [...command.writes, ...again] }]
})

/** Forgets what it sent last, and does not look at what the chain has: it sends the same again. */
export const sendsTheSame: Step = (state, event) => {
  if (event._tag !== 'WorldRead') return right(state, event)
  const { row: _, ...network } = event.network as { readonly row: unknown }
  return right({ ...state, last: null, rowful: false }, { ...event, network })
}

/** Never looks after what the process before it left open. */
export const forgetsTheOpenOne: Step = (state, event) => right(state, event._tag === 'Restored' ? { ...event, open: [] } : event)

export const cleansTwice: Step = (state, event) =>
  right(event._tag === 'BlockSeen' ? { ...state, cleaning: null, clean_at: '' } : state, event)

/** Lets go of open submissions with the old ones. */
export const cleansTooMuch: Step = commandsOf((command) =>
  command._tag === 'Store' && command.writes.some(({ _tag, table }) => _tag === 'Remove' && table !== 'validator_leases')
    ? [{ ...command, writes: [...command.writes, { _tag: 'Remove', table: 'weight_submissions' }] }]
    : [command],
)

/** Takes the config that it was started with for the one in force, whatever the store says. */
export const forgetsChanges: Step = (state, event) => right(state, event._tag === 'Restored' ? { ...event, configs: [] } : event)

/** Looks no more after a chain that it could not read. */
export const givesUp: Step = (state, event) => {
  const [next, commands] = right(state, event)
  return event._tag === 'Failed' && event.port === 'chain' ? [next, commands.filter(({ _tag }) => _tag !== 'RetryAt')] : [next, commands]
}

let draws = 0
/** Its jitter is not in its state. */
export const drawsFromElsewhere: Step = (state, event) => right({ ...state, seed: draws++ }, event)
/** Keeps what JSON cannot hold. */
export const keepsADate: Step = tampered(
  (state) => state,
  ([state, commands]) => [{ ...state, clean_at: new Date(0) as unknown as string }, commands],
)
