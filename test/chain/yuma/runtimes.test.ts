import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NEWEST_KNOWN_SPEC, OLDEST_KNOWN_SPEC, RULE_SPANS } from '../../../src/chain/preflight/spec.js'
import type { EpochInput, YumaRuleName } from '../../../src/chain/yuma/index.js'
import { epoch, forecast, readEpochInput, runEpochs, showYumaError, traceEpoch, YUMA_RULE_SPANS } from '../../../src/chain/yuma/index.js'
import { isUnsettled, rulingOf } from '../../../src/chain/yuma/rules.js'
import { expectLeft, expectRight } from '../../either.js'
import { testLaws } from './law.js'
import { small } from './small.js'
import { inputs } from './worlds.js'

/** The specs at which the epoch of one mechanism changes. */
const CHANGES = [297, 320, 365, 397, 423, 446]

/** The sigmoid is so steep that its exponent overflows where it is not held. */
const steep = { alpha_low: 0, alpha_high: 65_535, alpha_sigmoid_steepness: 32_767 }

/** Inputs on which each change shows sometimes. */
const rich = (): fc.Arbitrary<EpochInput> =>
  inputs({ bonds_penalty: 65_535, liquid_alpha_on: true, yuma3_on: true, ...steep }).chain((input) =>
    fc
      .record({
        commits: fc.array(fc.constantFrom(0, 99, 100, 9990, Infinity), { minLength: input.n, maxLength: input.n }),
        last: fc.constantFrom(9, 99, 9989),
        previous: fc.array(fc.nat(65_535), { minLength: 9, maxLength: 9 }),
      })
      .map(({ commits, last, previous }) => ({
        ...input,
        commit_blocks: Float64Array.from(commits),
        last_mechansim_step_block: last,
        previous_consensus: Uint16Array.from(previous),
      })),
  )

const shown = (value: unknown): string => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))

testLaws('runtimes', [
  {
    name: 'the epoch changes at exactly the specs of the table, and nowhere between',
    holds: (lib) => {
      const bounds = [OLDEST_KNOWN_SPEC, ...CHANGES, NEWEST_KNOWN_SPEC + 1]
      const spans = bounds.slice(1).map((end, k) => [bounds[k]!, end - 1] as const)
      const differing = new Set<number>()
      fc.assert(
        fc.property(rich(), (input) => {
          const at = (spec: number): string => shown(expectRight(lib.epoch(spec)(input)))
          for (const [first, last] of spans) expect(at(first)).toBe(at(last))
          for (const spec of CHANGES) if (at(spec) !== at(spec - 1)) differing.add(spec)
        }),
        { numRuns: 120 },
      )
      expect([...differing].sort()).toEqual(CHANGES)
    },
    wrong: CHANGES.filter((spec) => ![320, 423].includes(spec)).map((spec) => {
      const since = spec === RULE_SPANS.ownerIsExempt.since ? 'RULE_SPANS.ownerIsExempt.since' : `${spec}`
      return { name: `${spec} is ${spec + 1}`, file: 'rules.ts', right: `since: ${since},`, wrong: `since: ${since} + 1,` }
    }),
  },
])

test('a runtime that is not known is refused by name, and nothing is computed', () => {
  const input = expectRight(readEpochInput(small))
  for (const spec of [OLDEST_KNOWN_SPEC - 1, NEWEST_KNOWN_SPEC + 1, 475, 0, 423.5, NaN]) {
    const error = { _tag: 'UnknownRuntime', path: 'spec', spec, oldest: OLDEST_KNOWN_SPEC, newest: NEWEST_KNOWN_SPEC }
    expect(expectLeft(epoch(spec)(input))).toEqual([error])
    expect(expectLeft(traceEpoch(spec)(input))).toEqual([error])
    expect(expectLeft(runEpochs(spec)(input, [{}]))).toEqual([error])
    expect(expectLeft(forecast({ spec, input, uid: 0 })({ uids: Uint16Array.of(), weights: Uint16Array.of() }))).toEqual([error])
  }
  expect(showYumaError(expectLeft(epoch(460)(input))[0])).toBe('spec: the rules of spec 460 are not known: they are for 293 to 459')
})

test('null consensus is refused by name, when it is read and when it is run', () => {
  expect(expectLeft(readEpochInput({ ...small, null_consensus: true })).map(showYumaError)).toEqual([
    'null_consensus: the subnet has null consensus, which pays all miners the same, by rules that are not settled',
  ])
  const input = { ...expectRight(readEpochInput({ ...small, null_consensus: false })), null_consensus: true }
  expect(expectLeft(epoch(459)(input)).map(({ _tag }) => _tag)).toEqual(['NullConsensus'])
})

test('each rule begins at its spec, ends at its last one, and says what it is', () => {
  for (const [name, span] of Object.entries(YUMA_RULE_SPANS) as [YumaRuleName, { since: number; until?: number; says: string }][]) {
    expect([name, rulingOf(span.since)[name]]).toEqual([name, true])
    if (span.since > OLDEST_KNOWN_SPEC) expect([name, rulingOf(span.since - 1)[name]]).toEqual([name, false])
    if (span.until !== undefined) expect([name, rulingOf(span.until)[name], rulingOf(span.until + 1)[name]]).toEqual([name, true, false])
    expect(span.says).toMatch(/\.$/)
  }
  expect([425, 426, 458, 459].map((spec) => isUnsettled(spec, 'splitMustFit'))).toEqual([false, true, true, false])
  expect([445, 446, 451, 452].map((spec) => isUnsettled(spec, 'consensusIsByMechanism'))).toEqual([false, true, true, false])
  expect(isUnsettled(300, 'ownerIsExempt')).toBe(false)
})
