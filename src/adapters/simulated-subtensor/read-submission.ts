/** Reads a call as it is signed. */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Submission } from '../../chain/preflight/chain-state.js'
import { faultsOf, showFault } from '../../units/codec/fault.js'
import { integerIn } from '../../units/codec/count.js'
import { struct } from '../../units/codec/struct.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import type { WeightsCall } from '../../validator/ports.js'
import { simulatedError } from './simulated-error.js'

const Call = struct(
  'a submission',
  { netuid: U16, uids: t.readonlyArray(U16, 'a list of uids'), weights: t.readonlyArray(U16, 'a list of weights'), version_key: U64 },
  { mechanism: integerIn(0, 15) },
)

/** Throws for values that a call can't hold: an entry that is not a u16, a version key that is not a u64. */
export const readSubmission = (call: WeightsCall): Submission => {
  const read = Call.decode(call)
  if (isLeft(read)) throw simulatedError('NotEncodable', faultsOf(read.left).map(showFault).join('; '))
  const { uids, weights } = read.right
  return { ...read.right, uids: Uint16Array.from(uids), weights: Uint16Array.from(weights) }
}
