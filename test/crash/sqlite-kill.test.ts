import { afterAll, beforeAll, expect, test } from 'vitest'
import { killRounds } from './kill-rounds.js'
import type { Program } from './start-process.js'
import { buildProgram } from './start-process.js'

let program: Program
beforeAll(async () => {
  program = await buildProgram()
}, 120_000)
afterAll(() => program.remove())

test('killed 45 times, a validator on SQLite loses nothing that was acknowledged and sends nothing twice', async () => {
  const { faults, published } = await killRounds({ program, kills: 45, seed: 1 })
  expect(faults).toEqual([])
  expect(published).toBeGreaterThan(5)
}, 240_000)

test('one that sends what it has not journalled is found out', async () => {
  const { faults } = await killRounds({ program, kills: 14, seed: 2, flaw: 'sends what it has not journalled' })
  // Which of them shows it depends on the moment of a kill: a block that has what no line tells of, a line that is missing, or two at once.
  expect(faults.join('\n')).toMatch(/beside|the journal says \[\]|stands in 0 lines of the journal|weight_submissions lacks/)
}, 240_000)

test('one that trusts the answer Included is found out', async () => {
  // Each moment once: a submission has to live until it is settled.
  const { faults } = await killRounds({ program, kills: 14, seed: 4, flaw: 'trusts the answer Included' })
  expect(faults.join('\n')).toMatch(/the journal says confirmed of|metrics of|included in/)
}, 240_000)
