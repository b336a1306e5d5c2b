/** A million malformed rows must not make a million messages: the same law for each policy. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import type { Policy } from '../../src/policy/policy.js'
import { computeNodes, eventShares, gpuPools, pathways } from '../../src/policies/index.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { AT } from '../arbitraries/snapshot.js'

const ROWS = 1000
const neuron = { uid: 0, hotkey: hotkeyOf(0), coldkey: hotkeyOf(0), registered_at_block: 1 }
const network = { netuid: 39, block: 1000, owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(0) }, neurons: [neuron] }
const stages = {
  epoch_length: 100,
  epoch_shift: 90,
  poc_stage_duration: 20,
  poc_exchange_duration: 1,
  poc_validation_delay: 2,
  poc_validation_duration: 10,
  set_new_validators_delay: 1,
}

/** How often each kind of warning occurs, listed and counted. */
const decided = <C>(policy: Policy<C>, document: object) => {
  const config = policy.readConfig(document)
  if (isLeft(config)) throw new Error(JSON.stringify(config.left))
  const world = { network, at: AT, results: Array.from({ length: ROWS }, () => ({})), previous: [], profiles: [] }
  const decision = policy.decide(config.right)(world)
  if (isLeft(decision)) throw new Error(JSON.stringify(decision.left))
  return decision.right.warnings
}

test.each([
  ['gpuPools', decided(gpuPools(), { burn_uid: 0 }), ['RejectedResult', ROWS]],
  ['pathways', decided(pathways(), { burn_uid: 0 }), ['RejectedRow', ROWS]],
  ['eventShares', decided(eventShares(), { burn_uid: 0 }), ['NobodyNamed', ROWS]],
  ['computeNodes', decided(computeNodes(), { stages, models: [], burn_uid: 0 }), ['Missing', 5 * ROWS]],
] as const)('%s lists 20 warnings of a kind, and counts the others exactly', (_, warnings, [kind, number]) => {
  expect(warnings.filter(({ _tag }) => _tag === kind)).toHaveLength(20)
  expect(warnings.find((warning) => 'of' in warning && warning.of === kind)).toMatchObject({
    _tag: 'More',
    count: number - 20,
    message: `and ${number - 20} more (${kind})`,
  })
  expect(warnings.length).toBeLessThan(50)
  expect(warnings.find(({ _tag }) => _tag === 'EvidenceUnusable')?.message).toMatch(new RegExp(`(${kind}|InvalidResult) ${number}`))
})
