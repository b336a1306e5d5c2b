/**
 * The config of event shares: the window in which events count, the weights of curating and sourcing, and which of two forms is
 * used.
 *
 * One function computes both forms. Counts, the default: a miner's score is `0.6 x curated + 0.4 x sourced`, and its share is
 * its part of the sum of all scores. Blend, with `normalise`: first each kind becomes shares of its own total, and one
 * designated miner may have a fixed part.
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

/** A whole, valid config. Weights are at least 0, not all 0, and read by their shortest decimal. Only their proportions matter. */
export type EventSharesConfig = Required<Omit<Keys, OptionalKey>> & Pick<Keys, OptionalKey>

/** Weights are set every hour, which is 300 blocks. */
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

/** A config from the given keys; each missing key has its default. Errors: every mistake with its path. */
export const readConfig = (document: unknown): Either<Refused, EventSharesConfig> => {
  const decoded = Table.decode(document)
  if (isLeft(decoded)) return left(faultProblems(decoded.left))
  const config = { ...DEFAULTS, ...decoded.right }
  const problems = acrossKeys(config)
  return problems.length > 0 ? left(problems) : right(config)
}

/** The config as a document, with every key. */
export const writeConfig = (config: EventSharesConfig): Json => Table.encode(config) as Json

/** A config with some keys changed, validated as a whole. A key can't be removed. */
export const updateConfig = updateConfigBy(Table.encode, readConfig)
