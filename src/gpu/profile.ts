/**
 * What is remembered of a miner's GPUs between allocations: its kinds of GPU, which of them is the main one, and how it did.
 * Keyed by hotkey; the uid is the slot it sat in when it was last seen.
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

/** One look at a miner: `distribution` counts its GPUs by category (`gpuDistribution`), `score` is its verification. */
export interface Sighting {
  readonly hotkey: Hotkey
  readonly uid: Uid
  readonly distribution: ReadonlyMap<string, number>
  readonly score: UnitScore
  readonly at: Instant
}

/** `primary` is null when it has no GPU that is known; `verifications` counts the sightings so far. */
export interface MinerGpuProfile extends Sighting {
  readonly primary: string | null
  readonly verifications: number
}

/** What changed in a miner's GPUs: its main category, and the categories that came and went. In code-unit order. */
export interface GpuTransition {
  readonly from: string | null
  readonly to: string | null
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/** Weights of the categories in the config, which settle what is primary on a tie. */
type Weights = ReadonlyMap<string, Decimal>

/**
 * The profile of a miner seen for the first time.
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

/** What two looks at a miner differ in, none where its categories are the same. Numbers of GPUs may differ. */
const transition = (before: MinerGpuProfile, after: MinerGpuProfile): Option<GpuTransition> => {
  const gained = missingFrom(before.distribution, after.distribution)
  const lost = missingFrom(after.distribution, before.distribution)
  return before.primary === after.primary && gained.length === 0 && lost.length === 0
    ? none
    : some({ from: before.primary, to: after.primary, gained, lost })
}

/**
 * A profile after another look at the same miner, and what changed. A sighting older than the profile changes nothing, so
 * that results may arrive in any order; one of another hotkey starts a profile of its own, whatever slot it sits in.
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
