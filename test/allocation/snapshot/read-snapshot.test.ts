import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { readSnapshot, requireEveryRow } from '../../../src/allocation/snapshot/read-snapshot.js'
import { faultsInPlace } from '../../../src/allocation/snapshot/rejected-row.js'
import { showFault } from '../../../src/units/codec/fault.js'
import { showSnapshotError } from '../../../src/network/snapshot-error.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { ago, AT, neuron, result, snapshotOf } from '../../arbitraries/snapshot.js'
import { expectLeft, expectRight } from '../../either.js'

const errors = (document: unknown): readonly string[] => expectLeft(readSnapshot(document)).map(showSnapshotError)
const state = { hotkey: hotkeyOf(1), category: 'H100', score: 1, updated_at: AT }

test('a complete snapshot is read, and unknown keys are ignored', () => {
  const owner = { hotkey: hotkeyOf(1), coldkey: hotkeyOf(2) }
  const snapshot = expectRight(
    readSnapshot(snapshotOf([{ ...neuron(1), stake: 5 }], [{ ...result(1), extra: 1 }], { owner, previous: [state], more: true })),
  )
  expect(snapshot).toMatchObject({
    netuid: 39,
    block: 5_400_000,
    at: { text: AT },
    owner,
    results: [{ executor_id: 'rig-1' }],
    rejected: [],
    previous: [{ score: 1 }],
  })
})

test('all errors are reported at once, with their paths', () => {
  expect(
    errors({
      netuid: -1,
      block: 1.5,
      at: 'now',
      neurons: [{ ...neuron(1), uid: 65_536, axon: { ip: 1, port: 70_000 } }],
      results: {},
      owner: null,
    }),
  ).toEqual([
    'netuid: expected an integer from 0 to 65535, found -1',
    'block: expected a block height: an integer from 0 to 2^53 - 1, found 1.5',
    'at: expected an RFC 3339 instant with an offset or Z, from 1970 to 9999, found "now"',
    'neurons[0].uid: expected an integer from 0 to 65535, found 65536',
    'neurons[0].axon.ip: expected a string, found 1',
    'neurons[0].axon.port: expected an integer from 0 to 65535, found 70000',
    'results: expected a list of results, found a table',
    'owner: expected an owner { hotkey, coldkey }, found null',
  ])
  expect(errors([])).toEqual(['expected a snapshot, found a list'])
  expect(errors({ ...snapshotOf([], []), previous: [{ ...state, score: 1.5 }] })).toEqual([
    'previous[0].score: expected a number from 0 to 1, found 1.5',
  ])
})

test('uids, hotkeys and previous scores are unique', () => {
  const twice = snapshotOf([neuron(1), { ...neuron(2), uid: 1 }, { ...neuron(1), uid: 3 }], [], {
    previous: [state, { ...state, category: 'H200' }, { ...state, score: 0 }],
  })
  expect(errors(twice)).toEqual([
    'neurons[1].uid: 1 is already at neurons[0].uid',
    `neurons[2].hotkey: ${hotkeyOf(1)} is already at neurons[0].hotkey`,
    `previous[2]: ${hotkeyOf(1)} in H100 is already at previous[0]`,
  ])
})

test('a faulty key of the text makes its row malformed, or the whole snapshot', () => {
  const document = snapshotOf([neuron(1)], [result(1), result(1), { ...result(1), gpu_count: -1 }])
  const faults = ['results[1].gpu_count', 'results[1].is_valid', 'results[2].x'].map((path) => ({ _tag: 'RepeatedKey', path }) as const)
  const { results, rejected } = expectRight(readSnapshot(document, faults))
  expect([results.length, rejected.map((row) => row.faults.length)]).toEqual([1, [2, 2]])
  const outside = [{ _tag: 'ForbiddenKey', path: 'neurons[0].__proto__' }] as const
  expect(expectLeft(readSnapshot(document, outside)).map(showSnapshotError)).toEqual(['neurons[0].__proto__: this key is not allowed'])
  expect(expectLeft(readSnapshot({ ...document, block: -1 }, outside))).toHaveLength(2)
})

