/** A store that can't be written to for a while, from a moment that matters on. */
import { expect, test } from 'vitest'
import { run } from '../../src/adapters/run.js'
import { simulatedProver } from '../../src/adapters/simulated-subtensor/simulated-prover.js'
import { simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { startProducing } from '../../src/adapters/simulated-subtensor/start-producing.js'
import { sqliteStorage } from '../../src/adapters/sqlite.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Alert } from '../../src/validator/alert.js'
import type { Log } from '../../src/validator/report.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { fakeClock } from '../adapters/run/fake-clock.js'
import { freshFile, open } from '../adapters/sql/sqlite-file.js'
import { expectRight } from '../either.js'
import { judge } from './judge.js'
import type { Moment, Told } from './moments.js'
import { tellingChain } from './moments.js'
import { watchedInTurn } from './watched-in-turn.js'

type Handle = ReturnType<typeof open>

interface Trouble {
  readonly error: string
  readonly message: string
  /** `own` is the validator's handle, `other` somebody else's. */
  readonly begin: (own: Handle, other: Handle) => void
  readonly end: (own: Handle, other: Handle) => void
}

const TROUBLES: readonly Trouble[] = [
  {
    error: 'Full',
    message: 'database or disk is full',
    // As small as it can be, and what was free inside is taken.
    begin: (own) => {
      own.exec('PRAGMA max_page_count = 1')
      expect(() => {
        for (;;) own.exec('INSERT INTO somebody_elses VALUES (zeroblob(4000))')
      }).toThrow('full')
    },
    end: (own) => own.exec('PRAGMA max_page_count = 1000000'),
  },
  {
    error: 'Busy',
    message: 'database is locked',
    begin: (_, other) => other.exec('BEGIN IMMEDIATE'),
    end: (_, other) => other.exec('ROLLBACK'),
  },
]

const FROM: readonly Moment[] = ['kept results', 'kept intent', 'submitted', 'kept settlement']

const validatorOn = async (file: string, told: Told) => {
  const clock = fakeClock()
  const [miners, seed] = [20, 1]
  const genesis = simulatedSubnet({ netuid: 39, miners, seed })
  const { hotkey } = genesis.neurons[1]!
  const subtensor = simulatedSubtensor({ ...genesis, hyperparameters: { ...genesis.hyperparameters, tempo: 20, weights_rate_limit: 10 } })
  const own = open(file)
  const opened = await sqliteStorage(own)
  // The handle blocks as long as it waits for a lock.
  own.exec('PRAGMA busy_timeout = 1; CREATE TABLE somebody_elses (value)')
  const store = watchedInTurn(opened, await sqliteStorage(open(file)), told)
  const logs: Log[] = []
  const alerts: Alert[] = []
  const note = (fields: object): void => {
    logs.push(fields as Log)
  }
  const ports = {
    chain: tellingChain(subtensor.chainFor(hotkey), told),
    prover: simulatedProver({ miners, seed, clock }),
    storage: store.storage,
    clock,
    logger: { debug: note, info: note, warn: note, error: note },
    alerts: {
      raise: async (alert: Alert) => {
        alerts.push(alert)
      },
    },
  }
  const stop = new AbortController()
  const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey }
  const validator = expectRight(
    run(gpuPools(), ports, { settings, config: { burn_uid: 0, burn_percentage: 10, weight_set_interval_blocks: 20 }, signal: stop.signal }),
  )
  const producing = startProducing(subtensor, { seconds: 12, clock, signal: stop.signal })
  const end = async (): Promise<void> => {
    stop.abort()
    await Promise.all([validator.done, producing])
  }
  return { own, clock, subtensor, opened, store, logs, alerts, state: validator.state, end }
}

for (const { error, message, begin, end } of TROUBLES)
  for (const from of FROM)
    test(`from ${from} on ${message}: it is said, lasts, and when it is over weights are set again with nothing lost`, async () => {
      const file = freshFile()
      const other = open(file)
      let troubled = false
      let published = 0
      const validator = await validatorOn(file, (moment) => {
        if (published === 0 || troubled || moment !== from) return
        troubled = true
        begin(validator.own, other)
      })
      const { own, clock, subtensor, opened, store, logs, alerts, state } = validator
      const tells =
        (over: boolean) =>
        (alert: Alert): boolean =>
          alert._tag === 'PortFailing' && alert.port === 'storage' && alert.over === over
      try {
        await clock.until(() => state().last !== null, 12)
        published = state().last!.decided_block
        await clock.until(() => alerts.some(tells(false)), 12)
        expect(alerts.find(tells(false))).toMatchObject({ error, failures: 3 })
        await clock.advance(1800)
        // The heartbeat may fail before the cycle writes anything.
        expect(logs).toContainEqual(
          expect.objectContaining({ _tag: 'Retrying', port: 'storage', error, message: expect.stringContaining(message) as unknown }),
        )
        expect(alerts.filter(tells(true))).toEqual([])
        expect(store.failures()).toBeGreaterThan(5)
        const before = subtensor.block()
        end(own, other)
        await clock.until(() => (state().last?.decided_block ?? 0) > before, 12)
        expect(alerts.filter(tells(true))).toHaveLength(1)
      } finally {
        await validator.end()
      }
      expect(await store.faults()).toEqual([])
      expect(await judge({ subtensor, doubles: () => [], foreign: new Set(), falseRows: () => [] }, opened)).toEqual([])
    }, 60_000)
