/**
 * Where the chain keeps what belongs to one mechanism of a subnet: weights, commits, last updates, bonds and incentives are stored under one
 * number, made of the mechanism and the netuid. Law: each is the inverse of the other.
 *
 * Source: subtensor, since spec 320.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { NETUIDS, storageIndex, subnetOfIndex } from '../../network/storage-index.js'
import type { YumaErrors } from '../yuma/epoch.js'
import type { YumaError } from '../yuma/yuma-error.js'

/** No subnet has more mechanisms than this. */
export const MOST_MECHANISMS = 16

const MOST_INDEX = MOST_MECHANISMS * NETUIDS - 1

/** A mechanism of a subnet: an integer from 0 to 15, and a netuid from 0 to 4095. */
export interface Mechanism {
  readonly netuid: number
  readonly mechanism: number
}

const misfit = (path: string, value: number, most: number): readonly YumaError[] =>
  Number.isInteger(value) && value >= 0 && value <= most
    ? []
    : [{ _tag: 'Unexpected', path, value, expected: `an integer from 0 to ${most}` }]

/**
 * The storage index of a mechanism: `mechanism * 4096 + netuid`. Mechanism 0 has the index of its netuid.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { mechanismIndex } from 'steelyard/chain'
 * mechanismIndex({ netuid: 39, mechanism: 1 }) // => right(4135)
 * mechanismIndex({ netuid: 39, mechanism: 16 }).left[0].path // => 'mechanism'
 * ```
 */
export const mechanismIndex = ({ netuid, mechanism }: Mechanism): Either<YumaErrors, number> => {
  const [first, ...rest] = [...misfit('netuid', netuid, NETUIDS - 1), ...misfit('mechanism', mechanism, MOST_MECHANISMS - 1)]
  return first === undefined ? right(storageIndex({ netuid, mechanism })) : left([first, ...rest])
}

/**
 * The mechanism of a storage index, which is an integer from 0 to 65535.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { mechanismOfIndex } from 'steelyard/chain'
 * mechanismOfIndex(4135) // => right({ netuid: 39, mechanism: 1 })
 * mechanismOfIndex(65536).left[0].path // => 'index'
 * ```
 */
export const mechanismOfIndex = (index: number): Either<YumaErrors, Mechanism> => {
  const [first] = misfit('index', index, MOST_INDEX)
  return first === undefined ? right({ mechanism: 0, ...subnetOfIndex(index) }) : left([first])
}
