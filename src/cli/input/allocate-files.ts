/** The first step of three commands: reads a config and a snapshot, and computes the allocation. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { allocate } from '../../allocation/allocate.js'
import { nameHints, showConfigHint } from '../../allocation/config/config-hint.js'
import type { Allocation } from '../../allocation/allocation.js'
import type { ForeignBurn } from '../../policy/burn/burn-target.js'
import { allocationErrorInWords } from '../output/burn-verdict.js'
import type { Both, Paths, Problems } from './read-input.js'
import { readBoth } from './read-input.js'
import type { Terminal } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'

/** The allocation, its config and its snapshot; or every problem as a message with the name of its file. */
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
        // A misspelt pool is unpaid, and then the burn may have no target: the hint says what to mend.
        mapLeft(
          (error): Problems =>
            [allocationErrorInWords(both.config, error), ...nameHints(both.config).map(showConfigHint)].map(
              (line) => `${shownFile(paths.config)}: ${line}`,
            ),
        ),
      ),
    ),
  )
