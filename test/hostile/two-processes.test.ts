/** Two processes with one key and one store: only one works, and one that was stopped for a while does not go on beside the other. */
import { afterEach, expect, test } from 'vitest'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import type { End } from '../../src/adapters/run/running-validator.js'
import { simulatedProver } from '../../src/adapters/simulated-subtensor/simulated-prover.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Policy } from '../../src/policy/policy.js'
import type { Storage, Write } from '../../src/storage/port.js'
import { fakeClock } from '../adapters/run/fake-clock.js'
import type { Wrong } from './mode.js'
import { start } from './start.js'
import { MINERS, SEED, settingsOf, subnet } from './subnet.js'
import { machineOf, ownMachine, passBlock } from './world.js'
import { doesNotFence } from './wrong.js'

afterEach(ownMachine)

const isIntent = (batch: readonly Write[]): boolean => batch.some(({ _tag, table }) => _tag === 'Add' && table === 'weight_submissions')

/** A chain and a store, and processes at work on them. A process that is stopped calls no port until it goes on. */
const stage = () => {
  const clock = fakeClock()
  machineOf(clock)
  const { hotkey, subtensor } = subnet()
  const storage = memoryStorage()
  const stop = new AbortController()

  const process = (name: string, wrong?: Wrong) => {
    let gate: Promise<void> = Promise.resolve()
    let goOn = (): void => undefined
    let [sent, written, journalled, stopsAtIntent, isStopped] = [0, 0, 0, false, false]
    let end: End | undefined
    const halt = (): void => {
      isStopped = true
      gate = new Promise((resolve) => {
        goOn = () => {
          isStopped = false
          resolve()
        }
      })
    }
    const chain = subtensor.chainFor(hotkey)
    const held: Storage = {
      ...storage,
      read: (query) => gate.then(() => storage.read(query)),
      write: async (batch) => {
        if (stopsAtIntent && isIntent(batch)) {
          stopsAtIntent = false
          halt()
        }
        await gate
        const removed = await storage.write(batch)
        written++
        if (batch.some(({ _tag, table }) => _tag !== 'Remove' && table === 'weight_submissions')) journalled++
        return removed
      },
    }
    const ports = {
      chain: {
        ...chain,
        block: () => gate.then(chain.block),
        look: () => gate.then(chain.look),
        submit: async (...call: Parameters<typeof chain.submit>) => {
          await gate
          sent++
          return chain.submit(...call)
        },
      },
      prover: simulatedProver({ miners: MINERS, seed: SEED, clock }),
      storage: held,
      clock: { ...clock, sleep: async (...of: Parameters<typeof clock.sleep>) => clock.sleep(...of).then(() => gate) },
    }
    const validator = start(gpuPools() as Policy<unknown>, ports, { settings: settingsOf(hotkey), signal: stop.signal, name, wrong })
    void validator.done.then((how) => {
      end = how
    })
    return {
      end: () => end,
      sent: () => sent,
      written: () => written,
      journalled: () => journalled,
      halt,
      haltAtIntent: () => {
        stopsAtIntent = true
      },
      isStopped: () => isStopped,
      goOn: () => goOn(),
    }
  }
  const blocks = async (n: number, until: () => boolean = () => false): Promise<void> => {
    for (let i = 0; i < n && !until(); i++) {
      subtensor.advance()
      await passBlock(clock)
    }
  }
  return { process, blocks, subtensor, storage, stop: () => stop.abort() }
}

test('a second process is refused, and told who holds the lease; the first goes on', async () => {
  const { process, blocks, stop } = stage()
  const first = process('first')
  await blocks(20)
  const second = process('second')
  await blocks(20)
  expect(second.end()).toEqual({ _tag: 'LeaseHeld', holder: expect.stringMatching(/^first /) as string })
  expect([second.sent(), second.written(), first.end()]).toEqual([0, 0, undefined])
  expect(first.sent()).toBeGreaterThan(3)
  stop()
})

/** The first process is stopped before it writes an intent. The second takes over, and the first goes on. */
const comesBack = async (wrong?: Wrong) => {
  const { process, blocks, storage, subtensor, stop } = stage()
  const first = process('first', wrong)
  await blocks(20)
  first.haltAtIntent()
  await blocks(20, first.isStopped)
  const second = process('second')
  await blocks(30, () => second.sent() > 0)
  await blocks(4)
  const before = { sent: first.sent(), journalled: first.journalled() }
  first.goOn()
  await blocks(30)
  const after = { sent: first.sent() - before.sent, journalled: first.journalled() - before.journalled }
  const open = await storage.read({ table: 'weight_submissions', where: { status: 'open' } })
  stop()
  return { end: first.end(), after, second: second.sent(), open, taken: subtensor.submissions().map(({ fate }) => fate._tag) }
}

test('a process that comes back after another has taken over stops, journals nothing and sends nothing', async () => {
  const { end, after, second, taken } = await comesBack()
  expect(end).toMatchObject({ _tag: 'LeaseLost' })
  expect(after).toEqual({ sent: 0, journalled: 0 })
  expect(second).toBeGreaterThan(3)
  expect(taken.filter((tag) => tag === 'Refused')).toEqual([])
})

test('a process that does not fence its intents is found out', async () => {
  expect((await comesBack(doesNotFence)).after).not.toEqual({ sent: 0, journalled: 0 })
})

test('whenever a process is stopped, the one that takes over sets weights, and nothing is sent beside it', async () => {
  for (const seconds of [0, 2, 5]) {
    const { process, blocks, subtensor, stop } = stage()
    const first = process('first')
    await blocks(20 + seconds)
    first.halt()
    const second = process('second')
    await blocks(30)
    const taken = subtensor.submissions().length
    expect(second.sent()).toBeGreaterThan(1)
    first.goOn()
    // Three heartbeats: a renewal of its own may have come late.
    await blocks(4)
    expect(first.end()).toMatchObject({ _tag: 'LeaseLost' })
    expect(subtensor.submissions().length - taken).toBeLessThanOrEqual(2)
    expect(subtensor.submissions().some(({ fate }) => fate._tag === 'Refused')).toBe(false)
    stop()
  }
})
