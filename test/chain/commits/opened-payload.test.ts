import { rulesOf } from '../rules.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openedPayload } from '../../../src/chain/commits/opened-payload.js'
import { encodeCommitPayload } from '../../../src/chain/timelock/payload.js'
import { littleEndian, u16List } from '../../../src/chain/scale/scale.js'
import { expectRight } from '../../either.js'

const u16s = fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 80 })
const payloadArb = fc.record({ uids: u16s, values: u16s, version_key: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }) })
const old = ({ uids, values, version_key }: { uids: readonly number[]; values: readonly number[]; version_key: bigint }): number[] => [
  ...u16List(uids),
  ...u16List(values),
  ...littleEndian(version_key, 8),
]

describe('the plaintext of a commit', () => {
  test('what is encoded here is read since spec 301, with bytes behind it or without', () => {
    const hotkey = Uint8Array.from({ length: 32 }, (_, i) => i + 1)
    fc.assert(
      fc.property(payloadArb, fc.uint8Array({ maxLength: 9 }), fc.constantFrom(301, 425, 459), ({ uids, version_key }, rest, spec) => {
        const payload = expectRight(encodeCommitPayload({ hotkey, uids, values: uids, version_key }))
        const read = openedPayload(rulesOf(spec))(Uint8Array.from([...payload, ...rest]))
        expect(read).toEqual({ hotkey, uids: Uint16Array.from(uids), weights: Uint16Array.from(uids), version_key })
      }),
    )
  })
  test('the old form is read until spec 300, lists of different lengths too', () => {
    fc.assert(
      fc.property(payloadArb, fc.uint8Array({ maxLength: 9 }), (payload, rest) => {
        const { uids, values, version_key } = payload
        const expected = { hotkey: null, uids: Uint16Array.from(uids), weights: Uint16Array.from(values), version_key }
        expect(openedPayload(rulesOf(293))(Uint8Array.from([...old(payload), ...rest]))).toEqual(expected)
      }),
    )
  })
  test('of a longer key the first 32 bytes count, and a length may not take more bytes than it needs', () => {
    const key = Uint8Array.from({ length: 40 }, (_, i) => i)
    const weights = old({ uids: [7], values: [9], version_key: 0n })
    expect(openedPayload(rulesOf(301))(Uint8Array.from([40 << 2, ...key, ...weights]))!.hotkey).toEqual(key.slice(0, 32))
    // One uid, its number in two bytes instead of one.
    expect(openedPayload(rulesOf(293))(Uint8Array.from([5, 0, 7, 0, ...weights.slice(3)]))).toBeNull()
    expect(openedPayload(rulesOf(293))(Uint8Array.from(weights))).not.toBeNull()
  })
  test('since 301 the old form is read where the new one can not be', () => {
    const payload = Uint8Array.from(old({ uids: [7], values: [65_535], version_key: 3n }))
    expect(openedPayload(rulesOf(301))(payload)).toMatchObject({ hotkey: null, version_key: 3n })
  })
  test('any bytes are read or are none, and no prefix of a payload is read as weights that it does not have', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(293, 425), (bytes, spec) => {
        const read = openedPayload(rulesOf(spec))(bytes)
        if (read !== null) expect(read.uids.length * 2 + read.weights.length * 2 + 8).toBeLessThanOrEqual(bytes.length)
      }),
    )
    const whole = Uint8Array.from(old({ uids: [7, 8], values: [1, 2], version_key: 0n }))
    for (let length = 0; length < whole.length; length++) expect(openedPayload(rulesOf(293))(whole.subarray(0, length))).toBeNull()
  })
})
