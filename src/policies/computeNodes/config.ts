/**
 * The config of the policy of compute nodes: the models of governance, the stages of an epoch, and how the nodes that keep serving are
 * chosen.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { updateConfigBy } from '../../policy/update-config.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { SHARED_DEFAULTS, SHARED_KEYS } from '../../policy/shared-keys.js'
import { faultProblems, withMessage } from '../../policy/problem.js'
import type { Json } from '../../units/json/json.js'
import { listOf } from '../../units/codec/list.js'
import { closedStruct } from '../../units/codec/struct.js'
import { isMore } from '../../units/capped/capped.js'
import { cappedErrors, showComputeNodesError } from './compute-nodes-error.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { EpochParams, lengthErrors } from './epoch-params.js'
import { Model } from './model.js'
import { Decimal } from '../../units/exact/decimal.js'
import { Percent } from '../../units/exact/percent.js'
import { repeatedModels } from './model-registry.js'
import { integerIn } from '../../units/codec/count.js'
import { oneOf } from '../../units/codec/one-of.js'

const Table = closedStruct(
  'a table of settings',
  { stages: EpochParams, models: listOf(Model, 'a list of models') },
  {
    ...SHARED_KEYS,
    serving: oneOf('half', 'weight'),
    quorum_percentage: Percent,
    window_hours: integerIn(1, 100_000, 'an integer of hours from 1 to 100000'),
  },
)

type Keys = t.TypeOf<typeof Table>
type OptionalKey = 'burn_uid' | 'burn_hotkey'

/**
 * A whole, valid config. `window_hours` must cover a whole epoch, because an epoch is decided by everything that was submitted for it.
 * Members with more than `quorum_percentage` per cent of the previous epoch's weight must have reported, or the previous epoch goes on;
 * it is below 100, and 0 means that no report of a member is needed.
 */
export type ComputeNodesConfig = Required<Omit<Keys, OptionalKey>> & Pick<Keys, OptionalKey>

const DEFAULTS = { ...SHARED_DEFAULTS, serving: 'weight', quorum_percentage: new Decimal(50) as Percent, window_hours: 72 } as const

const quorumProblems = ({ quorum_percentage }: Pick<Keys, 'quorum_percentage'>): readonly Problem[] =>
  quorum_percentage?.gte(100) === true
    ? [
        {
          _tag: 'QuorumTooHigh',
          path: 'quorum_percentage',
          message: 'quorum_percentage: more than 100 % of the weight can never report; use a percentage below 100',
        },
      ]
    : []

/** Errors about compute nodes as problems, the form that all policies share. */
export const problemsAt =
  (path: string) =>
  (errors: ComputeNodesErrors): readonly Problem[] =>
    cappedErrors(errors).map((error) => withMessage(isMore(error) ? error : { ...error, path }, showComputeNodesError))

/** The config in a document, or the mistakes in it with their paths, up to 20 of a kind. */
export const readConfig = (document: unknown): Either<Refused, ComputeNodesConfig> => {
  const decoded = Table.decode(document)
  if (isLeft(decoded)) return left(faultProblems(decoded.left))
  const { stages, models } = decoded.right
  const problems = [
    ...problemsAt('stages')(lengthErrors(stages)),
    ...problemsAt('models')(repeatedModels(models)),
    ...quorumProblems(decoded.right),
  ]
  return problems.length > 0 ? left(problems) : right({ ...DEFAULTS, ...decoded.right })
}

/** The config as a document, with every key. */
export const writeConfig = (config: ComputeNodesConfig): Json => Table.encode(config)

/** A config with some keys changed, validated as a whole. A given list or table replaces the current one. */
export const updateConfig = updateConfigBy(Table.encode, readConfig)
