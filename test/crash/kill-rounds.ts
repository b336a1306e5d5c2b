/**
 * Kills a validator over and over, each time at another moment of its work, and starts it again on the same file and the same
 * chain. After every kill a copy of the file is looked at, so that the log that the dead process left is read by the next one.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { draw } from '../../src/adapters/simulated-subtensor/draw.js'
import { sqliteStorage } from '../../src/adapters/sqlite.js'
import type { Storage } from '../../src/storage/port.js'
import { judge, linesOf } from './judge.js'
import type { Flaw } from './messages.js'
import type { Moment, Told } from './moments.js'
import { MOMENTS } from './moments.js'
import type { Process, Program } from './start-process.js'
import { startProcess } from './start-process.js'
import { witness } from './witness.js'
import type { World } from './world.js'
import { crashWorld, publishedBy } from './world.js'
import { settledAfter } from './settled-after.js'

/** After so many milliseconds without its moment a process is given up. */
const PATIENCE = 20_000

const STALL = 1000

export interface KillRounds {
  readonly program: Program
  readonly kills: number
  /** On a busy machine it goes on until so many weights are published, with at most as many kills more. */
  readonly published?: number
  readonly seed: number
  readonly flaw?: Flaw | null
  /** Is told after each kill how many there were. */
  readonly progress?: (kills: number) => void
}

export interface Killed {
  readonly faults: readonly string[]
  /** Weights of the validator that got into a block. */
  readonly published: number
  /** The lines of the journal of each status. */
  readonly lines: Readonly<Record<string, number>>
}

/** Opens a database as a process that starts would, and hands over its store. */
const opening = async <A>(file: string, use: (storage: Storage, handle: InstanceType<typeof DatabaseSync>) => Promise<A>): Promise<A> => {
  const handle = new DatabaseSync(file)
  try {
    return await use(await sqliteStorage(handle), handle)
  } finally {
    handle.close()
  }
}

const integrity = (handle: InstanceType<typeof DatabaseSync>): readonly string[] =>
  handle
    .prepare('PRAGMA integrity_check')
    .all()
    .flatMap((row) => Object.values(row as object).map(String))
    .filter((word) => word !== 'ok')

/** Kills a process some milliseconds after a moment, and says what was wrong with its end. */
const killedAfter = async (
  start: (told: Told) => Process,
  moment: Moment,
  delay: number,
  height: () => number,
): Promise<readonly string[]> => {
  const faults: string[] = []
  const came: string[] = []
  let struck = false
  let timer = setTimeout(() => {
    faults.push(`${moment} came no more up to block ${height()}, after ${came.slice(-20).join(', ')}`)
    child.kill()
  }, PATIENCE)
  const child = start((now) => {
    came.push(`${now} at ${height()}`)
    if (now !== moment || struck) return
    struck = true
    clearTimeout(timer)
    if (delay === 0) child.kill()
    else timer = setTimeout(child.kill, delay)
  })
  faults.push(...(await child.gone))
  clearTimeout(timer)
  return faults
}

/** One undisturbed run, until the chain and the store have both seen new weights; then no block comes any more. */
const lastRun = async (world: World, start: (told: Told) => Process): Promise<readonly string[]> => {
  world.calm()
  world.stall(0)
  const faults: string[] = []
  const settled = settledAfter(world.subtensor.block())
  const timer = setTimeout(() => {
    faults.push('no weights were set any more')
    child.kill()
  }, PATIENCE)
  const child = start((...moment) => {
    if (!settled(...moment)) return
    world.stall(Number.POSITIVE_INFINITY)
    child.stop()
  })
  faults.push(...(await child.gone))
  clearTimeout(timer)
  return faults
}

export const killRounds = async ({
  program,
  kills,
  published: wanted = 0,
  seed,
  flaw = null,
  progress = () => undefined,
}: KillRounds): Promise<Killed> => {
  const folder = join(program.folder, `seed-${seed}`)
  mkdirSync(folder)
  const file = join(folder, 'validator.db')
  const copy = join(folder, 'copy.db')
  // Of a flaw that shows only where the node lies, every answer is a lie.
  const world = crashWorld(seed, flaw === 'trusts the answer Included' ? 'included' : null)
  const seen = witness()
  const faults: string[] = []
  const start = (told: Told): Process =>
    startProcess(program, { ...world.orders, file, flaw }, world.chain, seen, (...moment) => {
      world.told(...moment)
      told(...moment)
    })
  const published = (): number => publishedBy(world)
  try {
    for (let round = 0; round < kills || (round < 2 * kills && published() < wanted); round++) {
      const moment = MOMENTS[round % MOMENTS.length]!
      const turn = round + Math.floor(round / MOMENTS.length)
      const delay = [0, 1 + (draw(seed, round) % 5), 1 + (draw(seed, round) % 300)][turn % 3]!
      const stuck = await killedAfter(start, moment, delay, world.subtensor.block)
      faults.push(...stuck)
      // Every other time the chain stands still until the next process has had time to do something rash.
      if (turn % 2 === 0) world.stall(STALL)
      for (const end of ['', '-wal']) {
        rmSync(copy + end, { force: true })
        if (existsSync(file + end)) copyFileSync(file + end, copy + end)
      }
      const found = await opening(copy, async (storage, handle) => [...integrity(handle), ...(await seen.look(storage))])
      faults.push(...found.map((fault) => `after kill ${round} at ${moment} and ${delay} ms: ${fault}`))
      if (stuck.length > 0) break
      progress(round + 1)
    }
    faults.push(...(await lastRun(world, start)))
    const [found, lines] = await opening(
      file,
      async (storage, handle) =>
        [[...integrity(handle), ...(await seen.look(storage)), ...(await judge(world, storage))], await linesOf(storage)] as const,
    )
    return { faults: [...faults, ...found], published: published(), lines }
  } finally {
    await world.end()
    rmSync(folder, { recursive: true, force: true })
  }
}
