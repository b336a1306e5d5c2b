import { describe, expect, test } from 'vitest'
import { readEvent, readEvidence } from '../../../src/policies/eventShares/read-event.js'
import { expectLeft, expectRight } from '../../either.js'

const event = { event_id: 'lead-7', curated_by: '5A', source: '5B', created_at: '2025-08-01T12:00:00+02:00' }
const messages = (row: unknown): readonly string[] => expectLeft(readEvidence(row)).map(({ message }) => message)

describe('evidence', () => {
  test('is about the curator, or else about the source', () => {
    expect(expectRight(readEvidence(event))).toEqual({
      hotkey: '5A',
      subject: 'lead-7',
      at: '2025-08-01T10:00:00.000000000Z',
      document: { event_id: 'lead-7', curated_by: '5A', source: '5B', created_at: '2025-08-01T10:00:00.000000000Z' },
    })
    for (const curated_by of [undefined, null, '']) expect(expectRight(readEvidence({ ...event, curated_by })).hotkey).toBe('5B')
  })
  test('keeps only the hotkeys and the time of a lead', () => {
    const { document } = expectRight(readEvidence({ ...event, email: 'someone@example.com' }))
    expect(Object.keys(document as object)).toEqual(['event_id', 'curated_by', 'source', 'created_at'])
  })
  test('without an id is identified by its content, whatever the form of its time', () => {
    const id = (row: object): string => expectRight(readEvent({ ...event, event_id: undefined, ...row })).id
    expect(id({})).toBe(id({ event_id: null, created_at: 1754042400 }))
    expect(id({})).toBe(id({ event_id: '', email: 'x' }))
    expect(
      new Set([id({}), id({ source: '5C' }), id({ source: undefined }), id({ curated_by: '5C' }), id({ created_at: 1754042401 })]).size,
    ).toBe(5)
  })
})

describe('a refusal names the event', () => {
  test('by its id, or else by its hotkeys', () => {
    expect(messages({ ...event, created_at: 'yesterday' })).toEqual([
      'event "lead-7": Unexpected created_at type: expected an RFC 3339 text with an offset or Z, seconds, milliseconds (numbers from 1e11 up), a Date, or { seconds, nanoseconds }, from 1970 to 9999, found "yesterday"',
    ])
    expect(messages({ ...event, event_id: null, created_at: {} })[0]).toMatch(
      /^an event curated by "5A" and sourced by "5B": Unexpected created_at type: .*, found a table$/,
    )
    expect(messages({ source: '5B' })[0]).toMatch(/^an event sourced by "5B": Unexpected created_at type: .*, found nothing$/)
    expect(messages({ ...event, event_id: 7 })).toEqual([
      'an event curated by "5A" and sourced by "5B": expected a string of 1 to 256 characters, found 7',
    ])
  })
  test('with all mistakes and their paths', () => {
    expect(expectLeft(readEvidence({ event_id: 7, curated_by: 8, source: 9 })).map(({ _tag, path }) => [_tag, path])).toEqual([
      ['UnexpectedName', 'event_id'],
      ['UnexpectedName', 'curated_by'],
      ['UnexpectedName', 'source'],
      ['UnexpectedCreatedAt', 'created_at'],
    ])
    expect(messages({ event_id: 'e', created_at: 1 })).toEqual(['event "e": neither curated_by nor source names a miner'])
    expect(messages('row')).toEqual(['an event: expected a table, found "row"'])
  })
})
