/**
 * One move of the validator: the state after it, and the commands that it gives.
 *
 * Small moves make larger ones, in the order in which they are read:
 * `pipe(stay(state, log(…)), andThen(succeeded('storage')), andThen(look))`.
 */
import type { Command } from './command.js'
import type { Alert } from './alert.js'
import type { Log } from './report.js'
import type { Measurement } from './measurement.js'
import type { Stage } from './stage.js'
import type { ValidatorState } from './state.js'

/** A state and the commands on the way to it. */
export type Move = readonly [ValidatorState, readonly Command[]]

/** What makes a move of a state. */
export type Next = (state: ValidatorState) => Move

/** The state stays as it is, and these commands are given. */
export const stay = (state: ValidatorState, ...commands: readonly Command[]): Move => [state, commands]

/** The same as `stay`, for use in a `pipe`. */
export const give =
  (...commands: readonly Command[]): Next =>
  (state) => [state, commands]

/** A second move after a first one, with the commands of both. */
export const andThen =
  (next: Next) =>
  ([state, commands]: Move): Move => {
    const [after, more] = next(state)
    return [after, [...commands, ...more]]
  }

/** Gives a command with an id of its own; `waiting` notes in the state that its answer is awaited. */
export const ask =
  (command: (id: number) => Command, waiting: (state: ValidatorState, id: number) => ValidatorState): Next =>
  (state) => {
    const id = state.next_id
    return [waiting({ ...state, next_id: id + 1 }, id), [command(id)]]
  }

/** Gives a command whose answer the cycle awaits in a stage. */
export const askInStage = (command: (id: number) => Command, stage: (id: number) => Stage): Next =>
  ask(command, (state, id) => ({ ...state, stage: stage(id) }))

export const log = (line: Log): Command => ({ _tag: 'Report', report: { _tag: 'Log', log: line } })

export const raise = (alert: Alert): Command => ({ _tag: 'Report', report: { _tag: 'Alert', alert } })

export const measure = (measurement: Measurement): Command => ({ _tag: 'Report', report: { _tag: 'Measurement', measurement } })