test('malformed rows are set aside, or the snapshot is refused if every row is required', () => {
  const bad = [
    { ...result(1), is_valid: 'yes' },
    { ...result(1), miner_hotkey: '' },
    7,
    { ...result(1), gpu_memory_gb: 0, validation_timestamp: ago(0).slice(0, -1) },
  ]
  const snapshot = expectRight(readSnapshot(snapshotOf([neuron(1)], [result(1), ...bad])))
  expect(snapshot.results).toHaveLength(1)
  expect(snapshot.rejected.map(({ index, hotkey }) => [index, hotkey])).toEqual([
    [1, hotkeyOf(1)],
    [2, null],
    [3, null],
    [4, hotkeyOf(1)],
  ])
  expect(expectLeft(requireEveryRow(snapshot)).map(showSnapshotError)).toEqual([
    'results[1].is_valid: expected true or false, found "yes"',
    'results[2].miner_hotkey: expected a string of 1 to 256 characters, found ""',
    'results[3]: expected a validation result, found 7',
    'results[4].gpu_memory_gb: expected a number above 0, at most 1000000, found 0',
    'results[4].validation_timestamp: expected an RFC 3339 instant with an offset or Z, from 1970 to 9999, found "2026-11-20T06:00:00"',
  ])
  expect(isRight(requireEveryRow(expectRight(readSnapshot(snapshotOf([], [])))))).toBe(true)
})

test('a flood of malformed entries gives 20 errors of each kind, and their number', () => {
  const flooded = expectLeft(
    readSnapshot(snapshotOf(Array.from({ length: 1000 }, () => ({})) as never, [], { previous: Array.from({ length: 30 }, () => state) })),
  )
  expect(flooded).toHaveLength(21)
  expect(showSnapshotError(flooded[20]!)).toBe('and 3980 more (Missing)')
  const twice = expectLeft(readSnapshot(snapshotOf([], [], { previous: Array.from({ length: 31 }, () => state) })))
  expect([twice.length, showSnapshotError(twice[20]!)]).toEqual([21, 'and 10 more (Duplicate)'])
})

test('malformed rows that lack the same keys share one list of faults, whose paths are put in place for each row', () => {
  const { rejected } = expectRight(readSnapshot(snapshotOf([], [{}, { gpu_count: -1 }, {}, { ...result(1), gpu_count: 1.5 }])))
  expect(rejected.map(({ index }) => index)).toEqual([0, 1, 2, 3])
  expect(rejected[2]!.faults).toBe(rejected[0]!.faults)
  expect(rejected[1]!.faults).not.toBe(rejected[0]!.faults)
  expect(faultsInPlace(rejected[3]!).map(showFault)).toEqual(['results[3].gpu_count: expected an integer from 0 to 1000000, found 1.5'])
  expect(faultsInPlace({ index: 4, faults: [{ _tag: 'Unexpected', path: '', value: 7, expected: 'a row' }] })[0]!.path).toBe('results[4]')
})

test('every malformed row is set aside, and the first 20 of a kind are named if none may be malformed', () => {
  const snapshot = expectRight(
    readSnapshot(
      snapshotOf(
        [],
        [{ ...result(1), gpu_count: 10, gpu_uuids: Array.from({ length: 30 }, () => 1) }, ...Array.from({ length: 50 }, () => ({}))],
      ),
    ),
  )
  expect(snapshot.rejected).toHaveLength(51)
  expect(faultsInPlace(snapshot.rejected[0]!).map(showFault).at(-1)).toBe('and 10 more (Unexpected)')
  const faults = expectLeft(requireEveryRow(snapshot)).map(showSnapshotError)
  expect(faults).toHaveLength(42)
  expect(faults.slice(40)).toEqual(['and 10 more (Unexpected)', 'and 380 more (Missing)'])
})

test('a fault of the text that is in a row makes only this row malformed', () => {
  const ofText = Array.from({ length: 50 }, (_, i) => ({ _tag: 'RepeatedKey', path: `results[${i % 2}].gpu_count` }) as const)
  const { rejected, results } = expectRight(readSnapshot(snapshotOf([], [result(1), result(2), result(3)]), ofText))
  expect([rejected.map(({ faults }) => faults.length), results.length]).toEqual([[21, 21], 1])
  expect(faultsInPlace(rejected[1]!)[0]).toEqual({ _tag: 'RepeatedKey', path: 'results[1].gpu_count' })
})
