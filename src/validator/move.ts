/** One move of the validator: the state after it, and what is to be done. Small moves are put together to larger ones. */
import type { Command } from './command.js'
import type { Alert } from './alert.js'
import type { Log } from './report.js'
import type { Measurement } from './measurement.js'
import type { Stage, ValidatorState } from './state.js'

/** A state and the commands on the way to it. */
export type Move = readonly [ValidatorState, readonly Command[]]

export const stay = (state: ValidatorState, ...commands: readonly Command[]): Move => [state, commands]

/** A move after another, with the commands of both. */
export const andThen = ([state, commands]: Move, next: (state: ValidatorState) => Move): Move => {
  const [after, more] = next(state)
  return [after, [...commands, ...more]]
}

/** Asks for something: the command gets an id of its own, and the state is told which. */
export const ask = (
  state: ValidatorState,
  command: (id: number) => Command,
  waiting: (state: ValidatorState, id: number) => ValidatorState,
): Move => {
  const id = state.next_id
  return [waiting({ ...state, next_id: id + 1 }, id), [command(id)]]
}

/** Asks for something that the cycle waits for. */
export const askInStage = (state: ValidatorState, command: (id: number) => Command, stage: (id: number) => Stage): Move =>
  ask(state, command, (asked, id) => ({ ...asked, stage: stage(id) }))

export const log = (line: Log): Command => ({ _tag: 'Report', report: { _tag: 'Log', log: line } })

export const raise = (alert: Alert): Command => ({ _tag: 'Report', report: { _tag: 'Alert', alert } })

export const measure = (measurement: Measurement): Command => ({ _tag: 'Report', report: { _tag: 'Measurement', measurement } })
