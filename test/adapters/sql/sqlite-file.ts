/** SQLite databases on disk, each in a folder of its own that goes with the test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { onTestFinished } from 'vitest'

/** A handle that is closed when the test is over, if it hasn't been. */
export const open = (file: string): InstanceType<typeof DatabaseSync> => {
  const handle = new DatabaseSync(file)
  onTestFinished(() => {
    if (handle.isOpen) handle.close()
  })
  return handle
}

/** The path of a database that isn't there yet. */
export const freshFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-sqlite-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'validator.db')
}
