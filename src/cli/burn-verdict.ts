/** Whether what burns really burns, as the commands judge it: a stranger is an error, unless the user means it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Allocation } from '../allocation/allocation.js'
import type { EmissionConfig } from '../allocation/emission-config.js'
import type { Snapshot } from '../allocation/snapshot.js'
import { checkBurnDestination, showBurnDestination } from '../chain/burn-destination.js'

/** Warnings in words, or the error in words. */
export const judgeBurn = (
  config: EmissionConfig,
  snapshot: Snapshot,
  { burn }: Allocation,
  allowForeign: boolean,
): Either<string, readonly string[]> => {
  const verdict = checkBurnDestination(config)(snapshot)(burn.quota.numerator > 0n)
  if (!isLeft(verdict)) return right(verdict.right.map(showBurnDestination))
  const words = showBurnDestination(verdict.left)
  if (verdict.left._tag !== 'BurnDestinationForeign') return left(words)
  const key = config.burn_hotkey === undefined ? 'burn_uid' : 'burn_hotkey'
  return allowForeign ? right([words]) : left(`emission.${key}: ${words} (--allow-foreign-burn if that is meant)`)
}
