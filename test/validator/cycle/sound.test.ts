import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secondsLater } from '../../../src/units/time/timestamp.js'
import { lastValid, possible } from '../../../src/validator/cycle/sound.js'

const AT = '2026-11-20T06:00:00.000000000Z'
const present = (head: number, seconds = 0, began = seconds) => ({
  head,
  at: secondsLater(seconds)(AT),
  began: secondsLater(seconds - began)(AT),
  block_seconds: 12,
})
const submission = (decided_block: number, life = 16) => ({ decided_block, valid_until: decided_block + life, decided_at: AT })

describe('heights of the journal', () => {
  test('that can be true stay, and so they do for a node that is some blocks behind', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: -100, max: 5000 }), fc.nat(4096), fc.nat(100_000), (decided, ahead, life, seconds) => {
        const head = Math.max(0, decided + ahead)
        return lastValid(submission(decided, life), present(head, seconds)) === decided + life
      }),
    )
  })
  test('that a lie has left are over once twice their life has passed, by the clock or since the chain is asked', () => {
    const lied = submission(1_001_000)
    expect(lastValid(lied, present(1000, 384))).toBe(1_001_016)
    expect(lastValid(lied, present(1000, 385))).toBe(0)
    // A clock that went back since it was decided.
    expect(lastValid(lied, { ...present(1000), at: '2026-11-01T00:10:00Z', began: '2026-11-01T00:00:00Z' })).toBe(0)
    expect(lastValid(lied, { ...present(1000), at: '2026-11-01T00:06:00Z', began: '2026-11-01T00:00:00Z' })).toBe(1_001_016)
  })
  test('a life is no longer than a transaction can live', () => {
    const endless = { decided_block: 1000, valid_until: 2 ** 50, decided_at: AT }
    expect(lastValid(endless, present(1000, 2 * 4096 * 12))).toBe(2 ** 50)
    expect(lastValid(endless, present(1000, 2 * 4096 * 12 + 1))).toBe(0)
    expect(lastValid({ decided_block: 1000, valid_until: 10, decided_at: AT }, present(1000))).toBe(10)
  })
  test('a submission that a transaction may still live up to is waited for, whatever the clock tells', () => {
    expect(lastValid(submission(4000, 8), present(1000, 1_000_000))).toBe(4008)
    expect(lastValid(submission(1000, 8), present(899, 1_000_000))).toBe(1008)
  })
  test('a block that has not come is taken for unknown', () => {
    expect([possible(1000, { head: 1000 }), possible(1100, { head: 1000 }), possible(1101, { head: 1000 })]).toEqual([1000, 1100, 0])
  })
})
