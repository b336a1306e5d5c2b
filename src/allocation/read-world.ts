/** The subnet of a world, decoded, with as much of its evidence as a policy wants read as validation results. */
import type { Either } from 'fp-ts/lib/Either.js'
import { mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Refused, World } from './policy.js'
import { snapshotProblem } from './problem.js'
import { readSnapshot } from './read-snapshot.js'
import type { Snapshot } from './snapshot.js'

/**
 * The snapshot that a world makes, without results and scores unless they are handed in. Errors: what is wrong with the network's
 * document or the instant.
 *
 * @example
 * ```ts
 * import { readWorld } from 'steelyard/allocation'
 * const world = { network: { netuid: 39, block: 1, neurons: [] }, at: '2026-11-20T06:00:00Z', results: [], previous: [], profiles: [] }
 * readWorld(world).right.netuid // => 39
 * readWorld({ ...world, at: 'now' }).left[0].path // => 'at'
 * ```
 */
export const readWorld = (
  { network, at }: World,
  { results, previous }: Pick<World, 'results' | 'previous'> = { results: [], previous: [] },
): Either<Refused, Snapshot> =>
  pipe(
    readSnapshot({ ...network, at, results, previous }),
    mapLeft((errors) => errors.map(snapshotProblem)),
  )
