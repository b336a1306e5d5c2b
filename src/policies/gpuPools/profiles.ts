/** The profiles of miners after a snapshot: the GPUs of each miner, its primary category, and its score. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Allocation } from '../../allocation/allocation.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import type { Examination } from '../../allocation/miners/examination.js'
import type { MinerProfile } from '../../policy/world.js'
import { gpuDistribution } from '../../gpu/inventory.js'
import type { MinerGpuProfile, Sighting } from '../../gpu/profile.js'
import { createProfile, updateProfile } from '../../gpu/profile.js'
import type { Decimal } from '../../units/exact/decimal.js'
import { Instant, instantOrder } from '../../units/time/instant.js'
import type { UnitScore } from '../../units/exact/score.js'
import { timestampOf } from '../../units/time/timestamp.js'

/** The text for a miner without a known GPU. */
const OTHER = 'OTHER'

const sightingOf = ({ neuron, evidence, miner }: Examination): Sighting | null => {
  const results = evidence?.inWindow ?? []
  const [first, ...rest] = results.map(({ validation_timestamp }) => validation_timestamp)
  if (first === undefined) return null
  const at = rest.reduce((newest, instant) => (instantOrder.compare(instant, newest) > 0 ? instant : newest), first)
  return {
    hotkey: neuron.hotkey,
    uid: neuron.uid,
    distribution: gpuDistribution(miner.executors.map(({ executor }) => executor)),
    score: miner.verification.score as UnitScore,
    at,
  }
}

const read = (
  { gpu_counts, primary_gpu_model, total_score, verification_count, last_updated }: MinerProfile,
  now: Sighting,
): MinerGpuProfile | null => {
  const at = Instant.decode(last_updated)
  if (isLeft(at)) return null
  return {
    hotkey: now.hotkey,
    uid: now.uid,
    distribution: new Map(Object.entries(gpu_counts)),
    score: total_score as UnitScore,
    at: at.right,
    primary: primary_gpu_model === OTHER ? null : primary_gpu_model,
    verifications: verification_count,
  }
}

const write = ({ hotkey, uid, distribution, score, at, primary, verifications }: MinerGpuProfile): MinerProfile => ({
  miner_uid: uid,
  miner_hotkey: hotkey,
  primary_gpu_model: primary ?? OTHER,
  gpu_counts: Object.fromEntries(distribution),
  total_score: score,
  verification_count: verifications,
  last_updated: timestampOf(at),
})

/**
 * Whether a sighting is new. It is not when the profile already has the miner's newest result, so that deciding again
 * counts nothing twice.
 */
const isNews = (sighting: Sighting, known: MinerGpuProfile | null): boolean =>
  known === null || timestampOf(sighting.at) > timestampOf(known.at)

/** The profiles that changed, by hotkey; `score` is the verification of the window, before smoothing. */
export const profilesAfter = (
  { gpu_allocations }: EmissionConfig,
  { examinations }: Allocation,
  before: readonly MinerProfile[],
): readonly MinerProfile[] => {
  const weights = new Map<string, Decimal>([...gpu_allocations].map(([category, { weight }]) => [category, weight]))
  const known = new Map(before.map((profile) => [profile.miner_hotkey, profile]))
  return examinations
    .flatMap((examination) => {
      const sighting = sightingOf(examination)
      if (sighting === null) return []
      const stored = known.get(sighting.hotkey)
      const profile = stored === undefined ? null : read(stored, sighting)
      if (!isNews(sighting, profile)) return []
      return [write(profile === null ? createProfile(weights)(sighting) : updateProfile(weights)(profile)(sighting)[0])]
    })
    .sort((a, b) => (a.miner_hotkey < b.miner_hotkey ? -1 : 1))
}
