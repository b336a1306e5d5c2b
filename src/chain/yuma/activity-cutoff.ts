/**
 * How many blocks old the last weights of an active neuron may be. Since spec 423 the chain keeps a factor of the tempo
 * (`ActivityCutoffFactorMilli`); before, it kept the number of blocks (`ActivityCutoff`).
 *
 * Source: subtensor, spec 423 to 459.
 */

/** The factors that the chain takes, in thousandths of a tempo. */
const LEAST_FACTOR = 1000
const MOST_FACTOR = 50_000
/** The factor of a subnet that has none in storage. */
const DEFAULT_FACTOR = 13_889

/**
 * The activity cutoff in blocks: the factor times the tempo, divided by 1000 and rounded down, and at least 1.
 *
 * `factorMilli` is in thousandths, from 0 to 2^32 - 1 (owners may set 1000 to 50000); `tempo` is in blocks, from 0 to 65535. Both are
 * integers.
 *
 * @example
 * ```ts
 * import { activityCutoff } from 'steelyard/chain'
 * activityCutoff(13889, 360) // => 5000
 * activityCutoff(1000, 0) // => 1
 * ```
 */
export const activityCutoff = (factorMilli: number, tempo: number): number => Math.max(1, Math.floor((factorMilli * tempo) / 1000))

/**
 * The factor that the upgrade to spec 423 made of a cutoff in blocks: the least one that gives at least as many blocks, held in 1000..50000.
 * So a cutoff shorter than a tempo became a tempo. Both arguments are integers from 0 to 65535; a subnet with tempo 0 has no epochs,
 * and got the default factor, 13889.
 *
 * @example
 * ```ts
 * import { activityCutoff, migratedActivityFactor } from 'steelyard/chain'
 * migratedActivityFactor(5000, 360) // => 13889
 * activityCutoff(migratedActivityFactor(100, 360), 360) // => 360
 * ```
 */
export const migratedActivityFactor = (cutoff: number, tempo: number): number =>
  tempo === 0 ? DEFAULT_FACTOR : Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, Math.ceil((1000 * cutoff) / tempo)))
