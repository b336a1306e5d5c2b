/** A validator on a real runtime that commits, is killed before the reveal, starts again, and reports its weights in force. */
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from 'vite'
import { sqliteStorage } from '../../src/adapters/sqlite.js'
import type { Alert } from '../../src/validator/alert.js'
import type { Log } from '../../src/validator/report.js'
import type { Node } from './node.js'
import { connectNode, producing } from './node.js'
import { storePulse } from './pulse.js'
import { ROUND, SIGNATURE } from './slow-clock.js'
import { rowOfSubmission, rowOn } from './validator.js'

const NETUID = 3
let node: Node
let begin = 0
let folder = ''

beforeAll(async () => {
  // Beside the packages, so that the program finds them.
  mkdirSync('node_modules/.cache', { recursive: true })
  folder = mkdtempSync(resolve('node_modules/.cache/steelyard-live-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { external: ['@photostructure/sqlite', 'polkadot-api', 'ws', '@scure/sr25519'] },
    build: {
      ssr: 'test/live/validator-process.ts',
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'validator.mjs' } },
    },
  })
  node = await connectNode()
  begin = await node.height()
  await node.setStorage({ SubtensorModule: { Tempo: [[[NETUID], 10]] } })
  // The runtime reveals nothing in the first two epochs.
  await node.newBlocks(24)
})
afterAll(async () => {
  await node.backTo(begin)
  node.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the program on a store. */
const start = (file: string) => {
  const child = fork(join(folder, 'validator.mjs'), [file, String(NETUID)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const said: (Log | Alert)[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => said.push(JSON.parse(line) as Log | Alert))
  const until = async (tag: (Log | Alert)['_tag'], seconds = 240): Promise<void> => {
    for (const end = Date.now() + 1000 * seconds; Date.now() < end; await new Promise((done) => setTimeout(done, 50)))
      if (said.some(({ _tag }) => _tag === tag)) return
    throw new Error(`${tag} was never said, but ${JSON.stringify(said.slice(-8))}`)
  }
  const kill = (): Promise<void> =>
    new Promise((done) => {
      child.once('exit', () => done())
      child.kill('SIGKILL')
    })
  return { said, until, kill }
}

const storedIn = async (file: string) => {
  const handle = new DatabaseSync(file)
  const storage = await sqliteStorage(handle as never)
  const lines = await storage.read({ table: 'weight_submissions', range: { column: 'decided_block' } })
  handle.close()
  return lines
}

test('a commit is made, the process is killed, and the next one reports the very weights in force', async () => {
  const file = join(folder, 'store.sqlite')
  const before = await rowOn(NETUID)
  const first = start(file)
  let blocks = producing(node)
  await first.until('Committed')
  await blocks.stop()
  await first.kill()
  const [committed] = await storedIn(file)
  expect(committed).toMatchObject({ status: 'confirmed', reveal: 'awaited', reveal_round: ROUND })
  expect(await rowOn(NETUID)).toEqual(before)

  await storePulse(node, ROUND, SIGNATURE)
  const second = start(file)
  await second.until('Restored')
  blocks = producing(node)
  await second.until('InForce')
  await blocks.stop()
  await second.kill()
  const [line, ...others] = await storedIn(file)
  expect(line).toMatchObject({ id: committed!.id, commit: committed!.commit, reveal: 'in_force' })
  expect(others).toEqual([])
  expect(await rowOn(NETUID)).toEqual(rowOfSubmission(line!))
  console.log(
    `committed at block ${line!.block}, expected at ${line!.reveal_block}, in force at ${line!.revealed_block}: ${line!.uids.length} weights`,
  )
})
