/**
 * What ports give becomes plain JSON where it enters: nothing that a port keeps can change it later, and no getter of a port is run twice.
 */
import { isLeft, isRight, tryCatch } from 'fp-ts/lib/Either.js'
import { showJsonFault } from '../../units/json/json-fault.js'
import type { Json } from '../../units/json/json.js'
import { readJson } from '../../units/json/read-json.js'

/** A document as plain JSON. Throws when it is not JSON; that is a failure of the port that gave it. */
export const plainDocument = (document: unknown): Json => {
  const read = readJson(document)
  if (isRight(read)) return read.right
  throw new TypeError(`the document is no JSON: ${showJsonFault(read.left)}`)
}

/** A row that can't be read, as what is no row: it is counted as malformed, and costs no other row. */
const UNREADABLE = undefined

const rowAt = (rows: readonly unknown[], i: number): Json | undefined => {
  const row = tryCatch(
    () => rows[i],
    () => null,
  )
  if (isLeft(row)) return UNREADABLE
  const read = readJson(row.right)
  return isRight(read) ? read.right : UNREADABLE
}

/** A list may say that it is longer than the memory is. */
const MOST_ROWS = 1_000_000

/** Rows as plain JSON; undefined for each row that is not JSON. Throws when the value is not a list, or has more than `MOST_ROWS` rows. */
export const plainRows = (rows: unknown): readonly (Json | undefined)[] => {
  if (!Array.isArray(rows)) throw new TypeError('expected a list of rows')
  if (rows.length > MOST_ROWS) throw new TypeError(`expected at most ${MOST_ROWS} rows, found ${rows.length}`)
  return Array.from({ length: rows.length }, (_, i) => rowAt(rows, i))
}
