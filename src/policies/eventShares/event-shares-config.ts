/**
 * How events become shares: how far back they count, what curating and sourcing weigh, and in which of two forms.
 *
 * The two forms are one function. Counts, the default: `0.6 x curated + 0.4 x sourced`, as a part of the sum of all. Blend, with
 * `normalise`: each kind is taken as parts of its own total first, and one designated miner may have a part of its own.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { updateConfigBy } from '../../policy/update-config.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { SHARED_DEFAULTS, SHARED_KEYS } from '../../policy/shared-keys.js'
import { faultProblems } from '../../policy/problem.js'
import { Hotkey } from '../../units/address/hotkey.js'
import type { Json } from '../../units/json/json.js'
import { Score } from '../../units/exact/score.js'
import { closedStruct } from '../../units/codec/struct.js'
import { integerIn } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'

const Table = closedStruct(
  'a table of settings',
  {},
  {
    ...SHARED_KEYS,
    window_days: integerIn(1, 36_500, 'an integer of days from 1 to 36500'),
    normalise: Flag,
    curated_weight: Score,
    sourced_weight: Score,
    designated_weight: Score,
    designated_hotkey: Hotkey,
  },
)

type Keys = t.TypeOf<typeof Table>
type OptionalKey = 'burn_uid' | 'burn_hotkey' | 'designated_hotkey'

/** A whole, valid config. Weights are decimals of at least 0, not all 0, read by their shortest decimal; only their proportions count. */
export type EventSharesConfig = Required<Omit<Keys, OptionalKey>> & Pick<Keys, OptionalKey>

/** Weights are set every hour of 300 blocks. */
const DEFAULTS: Required<Omit<Keys, OptionalKey>> = {
  ...SHARED_DEFAULTS,
  weight_set_interval_blocks: 300,
  window_days: 30,
  normalise: false,
  curated_weight: 0.6 as Score,
  sourced_weight: 0.4 as Score,
  designated_weight: 0 as Score,
}

const acrossKeys = ({ curated_weight, sourced_weight, designated_weight, designated_hotkey }: EventSharesConfig): readonly Problem[] => [
  ...(curated_weight + sourced_weight + designated_weight === 0
    ? [
        {
          _tag: 'NoWeight',
          path: 'curated_weight',
          message: 'curated_weight: curated_weight, sourced_weight and designated_weight are all 0: nothing counts',
        },
      ]
    : []),
  ...(designated_weight > 0 && designated_hotkey === undefined
    ? [
        {
          _tag: 'NobodyDesignated',
          path: 'designated_hotkey',
          message: 'designated_hotkey: missing: designated_weight is above 0, and nobody is named to have it',
        },
      ]
    : []),
]

/** A config from the keys that are given, the default for each that is not; every error with its path. */
export const readConfig = (document: unknown): Either<Refused, EventSharesConfig> => {
  const decoded = Table.decode(document)
  if (isLeft(decoded)) return left(faultProblems(decoded.left))
  const config = { ...DEFAULTS, ...decoded.right }
  const problems = acrossKeys(config)
  return problems.length > 0 ? left(problems) : right(config)
}

/** Every key spelt out. */
export const writeConfig = (config: EventSharesConfig): Json => Table.encode(config) as Json

/** A config with some keys changed, validated whole. A key can't be taken away. */
export const updateConfig = updateConfigBy(Table.encode, readConfig)
