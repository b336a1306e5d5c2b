import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulatedEvents } from '../../../src/adapters/simulated-subtensor/simulated-events.js'
import type { SimulatedProverOptions } from '../../../src/adapters/simulated-subtensor/simulated-prover.js'
import { simulatedProver } from '../../../src/adapters/simulated-subtensor/simulated-prover.js'
import { simulatedScores } from '../../../src/adapters/simulated-subtensor/simulated-scores.js'
import { minerHotkey } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { timesSince } from '../../../src/adapters/simulated-subtensor/simulated-times.js'
import type { Policy } from '../../../src/policy/policy.js'
import { eventShares, gpuPools, pathways } from '../../../src/policies/index.js'
import { timestampOf } from '../../../src/units/time/timestamp.js'
import type { Prover } from '../../../src/validator/ports.js'

type Row = Readonly<Record<string, unknown>>

const LONG_AGO = '1970-01-01T00:00:00Z'
const NOW = '2026-11-20T06:00:00.5Z'
const HOUR = 3_600_000

const rowsOf = async (
  make: (options: SimulatedProverOptions) => Prover,
  options: Partial<SimulatedProverOptions> = {},
  since = LONG_AGO,
): Promise<readonly Row[]> => (await make({ miners: 40, seed: 3, clock: { now: () => NOW }, ...options }).results(since)) as readonly Row[]

const at = (seconds: number): string => timestampOf({ seconds, decimals: '' })

describe('times', () => {
  test('are all times of the rhythm from the instant up to now, both included, and none from before the history', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.nat(49),
        fc.nat(200),
        fc.nat(200),
        fc.nat(200),
        (every, offset, since, later, history) => {
          let now = 1000
          const times = timesSince({ now: () => at(now) }, history)
          now += later
          const from = Math.max(1000 - history, 900 + since)
          const expected = Array.from({ length: 1500 }, (_, second) => second).filter(
            (second) => second >= from && second <= now && (second - offset) % every === 0,
          )
          expect(times(at(900 + since))({ every, offset })).toEqual(expected)
        },
      ),
    )
  })
})

const KINDS: readonly (readonly [
  name: string,
  make: (options: SimulatedProverOptions) => Prover,
  policy: Policy<unknown>,
  history: number,
])[] = [
  ['results', simulatedProver, gpuPools() as Policy<unknown>, 3 * HOUR],
  ['scores', simulatedScores, pathways() as Policy<unknown>, 336 * HOUR],
  ['events', simulatedEvents, eventShares() as Policy<unknown>, 720 * HOUR],
]

describe.each(KINDS)('simulated %s', (_name, make, policy, history) => {
  const timesOf = (rows: readonly Row[]): readonly string[] =>
    rows.flatMap((row) => {
      const read = policy.readEvidence(row)
      return isRight(read) ? [read.right.at] : []
    })

  test('are the same for every request, and different with another seed', async () => {
    const rows = await rowsOf(make)
    expect(await rowsOf(make)).toEqual(rows)
    expect(await rowsOf(make, { seed: 4 })).not.toEqual(rows)
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows)
    expect(await rowsOf(make, { miners: 0 })).toEqual([])
  })
  test('are about miners of the subnet, not older than the history, not from the future, and start at the given instant, included', async () => {
    const times = [...timesOf(await rowsOf(make))].sort()
    const oldest = new Date(Date.parse(NOW) - history).toISOString()
    expect(times.every((time) => time >= oldest && time <= NOW)).toBe(true)
    const middle = times[Math.floor(times.length / 2)]!
    expect([...timesOf(await rowsOf(make, {}, middle))].sort()).toEqual(times.filter((time) => time >= middle))
    const miners = new Set(Array.from({ length: 40 }, (_, miner) => minerHotkey(3, miner)))
    const readable = (await rowsOf(make)).map((row) => policy.readEvidence(row))
    expect(readable.every((read) => isLeft(read) || miners.has(read.right.hotkey))).toBe(true)
  })
  test('are added as time passes', async () => {
    let now = NOW
    const prover = make({ miners: 40, seed: 3, clock: { now: () => now } })
    const before = await prover.results(LONG_AGO)
    now = '2026-11-21T06:00:00Z'
    const after = await prover.results(LONG_AGO)
    const later = new Set(after.map((row) => JSON.stringify(row)))
    expect(before.every((row) => later.has(JSON.stringify(row)))).toBe(true)
    expect(after.length).toBeGreaterThan(before.length)
  })
})

describe('scores', () => {
  test('are plausible in each of the default tasks, except for a few unusable ones of every kind', async () => {
    const rows = await rowsOf(simulatedScores, { miners: 120 })
    expect(rows.every((row) => isRight(pathways().readEvidence(row)))).toBe(true)
    expect(new Set(rows.map(({ task }) => task))).toEqual(new Set(['geomagnetic', 'soil', 'weather']))
    for (const name of ['geomagnetic', 'soil', 'weather']) {
      const miners = new Set(rows.filter(({ task }) => task === name).map(({ miner_hotkey }) => miner_hotkey))
      expect(miners.size).toSatisfy((size: number) => size > 80 && size < 120)
    }
    const good = rows.filter(({ score }) => typeof score === 'number' && score >= 0.3 && score <= 1)
    expect(rows.length - good.length).toSatisfy((bad: number) => bad > 0 && bad < rows.length / 20)
    const bad = rows.filter((row) => !good.includes(row)).map((row) => ('score' in row ? row['score'] : 'missing'))
    expect(new Set(bad)).toEqual(new Set(['missing', 'NaN', 0, null]))
  })
})

describe('events', () => {
  test('are different leads, with times in every form; a few are malformed or have no source', async () => {
    const rows = await rowsOf(simulatedEvents)
    expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(rows.length)
    const forms = new Set(
      rows.map(({ created_at }) =>
        typeof created_at === 'object' && created_at !== null
          ? Object.keys(created_at).join()
          : typeof created_at === 'string'
            ? created_at.slice(-6).replace(/\d/g, '0')
            : typeof created_at === 'number' && created_at > 1e11
              ? 'milliseconds'
              : typeof created_at,
      ),
    )
    for (const form of ['00000Z', '+00:00', 'number', 'milliseconds', 'seconds,nanoseconds', '_seconds,_nanoseconds'])
      expect(forms).toContain(form)
    const malformed = rows.filter((row) => isLeft(eventShares().readEvidence(row)))
    const unsourced = rows.filter(({ source }) => source === null)
    for (const few of [malformed, unsourced]) expect(few.length).toSatisfy((count: number) => count > 0 && count < rows.length / 10)
  })
})
