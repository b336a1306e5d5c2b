/** Nobody's answer is trusted: whatever one port says for a while, the validator ends healthy, and nothing is lost or sent twice. */
import { afterEach, describe, expect, test } from 'vitest'
import { DatabaseSync } from '@photostructure/sqlite'
import { sqliteStorage } from '../../src/adapters/sqlite.js'
import { judge } from './judge.js'
import { MODES } from './modes.js'
import { happen, ownMachine } from './world.js'
import { WRONG } from './wrong.js'

// A promise that is rejected and that nobody waits for fails the test run by itself.
afterEach(ownMachine)

describe.each(['none', 'chain', 'prover', 'store', 'clock', 'policy'] as const)('a lie of: %s', (port) => {
  test.each(MODES.filter((mode) => mode.port === port))('$name', async (mode) => {
    expect(await judge(mode, await happen(mode))).toEqual([])
  })
})

const SQLITE = [
  'writes that are kept and answered too late',
  'writes that are kept too late',
  'writes that are kept and reject',
  'forty days back',
]

describe('a lie beside a store in SQLite', () => {
  test.each(MODES.filter(({ name }) => SQLITE.includes(name)))('$name', async (mode) => {
    const handle = new DatabaseSync(':memory:')
    expect(await judge(mode, await happen(mode, { store: await sqliteStorage(handle) }))).toEqual([])
    handle.close()
  })
})

describe('a validator that is wrong is found out', () => {
  test.each(WRONG)('%s', async (_, wrong, name) => {
    const mode = MODES.find((one) => one.name === name)!
    expect(await judge(mode, await happen(mode, { wrong }))).not.toEqual([])
  })
})
