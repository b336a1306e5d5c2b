/** Starts `validator-process.ts` and serves it its chain; what it does is told, and heard to the end after a kill. */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import type { Chain } from '../../src/validator/ports.js'
import type { Write } from '../../src/storage/port.js'
import type { FromProcess, ProcessOrders, ToProcess } from './messages.js'
import type { Told } from './moments.js'
import { purposeOf, tellingChain } from './moments.js'
import type { Watcher } from './witness.js'

const DRIVER = '@photostructure/sqlite'

/** A folder with the program, as a process of Node can run it. */
export interface Program {
  readonly path: string
  readonly folder: string
  readonly remove: () => void
}

export const buildProgram = async (): Promise<Program> => {
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-crash-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, external: [DRIVER] },
    build: {
      ssr: 'test/crash/validator-process.ts',
      outDir: folder,
      emptyOutDir: true,
      // Far from node_modules the driver is found by its address alone.
      rollupOptions: {
        output: {
          entryFileNames: 'validator.mjs',
          paths: { [DRIVER]: pathToFileURL(createRequire(import.meta.url).resolve(DRIVER)).href },
        },
      },
    },
  })
  return { path: join(folder, 'validator.mjs'), folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface Process {
  readonly kill: () => void
  readonly stop: () => void
  /** Resolves when it is gone and all that it said is heard, with what was wrong with its end. */
  readonly gone: Promise<readonly string[]>
}

export const startProcess = (
  program: Program,
  orders: ProcessOrders,
  chain: Chain,
  { began, kept, failed }: Watcher,
  told: Told,
): Process => {
  const child = fork(program.path, [JSON.stringify(orders)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const batches = new Map<number, readonly Write[]>()
  let killed = false
  let stderr = ''
  child.stderr?.on('data', (part) => {
    stderr += String(part)
  })

  const kill = (): void => {
    killed = child.kill('SIGKILL') || killed
  }
  const send = (message: ToProcess): void => {
    if (child.connected) child.send(message, () => undefined)
  }
  /** Of what is to be sent the death of the process may come first. */
  const served = tellingChain(chain, (moment) => {
    const before = killed
    told(moment)
    if (moment === 'submitting' && killed && !before) throw new Error('killed')
  })
  const answer = (id: number, called: Promise<unknown>): void => {
    called.then(
      (value) => send({ _tag: 'Answered', id, value }),
      (error: unknown) => send({ _tag: 'Rejected', id, message: String(error) }),
    )
  }
  child.on('message', (message: FromProcess) => {
    switch (message._tag) {
      case 'Asked':
        return answer(message.id, message.call === 'block' ? served.block() : served.look())
      case 'Submitted':
        return answer(message.id, served.submit(message.sent, message.valid_until))
      case 'Began':
        batches.set(message.id, message.batch)
        began(message.id, message.batch)
        return told(`began ${purposeOf(message.batch)}`, message.batch)
      case 'Kept': {
        const batch = batches.get(message.id)!
        kept(message.id)
        return told(`kept ${purposeOf(batch)}`, batch)
      }
      case 'Failed':
        return void failed(message.id)
    }
  })
  const gone = new Promise<readonly string[]>((resolve) => {
    child.on('close', (code) => resolve(killed || code === 0 ? [] : [`the process ended by itself with ${code}: ${stderr}`]))
  })
  child.once('spawn', () => told('started'))
  return { kill, stop: () => send({ _tag: 'Stop' }), gone }
}
