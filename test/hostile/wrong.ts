/** Validators that are made wrong on purpose. Each makes a mistake that a mode has to find. */
import { settle } from '../../src/validator/cycle/enter.js'
import type { Command } from '../../src/validator/command.js'
import type { ValidatorEvent } from '../../src/validator/event.js'
import type { ValidatorState } from '../../src/validator/state.js'
import type { Wrong } from './mode.js'

/** Sees another state before each event. */
const seeing =
  (change: (state: ValidatorState) => ValidatorState): Wrong =>
  (right) =>
  (state, event) =>
    right(change(state), event)

/** Hears another event. */
const hearing =
  (change: (event: ValidatorEvent) => ValidatorEvent): Wrong =>
  (right) =>
  (state, event) =>
    right(state, change(event))

const withoutRow = (document: unknown): unknown => {
  const { row: _, ...rest } = document as { readonly row?: unknown }
  return rest
}

/** Holds a submission for confirmed as soon as the answer says so. */
const believesIncluded: Wrong = (right) => (state, event) => {
  const { stage } = state
  if (event._tag !== 'SubmissionConfirmed' || stage._tag !== 'Submitting') return right(state, event)
  const { at, block } = event
  return settle({ ...stage.submission, status: 'confirmed', block, settled_at: at }, { began: stage.began, at })(state)
}

/** Holds newer weights for its own, whatever the stored row is. */
const trustsLastUpdate = hearing((event) =>
  event._tag === 'ChainRead' || event._tag === 'WorldRead' ? { ...event, network: withoutRow(event.network) } : event,
)

/** Removes what is old by the clock, whatever the blocks say. */
const cleansByTheClock = seeing((state) => ({ ...state, anchor: null }))

/** Believes every height. */
const believesHeights = seeing((state) => ({ ...state, highest: null }))

const withoutFence = (command: Command): Command =>
  command._tag === 'Store' && command.writes.some(({ table }) => table === 'weight_submissions')
    ? { ...command, writes: command.writes.filter(({ table }) => table !== 'validator_leases') }
    : command

/** Writes its intents whoever has the lease. */
export const doesNotFence: Wrong = (right) => (state, event) => {
  const [next, commands] = right(state, event)
  return [next, commands.map(withoutFence)]
}

/** Each wrong validator, with the mode that finds its mistake. */
export const WRONG: readonly (readonly [name: string, wrong: Wrong, mode: string])[] = [
  ['one that believes Included', believesIncluded, 'Included, and nothing was sent'],
  ['one that trusts the last update', trustsLastUpdate, 'another process sets weights in place of ours'],
  ['one that cleans up by the clock', cleansByTheClock, 'forty days ahead'],
  ['one that believes every height', believesHeights, 'a chain that is a million ahead'],
]
