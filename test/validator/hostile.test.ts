/** What comes from outside and fits no form: the validator goes on, and says so. */
import { describe, expect, test } from 'vitest'
import { recordFault } from '../../src/storage/check-record.js'
import { guarded } from '../../src/policy/guarded.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Json } from '../../src/units/json/json.js'
import { storableText } from '../../src/units/text/storable-text.js'
import { idle } from '../../src/validator/cycle/enter.js'
import { answered } from '../../src/validator/cycle/submit.js'
import { collected } from '../../src/validator/cycle/collect.js'
import { stageFailed } from '../../src/validator/cycle/retry.js'
import { readingOnce } from '../../src/validator/cycle.js'
import { initialState } from '../../src/validator/initial-state.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import type { ValidatorState } from '../../src/validator/state.js'
import { step } from '../../src/validator/step.js'
import type { WeightSubmissionRecord } from '../../src/storage/tables.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { result } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'

const AT = '2026-11-20T06:00:00.000000000Z'
const stateOf = (changes: Partial<ValidatorState> = {}): ValidatorState => ({
  ...expectRight(initialState(gpuPools(), { ...DEFAULT_SETTINGS, netuid: 39, hotkey: hotkeyOf(0) })({ burn_uid: 0 })),
  ...changes,
})

const policy = guarded(gpuPools())
const cycle = { policy, config: readingOnce(policy), began: AT, at: AT }

describe('a row that no store could hold', () => {
  const hostile = ['H100\0', 'H100\ud800', '\udc00', '\0'].flatMap((text) => [
    result(1, { gpu_model: text }),
    result(1, { executor_id: `rig${text}` }),
    result(1, { miner_hotkey: `5${text}` }),
  ])
  test('is stored as far as it can be, its document as it came, and keeps no other from being stored', () => {
    const [records] = collected(cycle, [...hostile, result(2)], AT)(stateOf())
    expect(records).toHaveLength(hostile.length + 1)
    expect(records.map((record) => recordFault('miner_prover_results', record))).toEqual(records.map(() => null))
    expect(records[0]).toMatchObject({ gpu_model: 'H100\ufffd', document: { gpu_model: 'H100\0' } })
  })
  test('whole pairs of surrogates stay', () => {
    expect(storableText('a😀b')).toBe('a😀b')
    expect(storableText('a\ud83d b')).toBe('a\ufffd b')
  })
  test('neither is the name of a refusal', () => {
    const submission = { id: 's', valid_until: 116, decided_block: 100 } as WeightSubmissionRecord
    const [state] = answered(
      cycle,
      { _tag: 'Submitting', id: 1, submission, began: AT },
      { _tag: 'SubmissionNotSent', id: 1, at: AT, error: 'No\0' },
    )(stateOf())
    expect(state.stage).toMatchObject({ _tag: 'Settling', submission: { status: 'not_sent', error: 'No\ufffd' } })
  })
})

test('an answer that never came is told, with what the call said', () => {
  const submission = { id: 's', valid_until: 116, decided_block: 100 } as WeightSubmissionRecord
  const [, commands] = answered(
    cycle,
    { _tag: 'Submitting', id: 1, submission, began: AT },
    { _tag: 'SubmissionUnknown', id: 1, at: AT, error: 'TypeError: no such call' },
  )(stateOf())
  expect(commands).toContainEqual({
    _tag: 'Report',
    report: { _tag: 'Log', log: { _tag: 'Unanswered', submission: 's', error: 'TypeError: no such call' } },
  })
})

test('a change of config that is no JSON is refused at once, and no other waits for it', () => {
  const [state, commands] = step(gpuPools())(stateOf(), {
    _tag: 'ConfigUpdateRequested',
    request: 'r',
    at: AT,
    changes: { burn_percentage: NaN } as Json,
  })
  expect(state.changes).toEqual([])
  expect(commands).toMatchObject([
    { _tag: 'AnswerConfig', request: 'r', outcome: { _tag: 'Refused', reasons: [{ _tag: 'NotJson', path: 'burn_percentage' }] } },
  ])
})

test('however far away the next weights are, the subnet is read again before', () => {
  expect(idle(500_000)(stateOf({ head: 1000 }))[0].stage).toEqual({ _tag: 'Idle', until: 1100 })
  expect(idle(1050)(stateOf({ head: 1000 }))[0].stage).toEqual({ _tag: 'Idle', until: 1049 })
})

test('nobody waits to publish for a port that fails again and again', () => {
  const waiting = stateOf({
    stage: { _tag: 'Looking', id: 7 },
    gates: [
      { request: 'a', taken: false, weighed: false },
      { request: 'b', taken: true, weighed: false },
    ],
  })
  const failure = { port: 'chain', error: 'HotKeyNotRegisteredInSubNet', message: 'not registered' } as const
  const [twice, quiet] = stageFailed(cycle, failure)({ ...waiting, failures: { ...waiting.failures, chain: 1 } })
  expect([twice.gates.length, quiet.some(({ _tag }) => _tag === 'OpenGate')]).toEqual([2, false])
  const [third, opened] = stageFailed(cycle, failure)({ ...waiting, failures: { ...waiting.failures, chain: 2 } })
  expect(third.gates).toEqual([])
  expect(opened).toContainEqual({ _tag: 'OpenGate', requests: ['a', 'b'], outcome: { _tag: 'NotPublished', reason: 'not registered' } })
})
