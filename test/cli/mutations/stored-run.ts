/** The file of a validator that has run, and copies of it with damaged bytes. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { run } from '../terminal.js'
import type { Dice } from './dice.js'

export interface StoredRun {
  /** The name of a file for one run: mostly a whole store, now and then one with damaged bytes. */
  readonly file: (roll: Dice) => string
  readonly remove: () => void
}

const CONFIG = { pathways: { burn_uid: 0, burn_percentage: 5, weight_set_interval_blocks: 20, trace: { most_seconds: 60 } } }

const damaged = (roll: Dice, whole: Buffer): Buffer => {
  const bytes = Buffer.from(whole)
  if (roll(3) === 0) return bytes.subarray(0, roll(bytes.length))
  // The header, and pages anywhere.
  for (let n = 1 + roll(50); n > 0; n--) bytes[roll(2) === 0 ? roll(100) : roll(bytes.length)] = roll(256)
  return bytes
}

export const storedRun = async (): Promise<StoredRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-mutations-'))
  const made = join(folder, 'made.db')
  const blocks = ['--block-seconds', '0.02', '--blocks', '30', '--miners', '6']
  const args = ['run', '--config', 'p.json', '--chain', 'simulated', ...blocks, '--storage', `sqlite:${made}`]
  const { code, err } = await run({ 'p.json': JSON.stringify(CONFIG) }, args)
  if (code !== 0) throw new Error(err)
  // The log of writes goes into the file, so that the file alone is the store.
  const handle = new DatabaseSync(made)
  handle.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  handle.close()
  const whole = readFileSync(made)
  const [used, broken] = [join(folder, 'used.db'), join(folder, 'broken.db')]
  copyFileSync(made, used)
  return {
    file: (roll) => {
      if (roll(6) > 0) return used
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(broken + end, { force: true })
      writeFileSync(broken, damaged(roll, whole))
      return broken
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
