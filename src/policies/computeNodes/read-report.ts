/**
 * What a participant submitted for an epoch, as one row of evidence: its key and seed, its nodes, its batches, and its votes on other
 * participants.
 *
 * Laws: writing a row that was read, and reading it again, gives the same row. The models that it names are checked when the epoch is
 * decided, because governance may change them until then.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import type { EvidenceRow } from '../../policy/policy.js'
import type { Refused } from '../../policy/problem.js'
import { faultProblems } from '../../policy/problem.js'
import { Instant } from '../../units/time/instant.js'
import type { Json } from '../../units/json/json.js'
import { listOf } from '../../units/codec/list.js'
import { struct } from '../../units/codec/struct.js'
import { timestampOf } from '../../units/time/timestamp.js'
import { problemsAt } from './config.js'
import { EpochIndex } from './epoch-index.js'
import { HardwareNode } from './hardware.js'
import { Id } from './model.js'
import type { Candidate } from './new-weights.js'
import { repeatedIn } from './repeated.js'
import { integerIn } from '../../units/codec/count.js'

const Nonce = integerIn(0, Number.MAX_SAFE_INTEGER, 'a nonce: an integer from 0 to 2^53 - 1')

const Row = struct(
  'a report of an epoch',
  {
    participant: Id,
    epoch: EpochIndex,
    at: Instant,
    nodes: listOf(HardwareNode, 'a list of nodes'),
    batches: listOf(struct('a batch { node, nonces }', { nonces: listOf(Nonce, 'a list of nonces') }, { node: Id }), 'a list of batches'),
  },
  { validator_key: Id, seed: Id, found_valid: listOf(Id, 'a list of participants') },
)

/** A row that can be used; `document` is its canonical form. */
export interface ParticipantReport {
  readonly candidate: Candidate
  readonly epoch: number
  /** RFC 3339, to the nanosecond. */
  readonly at: string
  readonly foundValid: readonly string[]
  readonly document: { readonly [key: string]: Json }
}

/** Reads a report from a row. Errors: everything that is wrong with it. */
export const readReport = (row: unknown): Either<Refused, ParticipantReport> => {
  const decoded = Row.decode(row)
  if (isLeft(decoded)) return left(faultProblems(decoded.left))
  const { participant, epoch, at, nodes, batches, validator_key = null, seed = null, found_valid = [] } = decoded.right
  const twice = repeatedIn(nodes.map(({ id }) => id))
  if (twice.length > 0) return left(problemsAt('nodes')(twice.map((node) => ({ _tag: 'DuplicateNode', participant, node }))))
  return right({
    candidate: { id: participant, validator_key, seed, nodes, batches: batches.map(({ node = null, nonces }) => ({ node, nonces })) },
    epoch,
    at: timestampOf(at),
    foundValid: found_valid,
    document: { ...(Row.encode(decoded.right) as { readonly [key: string]: Json }), at: timestampOf(at) },
  })
}

/** A row as evidence: of the participant, about its epoch. */
export const readEvidence = (row: unknown): Either<Refused, EvidenceRow> =>
  map(
    ({ candidate, epoch, at, document }: ParticipantReport): EvidenceRow => ({
      hotkey: candidate.id,
      subject: `epoch ${epoch}`,
      at,
      document,
    }),
  )(readReport(row))
