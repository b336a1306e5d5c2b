/** What three commands begin with: a config and a snapshot read, and the allocation made of them. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { allocate } from '../../allocation/allocate.js'
import type { Allocation } from '../../allocation/allocation.js'
import type { ForeignBurn } from '../../policy/burn/burn-target.js'
import { allocationErrorInWords } from '../output/burn-verdict.js'
import type { Both, Paths, Problems } from './read-input.js'
import { readBoth } from './read-input.js'
import type { Terminal } from '../output/terminal.js'

/** The allocation and what it was made of, or every problem in words, each with the file it is in. */
export const allocateFiles = async (
  terminal: Terminal,
  paths: Paths,
  foreignBurn: ForeignBurn,
): Promise<Either<Problems, Both & { readonly allocation: Allocation }>> =>
  pipe(
    await readBoth(terminal, paths),
    chain((both) =>
      pipe(
        allocate(both.config, foreignBurn)(both.snapshot),
        map((allocation) => ({ ...both, allocation })),
        mapLeft((error): Problems => [`${paths.config}: ${allocationErrorInWords(both.config, error)}`]),
      ),
    ),
  )
