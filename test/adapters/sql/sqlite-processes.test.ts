/** What only processes can show: starting together, writing at once, and being killed. */
import type { ChildProcessByStdio } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqliteStorage } from '../../../src/adapters/sqlite.js'
import { SAMPLES } from '../../../src/testing/storage-laws/samples.js'
import { freshFile, open } from './sqlite-file.js'

const folder = mkdtempSync(join(tmpdir(), 'steelyard-processes-'))
const driver = pathToFileURL(createRequire(import.meta.url).resolve('@photostructure/sqlite')).href

beforeAll(async () => {
  // A process of its own runs JavaScript.
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: 'src/adapters/sqlite.ts',
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'sqlite.mjs' } },
    },
  })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A process with a `storage` over a file, a sample `record`, and `say`, which is heard before it returns. */
const start = (file: string, script: string): ChildProcessByStdio<null, Readable, null> =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `
    import { writeSync } from 'node:fs'
    import sqlite from ${JSON.stringify(driver)}
    import { sqliteStorage } from ${JSON.stringify(pathToFileURL(join(folder, 'sqlite.mjs')).href)}
    const record = ${JSON.stringify(SAMPLES.miner_prover_results)}
    const say = (word) => writeSync(1, word + '\\n')
    const storage = await sqliteStorage(new sqlite.DatabaseSync(${JSON.stringify(file)}))
    ${script}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )

const said = async (child: ChildProcessByStdio<null, Readable, null>, until = Infinity): Promise<readonly string[]> => {
  let text = ''
  for await (const part of child.stdout) {
    text += String(part)
    if (text.split('\n').length > until) child.kill('SIGKILL')
  }
  return text.split('\n').slice(0, -1)
}

test('a file that another process holds for a moment is waited for, from the first question on', async () => {
  const file = freshFile()
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `
    import { writeSync } from 'node:fs'
    import sqlite from ${JSON.stringify(driver)}
    const handle = new sqlite.DatabaseSync(${JSON.stringify(file)})
    handle.exec('create table other (x); begin exclusive')
    writeSync(1, 'held\\n')
    setTimeout(() => handle.exec('commit'), 700)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(holder.stdout, 'data')
  const opened = new DatabaseSync(file)
  const storage = await sqliteStorage(opened)
  expect(await storage.read({ table: 'weight_submissions', where: {} })).toEqual([])
  await storage.close()
  opened.close()
}, 30_000)

test('processes that start together migrate once, and only one opens a submission', async () => {
  const file = freshFile()
  const script = `
    const submission = { ...${JSON.stringify(SAMPLES.weight_submissions)}, id: String(process.pid) }
    await storage.write([{ _tag: 'Add', table: 'weight_submissions', records: [submission] }]).then(() => say('opened'), ({ failure }) => say(failure._tag))`
  const words = await Promise.all(Array.from({ length: 4 }, () => said(start(file, script))))
  expect(words.flat().sort()).toEqual(['Conflict', 'Conflict', 'Conflict', 'opened'])
}, 30_000)

test('what was acknowledged outlives a process that is killed, and every batch is whole', async () => {
  const file = freshFile()
  const script = `
    for (let i = 0; ; i++) {
      const half = (name) => ({ _tag: 'Add', table: 'miner_prover_results', records: Array.from({ length: 20 }, (_, k) => ({ ...record, id: [i, name, k].join(' '), gpu_count: i })) })
      await storage.write([half('a'), half('b')])
      say(String(i))
    }`
  const acknowledged = await said(start(file, script), 25)
  const kept = await (await sqliteStorage(open(file))).read({ table: 'miner_prover_results' })
  expect(acknowledged.length).toBeGreaterThanOrEqual(25)
  for (let i = 0; i < acknowledged.length; i++) expect(kept.filter(({ gpu_count }) => gpu_count === i)).toHaveLength(40)
  expect(kept.length % 40).toBe(0)
}, 30_000)
