/** What a config says of one task: what it is worth, how far back its scores count, and how they become one. */
import type * as t from 'io-ts'
import { closedStruct } from '../../units/codec/struct.js'
import { Positive } from './quantities.js'
import { Count } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'
import { tableWithDefaults } from './table-with-defaults.js'
import { oneOf } from '../../units/codec/one-of.js'

/** Whether a task's score passes a logistic curve about its mean before it counts for diversity. */
export type Transform = 'none' | 'logistic'
export const Transform: t.Type<Transform, Transform> = oneOf('none', 'logistic')

/** One task. `expected_samples` is how many make it complete within the window; with 0 it always is. */
export interface Task {
  readonly weight: number
  readonly window_hours: number
  /** Only the latest score in the window counts, in place of their decayed mean. */
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
