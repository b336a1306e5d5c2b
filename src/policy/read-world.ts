/** Reads the subnet of a world. Each policy reads the evidence itself. */
import type { Either } from 'fp-ts/lib/Either.js'
import { mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { readSubnet } from '../network/read-subnet.js'
import type { Subnet } from '../network/subnet.js'
import type { Refused } from './problem.js'
import { snapshotProblem } from './problem.js'
import type { World } from './world.js'

/**
 * The subnet that a decision is about. Errors: every mistake in the network's document or the instant.
 *
 * @example
 * ```ts
 * import { readWorld } from 'steelyard/policy'
 * const world = { network: { netuid: 39, block: 1, neurons: [] }, at: '2026-11-20T06:00:00Z', results: [], previous: [], profiles: [] }
 * readWorld(world).right.netuid // => 39
 * readWorld({ ...world, at: 'now' }).left[0].path // => 'at'
 * ```
 */
export const readWorld = ({ network, at }: Pick<World, 'network' | 'at'>): Either<Refused, Subnet> =>
  pipe(
    readSubnet({ ...network, at }),
    mapLeft((errors) => errors.map(snapshotProblem)),
  )
