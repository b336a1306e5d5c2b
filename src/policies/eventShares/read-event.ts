/**
 * Events from outside: a lead that one miner curated and another, or the same, sourced.
 *
 * Laws: writing an event that was read, and reading it again, gives the same event. Only what counts is kept: the hotkeys and
 * the time. The rest of a lead may be confidential and is not needed as evidence.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import type { EvidenceRow } from '../../policy/policy.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import { showValue } from '../../units/codec/fault.js'
import type { Instant } from '../../units/time/instant.js'
import type { Json } from '../../units/json/json.js'
import { quote } from '../../units/text/quote.js'
import { isTable } from '../../units/codec/struct.js'
import { text } from '../../units/codec/text.js'
import { timestampOf } from '../../units/time/timestamp.js'
import { INSTANT_FORMS, readInstant } from './read-instant.js'

/** An event that can be counted. */
export interface LeadEvent {
  /** The `event_id`, or without one the beginning of the fingerprint of the fields below. */
  readonly id: string
  /** Whether it has an `event_id`: two rows with the same `event_id` are one event. */
  readonly is_named: boolean
  /** The hotkey of the miner that curated the lead, or null. */
  readonly curated_by: string | null
  /** The hotkey of the miner that sourced it, or null. At most one of the two is null. */
  readonly source: string | null
  readonly created_at: Instant
}

const Name = text(1, 256)

const problem = (_tag: string, path: string, message: string): Problem => ({ _tag, path, message })

/** A name that may be missing, null or empty; stores of events use all three with the same meaning. */
const name = (row: Readonly<Record<string, unknown>>, key: string): Either<Problem, string | null> => {
  const value = row[key] ?? ''
  if (value === '') return right(null)
  return Name.is(value) ? right(value) : left(problem('UnexpectedName', key, `expected ${Name.name}, found ${showValue(value)}`))
}

/** The text by which a reader can find the event that a warning is about. */
const known = (names: readonly Either<Problem, string | null>[]): string => {
  const [id, curator, source] = names.map((found) => (isLeft(found) ? null : found.right))
  if (typeof id === 'string') return `event ${quote(id)}`
  const parties = [
    typeof curator === 'string' ? `curated by ${quote(curator)}` : '',
    typeof source === 'string' ? `sourced by ${quote(source)}` : '',
  ]
  return ['an event', parties.filter((party) => party !== '').join(' and ')].join(' ').trimEnd()
}

const written = (
  id: string | null,
  curated_by: string | null,
  source: string | null,
  created_at: Instant,
): { readonly [key: string]: Json } => ({
  ...(id === null ? {} : { event_id: id }),
  ...(curated_by === null ? {} : { curated_by }),
  ...(source === null ? {} : { source }),
  created_at: timestampOf(created_at),
})

/**
 * An event and the document in which it is kept. Errors: everything that is wrong with it; each message names the
 * event.
 */
const read = (row: unknown): Either<Refused, readonly [LeadEvent, Json]> => {
  if (!isTable(row)) return left([problem('UnexpectedEvent', '', `an event: expected a table, found ${showValue(row)}`)])
  const names = [name(row, 'event_id'), name(row, 'curated_by'), name(row, 'source')] as const
  const [id, curated_by, source] = names
  const created_at = readInstant(row['created_at'])
  const nobody = !isLeft(curated_by) && !isLeft(source) && curated_by.right === null && source.right === null
  const problems = [
    ...names.flatMap((found) => (isLeft(found) ? [found.left] : [])),
    ...(nobody ? [problem('NobodyNamed', 'curated_by', 'neither curated_by nor source names a miner')] : []),
    ...(created_at === null
      ? [
          problem(
            'UnexpectedCreatedAt',
            'created_at',
            `Unexpected created_at type: expected ${INSTANT_FORMS}, found ${showValue(row['created_at'])}`,
          ),
        ]
      : []),
  ]
  if (problems.length > 0 || isLeft(id) || isLeft(curated_by) || isLeft(source) || created_at === null)
    return left(problems.map((found) => ({ ...found, message: `${known(names)}: ${found.message}` })))
  const document = written(id.right, curated_by.right, source.right, created_at)
  const event = {
    id: id.right ?? fingerprintJson(document).slice(0, 32),
    is_named: id.right !== null,
    curated_by: curated_by.right,
    source: source.right,
    created_at,
  }
  return right([event, document])
}

/** Reads an event from a row, either as it arrived or as it was kept. */
export const readEvent = (row: unknown): Either<Refused, LeadEvent> => map(([event]: readonly [LeadEvent, Json]) => event)(read(row))

/** A row as evidence: of the miner that curated it, or else of the one that sourced it. */
export const readEvidence = (row: unknown): Either<Refused, EvidenceRow> =>
  map(
    ([{ id, curated_by, source, created_at }, document]: readonly [LeadEvent, Json]): EvidenceRow => ({
      hotkey: (curated_by ?? source)!,
      subject: id,
      at: timestampOf(created_at),
      document,
    }),
  )(read(row))
