import { afterAll, beforeAll, expect, test } from 'vitest'
import { killRounds } from './kill-rounds.js'
import type { Flaw } from './messages.js'
import type { Program } from './start-process.js'
import { buildProgram } from './start-process.js'

let program: Program
beforeAll(async () => {
  program = await buildProgram()
}, 120_000)
afterAll(() => program.remove())

test('killed 45 times, a validator on SQLite loses nothing that was acknowledged and sends nothing twice', async () => {
  const { faults, published } = await killRounds({ program, kills: 45, published: 6, seed: 1 })
  expect(faults).toEqual([])
  expect(published).toBeGreaterThan(5)
}, 480_000)

/** What the judge found of a flaw. Which kill shows it is a matter of milliseconds, so a flaw that one series of kills missed has two more. */
const foundOf = async (flaw: Flaw, seed: number, pattern: RegExp): Promise<string> => {
  let found = ''
  for (let series = 0; series < 3 && !pattern.test(found); series++) {
    const { faults } = await killRounds({ program, kills: 14, seed: seed + 10 * series, flaw })
    found = faults.join('\n')
  }
  return found
}

test('one that sends what it has not journalled is found out', async () => {
  // Which of them shows it depends on the moment of a kill: a block that has what no line tells of, a line that is missing, or two at once.
  const shown = /beside|the journal says \[\]|stands in 0 lines of the journal|weight_submissions lacks/
  expect(await foundOf('sends what it has not journalled', 2, shown)).toMatch(shown)
}, 240_000)

test('one that trusts the answer Included is found out', async () => {
  // Each moment once in a series: a submission has to live until it is settled.
  const shown = /the journal says confirmed of|metrics of|included in/
  expect(await foundOf('trusts the answer Included', 4, shown)).toMatch(shown)
}, 240_000)
