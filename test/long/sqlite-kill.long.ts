import { afterAll, beforeAll, expect, test } from 'vitest'
import { killRounds } from '../crash/kill-rounds.js'
import type { Program } from '../crash/start-process.js'
import { buildProgram } from '../crash/start-process.js'

let program: Program
beforeAll(async () => {
  program = await buildProgram()
}, 120_000)
afterAll(() => program.remove())

test('killed 1,000 times, a validator on SQLite loses nothing that was acknowledged and sends nothing twice', async () => {
  const began = Date.now()
  const progress = (kills: number): void => {
    if (kills % 100 === 0) console.log(`${kills} kills in ${Math.round((Date.now() - began) / 1000)} s`)
  }
  const { faults, ...report } = await killRounds({ program, kills: 1000, seed: 3, progress })
  console.log(JSON.stringify(report))
  expect(faults).toEqual([])
  expect(report.published).toBeGreaterThan(50)
  // Every outcome has occurred.
  for (const status of ['confirmed', 'superseded', 'lost', 'refused', 'not_sent']) expect(report.lines[status], status).toBeGreaterThan(0)
}, 14_400_000)
