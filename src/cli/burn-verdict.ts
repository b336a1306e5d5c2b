/** Whether what burns really burns, as the commands judge it: a stranger is an error, unless the user means it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Allocation } from '../allocation/allocation.js'
import type { EmissionConfig } from '../allocation/emission-config.js'
import type { Problem } from '../allocation/policy.js'
import type { Snapshot } from '../allocation/snapshot.js'
import { judgeBurn } from '../chain/judge-burn.js'

const inWords = (config: EmissionConfig, { _tag, message }: Problem): string => {
  const key = config.burn_hotkey === undefined ? 'burn_uid' : 'burn_hotkey'
  return _tag === 'BurnDestinationForeign' ? `emission.${key}: ${message} (--allow-foreign-burn if that is meant)` : message
}

/** Warnings in words, or the error in words. */
export const burnVerdict = (
  config: EmissionConfig,
  snapshot: Snapshot,
  { burn }: Allocation,
  allowForeign: boolean,
): Either<string, readonly string[]> =>
  pipe(
    judgeBurn(config, snapshot, burn.quota.numerator > 0n, allowForeign),
    bimap(
      (errors) => errors.map((error) => inWords(config, error)).join('; '),
      (warnings) => warnings.map(({ message }) => message),
    ),
  )
