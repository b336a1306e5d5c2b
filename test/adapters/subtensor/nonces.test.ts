import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Nonces } from '../../../src/adapters/subtensor/nonces.js'
import { makeNonces, noncesOf } from '../../../src/adapters/subtensor/nonces.js'

/** What may happen: a transaction takes a nonce, is included, or is lost. */
const event = fc.constantFrom('take', 'included', 'lost')

/** Law: what is taken is never above the chain's nonce with all of ours that may still get in, so no gap is left; and no two of ours have it. */
const leavesNoGap = (make: () => Nonces, events: readonly string[]): boolean => {
  const nonces = make()
  let ofChain = 5
  let open: readonly number[] = []
  return events.every((what) => {
    if (what === 'take') {
      const nonce = nonces.take(ofChain)
      const isRight = nonce >= ofChain && !open.includes(nonce)
      const isFilled = Array.from({ length: nonce - ofChain }, (_, i) => ofChain + i).every((below) => open.includes(below))
      open = [...open, nonce]
      return isRight && isFilled
    }
    const gone = what === 'included' ? open.find((nonce) => nonce === ofChain) : open.at(-1)
    if (gone === undefined) return true
    if (what === 'included') ofChain++
    open = open.filter((nonce) => nonce !== gone)
    nonces.giveBack(gone)
    return true
  })
}

const counting = (): Nonces => {
  let next = 0
  return { take: (ofChain) => (next = Math.max(next + 1, ofChain)), giveBack: () => undefined }
}
const forgetful = (): Nonces => ({ take: (ofChain) => ofChain, giveBack: () => undefined })

test('nonces leave no gap', () => {
  fc.assert(fc.property(fc.array(event, { maxLength: 40 }), (events): boolean => leavesNoGap(makeNonces, events)))
})

test.each([
  ['counts by itself', counting],
  ['forgets its own', forgetful],
])('the law kills an account that %s', (_, wrong) => {
  expect(fc.check(fc.property(fc.array(event, { maxLength: 40 }), (events): boolean => leavesNoGap(wrong, events))).failed).toBe(true)
})

test('chains of one account share its nonces, others do not', () => {
  expect(noncesOf('0x01', '5A').take(0)).toBe(0)
  expect(noncesOf('0x01', '5A').take(0)).toBe(1)
  expect(noncesOf('0x01', '5B').take(0)).toBe(0)
  expect(noncesOf('0x02', '5A').take(0)).toBe(0)
})
