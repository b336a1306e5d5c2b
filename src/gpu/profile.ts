/**
 * What is remembered about a miner's GPUs between allocations: its categories, the primary one, and its last score. Profiles
 * are kept by hotkey; the uid is the one that the hotkey had when it was last seen.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some, toNullable } from 'fp-ts/lib/Option.js'
import type { Decimal } from '../units/exact/decimal.js'
import type { Hotkey } from '../units/address/hotkey.js'
import type { Instant } from '../units/time/instant.js'
import { instantOrder } from '../units/time/instant.js'
import type { UnitScore } from '../units/exact/score.js'
import type { Uid } from '../units/integer/uid.js'
import { primaryCategory } from './primary-category.js'

/**
 * One observation of a miner: `distribution` is the number of its GPUs by category (`gpuDistribution`), `score` is its
 * verification score.
 */
export interface Sighting {
  readonly hotkey: Hotkey
  readonly uid: Uid
  readonly distribution: ReadonlyMap<string, number>
  readonly score: UnitScore
  readonly at: Instant
}

/** `primary` is null when the miner has no known GPU; `verifications` is the number of sightings so far. */
export interface MinerGpuProfile extends Sighting {
  readonly primary: string | null
  readonly verifications: number
}

/**
 * What changed in a miner's GPUs: its primary category, and the categories that were added and removed, in code-unit
 * order.
 */
export interface GpuTransition {
  readonly from: string | null
  readonly to: string | null
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/** The weights of the categories in the config, which decide a tie for the primary category. */
type Weights = ReadonlyMap<string, Decimal>

/**
 * The profile of a miner that is seen for the first time.
 *
 * @example
 * ```ts
 * import { Decimal } from 'steelyard'
 * import { createProfile } from 'steelyard/gpu'
 * const sighting = { hotkey: '5…', uid: 7, distribution: new Map([['A100', 2], ['H100', 8]]), score: 1, at: { seconds: 0, decimals: '' } }
 * createProfile(new Map([['H100', new Decimal(100)]]))(sighting).primary // => 'H100'
 * ```
 */
export const createProfile =
  (weights: Weights) =>
  (sighting: Sighting): MinerGpuProfile => ({
    ...sighting,
    primary: toNullable(primaryCategory(weights)(sighting.distribution)),
    verifications: 1,
  })

const missingFrom = (there: ReadonlyMap<string, number>, categories: ReadonlyMap<string, number>): readonly string[] =>
  [...categories.keys()].filter((category) => !there.has(category)).sort()

/**
 * The changes between two sightings of a miner; none when its categories are the same, even if the numbers of GPUs
 * differ.
 */
const transition = (before: MinerGpuProfile, after: MinerGpuProfile): Option<GpuTransition> => {
  const gained = missingFrom(before.distribution, after.distribution)
  const lost = missingFrom(after.distribution, before.distribution)
  return before.primary === after.primary && gained.length === 0 && lost.length === 0
    ? none
    : some({ from: before.primary, to: after.primary, gained, lost })
}

/**
 * A profile after another sighting of the same miner, and what changed. A sighting older than the profile changes nothing, so results may
 * arrive in any order. A sighting of another hotkey starts a new profile, even with the same uid.
 *
 * @example
 * ```ts
 * import { some } from 'fp-ts/lib/Option.js'
 * import { createProfile, updateProfile } from 'steelyard/gpu'
 * const seen = (seconds, category) => ({ hotkey: '5…', uid: 7, distribution: new Map([[category, 8]]), score: 1, at: { seconds, decimals: '' } })
 * const [profile, change] = updateProfile(new Map())(createProfile(new Map())(seen(0, 'H100')))(seen(60, 'H200'))
 * profile.verifications // => 2
 * change // => some({ from: 'H100', to: 'H200', gained: ['H200'], lost: ['H100'] })
 * ```
 */
export const updateProfile =
  (weights: Weights) =>
  (profile: MinerGpuProfile) =>
  (sighting: Sighting): readonly [MinerGpuProfile, Option<GpuTransition>] => {
    const fresh = createProfile(weights)(sighting)
    if (sighting.hotkey !== profile.hotkey) return [fresh, none]
    if (instantOrder.compare(sighting.at, profile.at) < 0) return [profile, none]
    return [{ ...fresh, verifications: profile.verifications + 1 }, transition(profile, fresh)]
  }
