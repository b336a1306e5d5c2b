import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { holdsAt, isKnownSpec, NEWEST_KNOWN_SPEC, OLDEST_KNOWN_SPEC, RULE_SPANS } from '../../../src/chain/preflight/spec.js'
import type { RuleName } from '../../../src/chain/preflight/spec.js'

type Span = { readonly since: number; readonly until?: number }
const spans = Object.entries(RULE_SPANS) as readonly (readonly [RuleName, Span])[]

test('the page has a row for each rule that does not hold on every known runtime, and no other', () => {
  const page = readFileSync('docs/chain.md', 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\d+) \| (\d*) ?\|/gm)].map(([, name, since, until]) => `${name} ${since}-${until}`)
  const changes = spans.filter(([, { since, until }]) => since !== OLDEST_KNOWN_SPEC || until !== undefined)
  expect(rows).toEqual(changes.map(([name, { since, until }]) => `${name} ${since}-${until ?? ''}`))
})

test('a rule holds from its first spec to its last, and not one spec before or after', () => {
  for (const [name, { since, until = NEWEST_KNOWN_SPEC }] of spans) {
    expect([since, until].map((spec) => holdsAt(spec)(name))).toEqual([true, true])
    expect([since - 1, until + 1].map((spec) => holdsAt(spec)(name))).toEqual([false, false])
  }
})

test('at every known spec a missing subnet has one name', () => {
  for (let spec = OLDEST_KNOWN_SPEC; spec <= NEWEST_KNOWN_SPEC; spec++) {
    expect(isKnownSpec(spec)).toBe(true)
    expect(holdsAt(spec)('SubNetworkDoesNotExist')).not.toBe(holdsAt(spec)('MechanismDoesNotExist'))
  }
})
