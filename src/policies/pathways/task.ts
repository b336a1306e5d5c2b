/**
 * The config of one task: its weight, the window in which its scores count, and how they are combined into one score.
 */
import type * as t from 'io-ts'
import { closedStruct } from '../../units/codec/struct.js'
import { Positive } from './quantities.js'
import { Count } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'
import { tableWithDefaults } from './table-with-defaults.js'
import { oneOf } from '../../units/codec/one-of.js'

/** Whether a task's scores are transformed by a logistic curve before they count for diversity. */
export type Transform = 'none' | 'logistic'
export const Transform: t.Type<Transform, Transform> = oneOf('none', 'logistic')

/**
 * One task. `expected_samples` is the number of samples within the window that make the task complete; with 0 it is
 * always complete.
 */
export interface Task {
  readonly weight: number
  readonly window_hours: number
  /** Whether only the latest score in the window counts, instead of the decayed mean of all. */
  readonly latest_only: boolean
  readonly half_life_hours: number
  readonly expected_samples: number
  readonly transform: Transform
}

export const TASK_DEFAULTS: Omit<Task, 'weight' | 'window_hours'> = {
  latest_only: false,
  half_life_hours: 24,
  expected_samples: 0,
  transform: 'none',
}

export const TaskTable = tableWithDefaults(
  closedStruct(
    'a task { weight, window_hours, … }',
    { weight: Positive, window_hours: Positive },
    {
      latest_only: Flag,
      half_life_hours: Positive,
      expected_samples: Count,
      transform: Transform,
    },
  ),
  TASK_DEFAULTS,
)
