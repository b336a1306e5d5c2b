/** Reads a call as it is signed: one that sets weights, or one that commits them. */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Submission } from '../../chain/preflight/chain-state.js'
import type { CommitCall } from '../../chain/preflight/commit-state.js'
import { integerIn } from '../../units/codec/count.js'
import { faultsOf, showFault } from '../../units/codec/fault.js'
import { leaf } from '../../units/codec/leaf.js'
import { struct } from '../../units/codec/struct.js'
import { fromHex, isHex } from '../../units/text/hex.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import type { WeightsCall } from '../../validator/ports.js'
import { simulatedError } from './simulated-error.js'

/** A call that is read. */
export type ReadCall = { readonly _tag: 'Set'; readonly submission: Submission } | { readonly _tag: 'Commit'; readonly call: CommitCall }

const mechanism = integerIn(0, 15)
const Set = struct(
  'a submission',
  { netuid: U16, uids: t.readonlyArray(U16, 'a list of uids'), weights: t.readonlyArray(U16, 'a list of weights'), version_key: U64 },
  { mechanism },
)
const Hex = leaf<string, string>('bytes in hex after 0x', isHex)
const Commit = struct('a commit', { netuid: U16, commit: Hex, reveal_round: U64, commit_reveal_version: U16 }, { mechanism })

const read = <A>(codec: t.Type<A, unknown>, call: unknown): A => {
  const decoded = codec.decode(call)
  if (isLeft(decoded)) throw simulatedError('NotEncodable', faultsOf(decoded.left).map(showFault).join('; '))
  return decoded.right
}

/** Throws for values that a call can't hold: an entry that is not a u16, a version key that is not a u64. */
export const readCall = (call: WeightsCall): ReadCall => {
  if (call._tag === 'Commit') {
    const commit = read(Commit, call)
    return { _tag: 'Commit', call: { ...commit, commit: fromHex(commit.commit)! } }
  }
  const set = read(Set, call)
  return { _tag: 'Set', submission: { ...set, uids: Uint16Array.from(set.uids), weights: Uint16Array.from(set.weights) } }
}
