import { afterAll, beforeAll, expect, test } from 'vitest'
import { killRounds } from '../crash/kill-rounds.js'
import type { Program } from '../crash/start-process.js'
import { buildProgram } from '../crash/start-process.js'

let program: Program
beforeAll(async () => {
  program = await buildProgram()
}, 120_000)
afterAll(() => program.remove())

test('killed 200 times, a validator on SQLite loses nothing that was acknowledged and sends nothing twice', async () => {
  const { faults, published } = await killRounds({ program, kills: 200, seed: 3 })
  expect(faults).toEqual([])
  expect(published).toBeGreaterThan(50)
})
