import { expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import { fingerprintSnapshot } from '../../../src/allocation/fingerprint/fingerprint.js'
import { showWarning } from '../../../src/allocation/miners/warning.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import { neuron, result, snapshotOf } from '../../arbitraries/snapshot.js'
import { expectRight } from '../../either.js'

const config = expectRight(mergeWithDefaults({ burn_uid: 0 }))
const warningsOf = (rows: readonly object[], miners = 2) => {
  const neurons = Array.from({ length: miners + 1 }, (_, uid) => neuron(uid))
  const allocation = expectRight(
    allocate(config, { allowForeignBurn: true })(expectRight(readSnapshot(snapshotOf(neurons, rows as never)))),
  )
  return { ...allocation, words: allocation.warnings.map(showWarning) }
}

test('50 malformed rows, 30 odd sizes of memory and 25 shared executors give 20 warnings each; every exclusion is listed', () => {
  const odd = Array.from({ length: 30 }, (_, i) => result(1, { executor_id: `odd-${i}`, gpu_memory_gb: 7 }))
  const shared = [1, 2].flatMap((uid) => Array.from({ length: 25 }, (_, i) => result(uid, { executor_id: `rig-${i}` })))
  const { warnings, words, excluded } = warningsOf([...Array.from({ length: 50 }, () => ({})), ...odd, ...shared])
  for (const [tag, more] of [
    ['RejectedResult', 30],
    ['UnknownMemory', 10],
    ['SharedExecutor', 5],
  ] as const) {
    expect(warnings.filter(({ _tag }) => _tag === tag)).toHaveLength(20)
    expect(words).toContain(`and ${more} more (${tag})`)
  }
  expect(excluded.filter(({ reason }) => reason === 'InvalidResult')).toHaveLength(50)
})

test('an executor of 23 hotkeys names 20 of them', () => {
  const { words } = warningsOf(
    Array.from({ length: 23 }, (_, i) => result(i + 1, { executor_id: 'one' })),
    23,
  )
  expect(words.find((word) => word.includes('is reported under 23 hotkeys'))).toMatch(/, and 3 more$/)
})

test('two rows that differ in the number of faults beyond 20 have different fingerprints', () => {
  const of = (n: number): string =>
    fingerprintSnapshot(
      expectRight(readSnapshot(snapshotOf([], [{ ...result(1), gpu_count: 100, gpu_uuids: Array.from({ length: n }, () => 1) }] as never))),
    )
  expect(of(30)).not.toBe(of(31))
})
