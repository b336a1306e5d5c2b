/** What the policy of compute nodes goes by: the models of governance, the stages of an epoch, and how nodes are chosen to keep serving. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Problem, Refused } from '../../allocation/policy.js'
import { SHARED_DEFAULTS, SHARED_KEYS } from '../../allocation/shared-keys.js'
import { faultProblems } from '../../allocation/problem.js'
import type { Json } from '../../units/json.js'
import { isIntegerIn, leaf } from '../../units/leaf.js'
import { closedStruct, isTable } from '../../units/struct.js'
import { showComputeNodesError } from './compute-nodes-error.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { EpochParams, lengthErrors } from './epoch-params.js'
import { Model } from './model.js'
import { repeatedModels } from './model-registry.js'

const isHours = isIntegerIn(1, 100_000)

const Table = closedStruct(
  'a table of settings',
  { stages: EpochParams, models: t.readonlyArray(Model, 'a list of models') },
  {
    ...SHARED_KEYS,
    serving: leaf<'half' | 'weight', 'half' | 'weight'>(
      '"half" or "weight"',
      (u): u is 'half' | 'weight' => u === 'half' || u === 'weight',
    ),
    window_hours: leaf<number, number>('an integer of hours from 1 to 100000', (u): u is number => isHours(u)),
  },
)

type Keys = t.TypeOf<typeof Table>
type OptionalKey = 'burn_uid' | 'burn_hotkey'

/** A whole, valid config. `window_hours` must reach back over a whole epoch, since an epoch is decided by all that was handed in for it. */
export type ComputeNodesConfig = Required<Omit<Keys, OptionalKey>> & Pick<Keys, OptionalKey>

const DEFAULTS = { ...SHARED_DEFAULTS, serving: 'weight', window_hours: 72 } as const

/** Errors of ours as problems that every policy shares. */
export const problemsAt =
  (path: string) =>
  (errors: ComputeNodesErrors): readonly Problem[] =>
    errors.map((error) => ({ _tag: error._tag, path, message: showComputeNodesError(error) }))

/** The config in a document, or every mistake in it with its path. */
export const readConfig = (document: unknown): Either<Refused, ComputeNodesConfig> => {
  const decoded = Table.decode(document)
  if (isLeft(decoded)) return left(faultProblems(decoded.left))
  const { stages, models } = decoded.right
  const problems = [...problemsAt('stages')(lengthErrors(stages)), ...problemsAt('models')(repeatedModels(models))]
  return problems.length > 0 ? left(problems) : right({ ...DEFAULTS, ...decoded.right })
}

/** Every key spelt out. */
export const writeConfig = (config: ComputeNodesConfig): Json => Table.encode(config)

/** A config with some keys changed, validated whole; a list or table that is given replaces the one in force. */
export const updateConfig =
  (inForce: ComputeNodesConfig) =>
  (changes: unknown): Either<Refused, ComputeNodesConfig> =>
    readConfig(
      isTable(changes)
        ? { ...Table.encode(inForce), ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) }
        : changes,
    )
