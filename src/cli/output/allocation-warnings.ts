/** What the commands say of an allocation beside its numbers: warnings, and the one that refuses it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Allocation } from '../../allocation/allocation.js'
import type { Warning } from '../../allocation/miners/warning.js'
import { showWarning } from '../../allocation/miners/warning.js'
import { kindOf } from '../../units/capped/capped.js'

/** Warnings about rows and executors: for one uid they say nothing. */
const ABOUT_MINERS: readonly Warning['_tag'][] = ['RejectedResult', 'SharedExecutor', 'UnknownMemory']

/** Warnings about the config and the snapshot as a whole, in words, but for `without`. */
export const generalWarnings = ({ warnings }: Allocation, ...without: readonly Warning['_tag'][]): readonly string[] =>
  warnings.filter((warning) => ![...ABOUT_MINERS, ...without].some((tag) => tag === kindOf(warning))).map(showWarning)

/** What was seen beside the refusal that nothing can be paid: the warnings about the whole, and the first rows that were set aside. */
export const warningsOfRefusal = (allocation: Allocation): readonly string[] => [
  ...allocation.warnings.filter((warning) => kindOf(warning) === 'RejectedResult').map(showWarning),
  ...generalWarnings(allocation, 'EvidenceUnusable'),
]

/**
 * The warnings in words, or the error in words where there are results, none of them can be paid, and the user did not say that this is
 * meant: most often a key is missing or something upstream is broken, and everything would burn.
 */
export const evidenceVerdict = ({ warnings }: Allocation, allowEmpty: boolean): Either<string, readonly string[]> => {
  const unusable = warnings.find(({ _tag }) => _tag === 'EvidenceUnusable')
  return unusable === undefined || allowEmpty
    ? right(warnings.map(showWarning))
    : left(`${showWarning(unusable)} (--allow-empty if that is meant)`)
}
