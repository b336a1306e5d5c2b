/** The numbers of docs/incentives.md: each trick tried, with the setting that lets it pay and the one that does not. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allocate } from '../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../src/allocation/config/emission-config.js'
import { report } from '../../src/allocation/report/report.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import type { Json } from '../arbitraries/snapshot.js'
import { ago, neuron, result, snapshotOf } from '../arbitraries/snapshot.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectRight } from '../either.js'

const guide = readFileSync('docs/incentives.md', 'utf8')
const honest = result(2, { gpu_count: 8 })
const subnet = [neuron(0), neuron(1), neuron(2), neuron(3)]
const H100 = { burn_uid: 0, gpu_allocations: { H100: 100 } }

/** The weight of each uid in the ledger of 65535. */
const paid = (config: Json, results: readonly unknown[], more: Json = {}, neurons = subnet): Readonly<Record<number, number>> => {
  const allocation = expectRight(
    allocate(expectRight(mergeWithDefaults(config)))(expectRight(readSnapshot(snapshotOf(neurons, results, more)))),
  )
  return Object.fromEntries(report('sum')(allocation).weights.map(({ uid, weight }) => [uid, weight]))
}
/** The section of a trick has these numbers. */
const says = (heading: string, ...numbers: readonly number[]): void => {
  const [, after = ''] = guide.split(`## ${heading}\n`)
  const [section = ''] = after.split('\n## ')
  expect(section).not.toBe('')
  for (const n of numbers) expect(section.replaceAll(' ', ''), heading).toContain(String(n))
}

test('splitting a machine into hotkeys gains at most a unit of rounding', () => {
  const whole = paid(H100, [honest, result(1, { gpu_count: 8 })])
  const split = paid(H100, [honest, result(1, { gpu_count: 4 }), result(3, { gpu_count: 4 })])
  expect(Math.abs(split[1]! + split[3]! - whole[1]!)).toBeLessThanOrEqual(1)
  says('One miner splits into several hotkeys', whole[1]!, split[1]! + split[3]!)
})

test('one machine under two executor ids counts twice without uuids, once with them', () => {
  const twice = (uuids?: readonly string[]) =>
    ['a', 'b'].map((executor_id) => result(1, { executor_id, gpu_count: 2, ...(uuids === undefined ? {} : { gpu_uuids: uuids }) }))
  const [bare, named] = [paid(H100, [honest, ...twice()]), paid(H100, [honest, ...twice(['GPU-1', 'GPU-2'])])]
  expect([bare[1], named[1]]).toEqual([21_845, 13_107])
  says('One machine under several executor ids', 21_845, 13_107)
})

test('failures are diluted by results of another board, unless scores are kept by category', () => {
  const config = { burn_uid: 0, gpu_allocations: { H100: 50, RTX4090: 50 } }
  const bad = Array.from({ length: 9 }, (_, i) => result(1, { is_valid: false, validation_timestamp: ago(100 + i), executor_id: 'h100' }))
  const good = Array.from({ length: 90 }, (_, i) =>
    result(1, { gpu_model: 'NVIDIA GeForce RTX 4090', gpu_memory_gb: 24, executor_id: 'rtx', validation_timestamp: ago(100 + i) }),
  )
  const rows = [honest, result(1, { executor_id: 'h100', gpu_count: 8 }), ...bad, ...good]
  const [miner, category] = [paid(config, rows), paid({ ...config, verification_scope: 'category' }, rows)]
  const pool = 32_768
  expect(miner[1]! - pool).toBeGreaterThan(category[1]! - pool)
  says('Failures are diluted', miner[1]! - pool, category[1]! - pool)
})

test('a result that is delivered again counts once', () => {
  const rows = [honest, result(1, { is_valid: false, executor_id: 'b' })]
  const again = Array.from({ length: 9 }, (_, i) => ({
    ...result(1, { gpu_count: 8 }),
    validation_timestamp: ago(60).replace('Z', `.${'0'.repeat(i + 1)}Z`),
  }))
  expect(paid(H100, [...rows, ...again])).toEqual(paid(H100, [...rows, result(1, { gpu_count: 8 })]))
  says('The same result is delivered again', paid(H100, [...rows, ...again])[1]!)
})

test('a round with another card washes a poor average only under "reset"', () => {
  const config = { burn_uid: 0, gpu_allocations: { H100: 50, A100: 50 } }
  const previous = [{ hotkey: hotkeyOf(1), category: 'H100', score: 0.1, updated_at: ago(3600) }]
  const washed = (on_gpu_change: string): number => {
    const round = expectRight(
      allocate(expectRight(mergeWithDefaults({ ...config, on_gpu_change })))(
        expectRight(readSnapshot(snapshotOf(subnet, [result(1, { gpu_model: 'NVIDIA A100-SXM4-80GB' })], { previous }))),
      ),
    )
    const next = report('sum')(round).next.filter(({ category }) => category === 'H100')
    return paid({ ...config, on_gpu_change }, [honest, result(1, { gpu_count: 8 })], { previous: next })[1]!
  }
  expect(washed('reset')).toBeGreaterThan(washed('carry'))
  says('A poor average is washed', washed('reset'), washed('carry'))
})

test('junk hotkeys and boards that nobody rewards take nothing from the honest', () => {
  const junk = [1, 3].map((uid) => result(uid, { gpu_model: 'NVIDIA H1000' }))
  expect(paid(H100, [honest, ...junk])).toEqual(paid(H100, [honest]))
})
