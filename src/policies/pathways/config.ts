/**
 * The config of pathway scoring: the tasks, the weight of each, and the constants of the curves.
 *
 * Every key is optional, in the tables of constants too. The default is the value of the system from which the rules come; only
 * `least_score` is ours. Given tasks replace all default tasks. Numbers are read by their shortest decimals.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { updateConfigBy } from '../../policy/update-config.js'
import type { Refused } from '../../policy/problem.js'
import { SHARED_DEFAULTS, SHARED_KEYS } from '../../policy/shared-keys.js'
import { cappedProblems, faultProblems } from '../../policy/problem.js'
import type { Json } from '../../units/json/json.js'
import { closedStruct, isTable } from '../../units/codec/struct.js'
import { tableOf } from '../../units/codec/table.js'
import { keyName } from '../../units/codec/text.js'
import type { Rules } from './rules.js'
import { RULE_DEFAULTS, RULE_KEYS } from './rules.js'
import type { Task } from './task.js'
import { TASK_DEFAULTS, TaskTable } from './task.js'
import type { TraceOptions } from './trace-options.js'
import { TRACE_DEFAULTS, TraceTable } from './trace-options.js'

const Document = closedStruct(
  'a table of pathway scoring',
  {},
  {
    ...SHARED_KEYS,
    ...RULE_KEYS,
    tasks: tableOf('a table of tasks, name = { weight, window_hours, … }', keyName, TaskTable),
    trace: TraceTable,
  },
)

type Given = t.TypeOf<typeof Document>

/** A whole config with every default filled in; the burn target has no default. Tasks are in code-unit order. */
export type PathwaysConfig = Rules &
  Required<Pick<Given, 'burn_percentage' | 'weight_set_interval_blocks' | 'weight_version_key'>> &
  Pick<Given, 'burn_uid' | 'burn_hotkey'> & {
    readonly tasks: ReadonlyMap<string, Task>
    readonly trace: TraceOptions
  }

const DEFAULTS = {
  ...SHARED_DEFAULTS,
  ...RULE_DEFAULTS,
  tasks: new Map<string, Task>([
    ['geomagnetic', { ...TASK_DEFAULTS, weight: 0.15, window_hours: 24, transform: 'logistic' }],
    ['soil', { ...TASK_DEFAULTS, weight: 0.15, window_hours: 168 }],
    ['weather', { ...TASK_DEFAULTS, weight: 0.7, window_hours: 336, latest_only: true }],
  ]),
  trace: TRACE_DEFAULTS,
}

const acrossKeys = (u: unknown): Refused => {
  const { tasks, diversity } = isTable(u) ? u : {}
  const decoded = RULE_KEYS.diversity.decode(diversity)
  const empty = isTable(tasks) && Object.keys(tasks).length === 0
  const inverted = isRight(decoded) && decoded.right.least_rate > decoded.right.most_rate
  return [
    ...(empty
      ? [{ _tag: 'NoTasks', path: 'tasks', message: 'tasks: there is no task; name at least one with its weight and window' }]
      : []),
    ...(inverted ? [{ _tag: 'RatesInverted', path: 'diversity.least_rate', message: 'diversity.least_rate: larger than most_rate' }] : []),
  ]
}

/** The config in a document, or the mistakes in it with their paths, up to 20 of a kind. */
export const readConfig = (document: unknown): Either<Refused, PathwaysConfig> => {
  const decoded = Document.decode(document)
  const problems = cappedProblems([...(isLeft(decoded) ? faultProblems(decoded.left) : []), ...acrossKeys(document)])
  return isLeft(decoded) || problems.length > 0 ? left(problems) : right({ ...DEFAULTS, ...decoded.right })
}

/** The config as a document, with every key. */
export const writeConfig = (config: PathwaysConfig): { readonly [key: string]: Json } => Document.encode(config)

/** A config with some keys changed, validated as a whole. A given table replaces the current one. */
export const updateConfig = updateConfigBy(writeConfig, readConfig)
