import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { U16Weights } from '../../../src/policy/shares/u16-weights.js'
import { padToMinimum } from '../../../src/chain/preflight/pad-to-minimum.js'
import { staleness } from '../../../src/network/staleness.js'

const cases = fc
  .record({
    known: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7]),
    sent: fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(65_535)), { selector: ([uid]) => uid, maxLength: 6 }),
    minimum: fc.nat(12),
  })
  .map(({ known, sent, minimum }) => {
    const entries = [...sent].sort(([a], [b]) => a - b)
    return {
      known,
      minimum,
      weights: { uids: Uint16Array.from(entries, ([uid]) => uid), weights: Uint16Array.from(entries, ([, weight]) => weight) },
    }
  })

type Padder = typeof padToMinimum
const positive = ({ uids, weights }: U16Weights): string =>
  JSON.stringify([...uids].map((uid, i) => [uid, weights[i]]).filter(([, weight]) => weight! > 0))

/**
 * The result has exactly the needed length, only zeros for uids of the network were added, and each uid occurs once.
 */
const isPadded = (padder: Padder) =>
  fc.property(cases, ({ known, minimum, weights }) => {
    const padded = padder(minimum, known)(weights)
    const added = [...padded.uids].filter((uid) => !weights.uids.includes(uid))
    return (
      padded.uids.length === Math.max(weights.uids.length, Math.min(minimum, known.length)) &&
      padded.weights.length === padded.uids.length &&
      padded.uids.every((uid, i) => i === 0 || uid > padded.uids[i - 1]!) &&
      added.every((uid) => known.includes(uid)) &&
      positive(padded) === positive(weights) &&
      known.every((uid) => padded.uids.includes(uid) || added.every((other) => other < uid))
    )
  })

describe('padToMinimum', () => {
  test('the result has exactly the length that the chain needs, with zeros for the lowest uids, and unchanged weights', () => {
    fc.assert(isPadded(padToMinimum), { numRuns: 2000 })
  })
  const wrong: Readonly<Record<string, Padder>> = {
    'the minimum, also when the network has fewer neurons': (minimum, known) =>
      padToMinimum(minimum, [...Array.from(known), 20, 21, 22, 23, 24, 25, 26, 27]),
    'zeros appended': (minimum, known) => (given) => {
      const zeros = Array.from(known)
        .filter((uid) => !given.uids.includes(uid))
        .slice(0, Math.max(0, Math.min(minimum, known.length) - given.uids.length))
      return { uids: Uint16Array.of(...given.uids, ...zeros), weights: Uint16Array.of(...given.weights, ...zeros.map(() => 0)) }
    },
    'a small weight for every neuron': (minimum, known) => (given) => {
      const { uids, weights } = padToMinimum(minimum, known)(given)
      return { uids, weights: uids.length === given.uids.length ? weights : weights.map((w) => Math.max(1, w)) }
    },
  }
  for (const [name, padder] of Object.entries(wrong))
    test(`the law kills ${name}`, () => {
      expect(fc.check(isPadded(padder)).failed).toBe(true)
    })
})

describe('staleness', () => {
  test('stale from one tempo on, in whole tempos', () => {
    expect(staleness(1000, 360, 1359)).toEqual({ _tag: 'Fresh', blocks: 359, tempos: 0 })
    expect(staleness(1000, 360, 1360)).toEqual({ _tag: 'Stale', blocks: 360, tempos: 1 })
    expect(staleness(1000, 360, 1720)).toEqual({ _tag: 'Stale', blocks: 720, tempos: 2 })
  })
  test('weights never set, a block before the last update, and a tempo of 0', () => {
    expect(staleness(0, 360, 1000)).toEqual({ _tag: 'NeverSet' })
    expect(staleness(1000, 360, 900)).toEqual({ _tag: 'Fresh', blocks: 0, tempos: 0 })
    expect(staleness(1000, 0, 9000)).toEqual({ _tag: 'Fresh', blocks: 8000, tempos: 0 })
  })
})
