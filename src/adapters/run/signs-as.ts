/** Who signs: a chain that signs with another hotkey than the settings name would set the weights of somebody else. */
import type { Either } from 'fp-ts/lib/Either.js'
import { getOrElse, left, right, toError, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Refused } from '../../policy/problem.js'
import { quote } from '../../units/text/quote.js'
import type { Chain } from '../../validator/ports.js'
import type { Settings } from '../../validator/settings.js'

export const signsAs = ({ hotkey }: Pick<Settings, 'hotkey'>, chain: Pick<Chain, 'signer'>): Either<Refused, void> => {
  const signer = pipe(
    tryCatch((): unknown => chain.signer, toError),
    getOrElse((): unknown => undefined),
  )
  if (signer === hotkey) return right(undefined)
  const said = typeof signer === 'string' ? quote(signer) : 'no hotkey'
  return left([{ _tag: 'WrongSigner', path: 'hotkey', message: `hotkey: the settings say ${hotkey}, and the chain signs with ${said}` }])
}
