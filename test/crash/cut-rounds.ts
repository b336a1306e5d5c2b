/** Cuts the connections of a validator on PostgreSQL, again and again, each time at another moment of its work, while it runs on. */
import type { Pool } from 'pg'
import { draw } from '../../src/adapters/simulated-subtensor/draw.js'
import { simulatedProver } from '../../src/adapters/simulated-subtensor/simulated-prover.js'
import { postgresStorage } from '../../src/adapters/postgres.js'
import { run } from '../../src/adapters/run.js'
import { StorageError } from '../../src/adapters/storage/storage-error.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Storage } from '../../src/storage/port.js'
import { expectRight } from '../either.js'
import { fastClock } from './fast-clock.js'
import { judge } from './judge.js'
import type { Told } from './moments.js'
import { MOMENTS, tellingChain } from './moments.js'
import { PATIENT } from './patient.js'
import { settledAfter } from './settled-after.js'
import { watchedInTurn } from './watched-in-turn.js'
import { crashWorld, publishedBy } from './world.js'

const PATIENCE = 20_000
const NAME = 'a validator'

export interface CutRounds {
  readonly pool: Pool
  readonly beside: Pool
  readonly cuts: number
  /** On a busy machine it goes on until so many weights are published, with at most as many cuts more. */
  readonly published?: number
  readonly seed: number
}

export interface Cut {
  readonly faults: readonly string[]
  /** Connections that were cut, batches that failed, and weights that got into a block. */
  readonly broken: number
  readonly failed: number
  readonly published: number
}

/** A connection may break just as a batch is committed: it is there, and nobody is told. */
const losingAnswers = (storage: Storage, isLost: () => boolean): Storage => ({
  ...storage,
  write: async (batch) => {
    const removed = await storage.write(batch)
    if (isLost()) throw new StorageError({ _tag: 'Unavailable', message: 'the connection broke' })
    return removed
  },
})

export const cutRounds = async ({ pool, beside, cuts, published: wanted = 0, seed }: CutRounds): Promise<Cut> => {
  const published = (): number => publishedBy(world)
  pool.options.application_name = NAME
  const world = crashWorld(seed)
  const { orders } = world
  const faults: string[] = []
  const [own, other] = [await postgresStorage(pool), await postgresStorage(beside)]
  const stop = new AbortController()
  const clock = fastClock(orders.hurry)
  let hear: Told = () => undefined
  const told: Told = (...moment) => {
    world.told(...moment)
    hear(...moment)
  }

  let broken = 0
  const cut = async (): Promise<void> => {
    const { rows } = await beside.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = $1',
      [NAME],
    )
    broken += rows.length
  }
  /** Resolves when it happens, or when the patience ends. */
  const until = (happens: (...told: Parameters<Told>) => boolean): Promise<boolean> =>
    new Promise((resolve) => {
      const patience = setTimeout(() => resolve(false), PATIENCE)
      hear = (...told) => {
        if (!happens(...told)) return
        clearTimeout(patience)
        resolve(true)
      }
    })

  let writes = 0
  let calm = false
  const { storage, ...store } = watchedInTurn(
    losingAnswers(own, () => !calm && draw(seed, ++writes) % 8 === 0),
    other,
    told,
  )
  try {
    const prover = simulatedProver({ ...orders, clock })
    const ports = { chain: tellingChain(world.chain, told), prover, storage, clock }
    const validator = expectRight(
      run(gpuPools(), ports, { settings: orders.settings, config: orders.config, signal: stop.signal, timeouts: PATIENT }),
    )
    // Nothing starts here but once.
    const moments = MOMENTS.filter((moment) => moment !== 'started')
    for (let round = 0; round < cuts || (round < 2 * cuts && published() < wanted); round++) {
      const moment = moments[round % moments.length]!
      const delay = [0, 1 + (draw(seed, round) % 5), 1 + (draw(seed, round) % 300)][(round + Math.floor(round / moments.length)) % 3]!
      if (!(await until((now) => now === moment))) {
        faults.push(`${moment} came no more`)
        break
      }
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
      await cut()
    }
    calm = true
    world.calm()
    const settled = settledAfter(world.subtensor.block())
    if (!(await until(settled))) {
      const { stage, ended, failures, head } = validator.state()
      faults.push(`no weights were set any more: ${JSON.stringify({ block: world.subtensor.block(), head, stage, ended, failures })}`)
    }
    world.stall(Number.POSITIVE_INFINITY)
    stop.abort()
    await validator.done
    faults.push(...(await store.faults()), ...(await judge(world, other)))
    return { faults, broken, failed: store.failures(), published: published() }
  } finally {
    stop.abort()
    await world.end()
  }
}
