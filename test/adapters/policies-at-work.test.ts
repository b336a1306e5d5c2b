/** Policies with traces, and with events, run by the validator program on a simulated chain. Nothing waits for the machine's clock. */
import { map } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { run } from '../../src/adapters/run.js'
import { simulatedScores } from '../../src/adapters/simulated-subtensor/simulated-scores.js'
import { minerHotkey, simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { startProducing } from '../../src/adapters/simulated-subtensor/start-producing.js'
import type { Decision } from '../../src/policy/decision.js'
import type { Policy } from '../../src/policy/policy.js'
import { eventShares, pathways, retracePathway } from '../../src/policies/index.js'
import type { Alert } from '../../src/validator/alert.js'
import type { PublishOutcome } from '../../src/validator/command.js'
import type { Prover } from '../../src/validator/ports.js'
import type { Storage, Write } from '../../src/storage/port.js'
import type { Log } from '../../src/validator/report.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import type { MinerPerformanceRecord } from '../../src/storage/tables.js'
import { NO_PATHWAYS } from '../../src/storage/tables/miner-performance-stats.js'
import { lastModuloEpoch } from '../../src/chain/schedule/modulo-epochs.js'
import { expectRight } from '../either.js'
import { fakeClock } from './run/fake-clock.js'

const [NETUID, SEED, MINERS, TEMPO] = [39, 3, 14, 40]

interface Scene<C> {
  readonly policy: Policy<C>
  readonly config: unknown
  readonly prover: (clock: ReturnType<typeof fakeClock>) => Prover
  readonly storage?: Storage
}

/** A validator on a subnet that makes a block every twelve seconds of the clock, until `act` is done. */
const atWork = async <C, R>(
  { policy, config, prover, storage = memoryStorage() }: Scene<C>,
  act: (stage: Awaited<ReturnType<typeof start<C>>>) => Promise<R>,
): Promise<R> => {
  const stage = await start({ policy, config, prover, storage })
  try {
    return await act(stage)
  } finally {
    stage.stop.abort()
    await Promise.all([stage.validator.done, stage.producing])
    expect(stage.clock.sleeping()).toBe(0)
  }
}

const start = async <C>({ policy, config, prover, storage }: Required<Scene<C>>) => {
  const clock = fakeClock()
  const genesis = simulatedSubnet({ netuid: NETUID, miners: MINERS, seed: SEED })
  const { hotkey } = genesis.neurons[1]!
  const subtensor = simulatedSubtensor({ ...genesis, hyperparameters: { ...genesis.hyperparameters, tempo: TEMPO, weights_rate_limit: 5 } })
  const stop = new AbortController()
  const logs: Log[] = []
  const alerts: Alert[] = []
  const note = (fields: object): void => {
    if ('_tag' in fields) logs.push(fields as Log)
  }
  const ports = {
    chain: subtensor.chainFor(hotkey),
    prover: prover(clock),
    storage,
    clock,
    logger: { debug: note, info: note, warn: note, error: note },
    alerts: { raise: async (alert: Alert) => void alerts.push(alert) },
  }
  const settings = { ...DEFAULT_SETTINGS, netuid: NETUID, hotkey }
  const validator = expectRight(run(policy, ports, { settings, config, signal: stop.signal }))
  const producing = startProducing(subtensor, { seconds: 12, clock, signal: stop.signal })
  const publish = async (): Promise<PublishOutcome> => {
    let outcome: PublishOutcome | undefined
    void validator.publish().then((known) => {
      outcome = known
    })
    await clock.until(() => outcome !== undefined, 12)
    return outcome!
  }
  const published = async (times: number): Promise<void> =>
    clock.until(() => logs.filter(({ _tag }) => _tag === 'Published').length >= times, 12)
  /** Nothing of what was begun is left to do. */
  const settled = async (): Promise<void> =>
    clock.until(() => validator.state().tracing === null && validator.state().stage._tag === 'Idle', 1)
  const traces = (): Promise<readonly MinerPerformanceRecord[]> => storage.read({ table: 'miner_performance_stats' })
  return { clock, subtensor, hotkey, stop, validator, producing, logs, alerts, publish, published, settled, traces }
}

const scores = (trace: object = { most_seconds: 60 }): Scene<unknown> => ({
  policy: pathways() as Policy<unknown>,
  config: { burn_uid: 0, burn_percentage: 5, weight_set_interval_blocks: TEMPO, trace },
  prover: (clock) => simulatedScores({ miners: MINERS, seed: SEED, clock }),
})

/** A policy that pays as pathways does, and tells how in a form of its own. */
const withPlainTraces = (policy: Policy<unknown>): Policy<unknown> => ({
  ...policy,
  name: 'plain',
  decide: (config) => (world) =>
    map((decision: Decision) => ({
      ...decision,
      traces: [...(decision.traces ?? [])].map(
        ({ miner_uid, miner_hotkey, period_start, period_end, submitted_weight, submitted_share }) => ({
          ...{ miner_uid, miner_hotkey, period_start, period_end, period_type: 'window', submitted_weight, submitted_share },
          document: { paid: submitted_weight > 0 },
        }),
      ),
    }))(policy.decide(config)(world)),
})

describe('a policy whose traces have no columns of their own', () => {
  test('has them stored with its document, and completed by the next epoch', () =>
    atWork({ ...scores(), policy: withPlainTraces(scores().policy) }, async ({ subtensor, clock, alerts, published, settled, traces }) => {
      await published(1)
      await settled()
      const { block } = subtensor.submissions()[0]!.fate as { readonly block: number }
      await clock.until(() => lastModuloEpoch(NETUID, TEMPO)(subtensor.block())! > block, 12)
      await published(2)
      await settled()
      const first = (await traces()).filter(({ weight_submission_block }) => weight_submission_block === block)
      expect(first).toHaveLength(MINERS + 1)
      for (const record of first) {
        expect(record).toMatchObject({ ...NO_PATHWAYS, pathway_details: { paid: record.submitted_weight > 0 } })
        expect(Math.abs(record.incentive! - record.submitted_share)).toBeLessThan(2e-4)
        expect(record.consensus_block).toBeGreaterThan(block)
      }
      expect(alerts.filter(({ _tag }) => _tag === 'PortFailing')).toEqual([])
    }))
})

describe('pathways', () => {
  test('a trace of every miner is stored once its weights are in a block, and each tells the weight that the chain has', () =>
    atWork(scores(), async ({ subtensor, hotkey, validator, published, settled, traces }) => {
      await published(1)
      await settled()
      const stored = subtensor.weightsOf(hotkey)!
      const weightOf = new Map(stored.uids.map((uid, i) => [uid, stored.weights[i]!]))
      const records = await traces()
      expect(records.map(({ miner_uid }) => miner_uid)).toEqual([1, ...Array.from({ length: MINERS }, (_, i) => i + 2)])
      const block = validator.state().last!.block
      for (const record of records) {
        expect([record.weight_submission_block, record.incentive, record.consensus_block]).toEqual([block, null, null])
        expect(record.submitted_weight).toBe(weightOf.get(record.miner_uid) ?? 0)
        expectRight(retracePathway(record))
      }
      expect(records.filter(({ submitted_weight }) => submitted_weight > 0).length).toBeGreaterThan(5)
    }))

  test('a trace is completed by what the epochs after its weights made of them', () =>
    atWork(scores(), async ({ subtensor, hotkey, clock, published, settled, traces }) => {
      await published(1)
      await settled()
      const paid = subtensor.weightsOf(hotkey)!
      await clock.until(
        () => lastModuloEpoch(NETUID, TEMPO)(subtensor.block())! > (subtensor.submissions()[0]!.fate as { readonly block: number }).block,
        12,
      )
      await published(2)
      await settled()
      const [, first] = [...new Set((await traces()).map(({ period_end }) => period_end))].sort().reverse()
      const completed = (await traces()).filter(({ period_end }) => period_end === first)
      const sum = paid.weights.reduce((all, weight) => all + weight, 0)
      const parts = new Map(paid.uids.map((uid, i) => [uid, Math.floor((65_535 * paid.weights[i]!) / sum)]))
      expect(completed).toHaveLength(MINERS + 1)
      for (const record of completed) {
        const { miner_uid, incentive, consensus_rank, consensus_block, weight_submission_block } = record
        const part = parts.get(miner_uid) ?? 0
        expect([incentive, consensus_rank]).toEqual([part / 65_535, 1 + [...parts.values()].filter((other) => other > part).length])
        expect(consensus_block).toBe(lastModuloEpoch(NETUID, TEMPO)(consensus_block!))
        expect(consensus_block).toBeGreaterThan(weight_submission_block!)
        expectRight(retracePathway(record))
      }
    }))

  test('a trace is not completed by an epoch that did not see its weights', () =>
    atWork(scores(), async ({ subtensor, validator, publish, published, settled, traces }) => {
      await published(2)
      await settled()
      const { block } = validator.state().last!
      await publish()
      await settled()
      expect(lastModuloEpoch(NETUID, TEMPO)(subtensor.block())).toBeLessThan(block!)
      const waiting = (await traces()).filter(({ weight_submission_block }) => weight_submission_block === block)
      expect(waiting.map(({ incentive }) => incentive)).toEqual(Array(MINERS + 1).fill(null))
    }))

  test('the traces of a miner go with its registration, also where another sits in its slot, and no others', () =>
    atWork(scores(), async ({ subtensor, published, settled, traces }) => {
      await published(1)
      await settled()
      const [gone, comer] = [minerHotkey(SEED, 4), minerHotkey(SEED + 1, 0)]
      expect((await traces()).map(({ miner_hotkey }) => miner_hotkey)).toContain(gone)
      subtensor.replaceNeuron(6, { hotkey: comer })
      await published(2)
      await settled()
      const kept = await traces()
      expect(kept.filter(({ miner_hotkey }) => miner_hotkey === gone)).toEqual([])
      expect(kept.filter(({ miner_uid }) => miner_uid === 6).map(({ miner_hotkey }) => miner_hotkey)).toEqual([comer])
      expect(kept.filter(({ miner_uid }) => miner_uid === 7)).toHaveLength(2)
    }))

  test('weights are set on whatever becomes of their traces, and somebody is told', () => {
    const storage = memoryStorage()
    const isTrace = (write: Write): boolean => write._tag === 'Put' && write.table === 'miner_performance_stats'
    const refusing: Storage = {
      ...storage,
      write: (batch) => (batch.some(isTrace) ? Promise.reject(new Error('no room')) : storage.write(batch)),
    }
    return atWork({ ...scores(), storage: refusing }, async ({ alerts, published, settled, subtensor, traces }) => {
      await published(2)
      await settled()
      expect(subtensor.submissions().map(({ fate }) => fate._tag)).toEqual(['Included', 'Included'])
      expect(alerts.filter(({ _tag }) => _tag === 'TraceFailed')).toEqual(
        Array(2).fill({ _tag: 'TraceFailed', error: expect.stringContaining('no room') as string }),
      )
      expect(await traces()).toEqual([])
    })
  })

  test('traces over their budget are skipped with a warning, and the weights are those that they would have been', async () => {
    const weights = (scene: Scene<unknown>) =>
      atWork(scene, async ({ subtensor, hotkey, logs, published, settled, traces }) => {
        await published(1)
        await settled()
        const [decided] = logs.flatMap((log) => (log._tag === 'Decided' ? [log.warnings.map(({ _tag }) => _tag)] : []))
        return { stored: subtensor.weightsOf(hotkey), skipped: decided!.includes('TraceSkipped'), traces: (await traces()).length }
      })
    const [whole, hurried] = [await weights(scores()), await weights(scores({ most_seconds: 1e-9 }))]
    expect(hurried).toEqual({ stored: whole.stored, skipped: true, traces: 0 })
    expect([whole.skipped, whole.traces]).toEqual([false, MINERS + 1])
  })
})

/** Leads that come in while the validator is at work. */
const leads = () => {
  const events: object[] = []
  const lead = (miner: number, created_at: string): void => {
    events.push({ event_id: `lead-${events.length}`, curated_by: minerHotkey(SEED, miner), source: minerHotkey(SEED, miner), created_at })
  }
  const scene: Scene<unknown> = {
    policy: eventShares() as Policy<unknown>,
    config: { burn_uid: 0 },
    prover: () => ({ results: async () => [...events] }),
  }
  return { lead, scene }
}

const DAY = '2026-11-20T'

describe('eventShares', () => {
  test('weights are set every hour of 300 blocks', () => {
    const { lead, scene } = leads()
    lead(0, `${DAY}05:00:00Z`)
    return atWork(scene, async ({ published, subtensor }) => {
      await published(3)
      const blocks = subtensor.submissions().map(({ fate }) => (fate as { readonly block: number }).block)
      const gaps = blocks.slice(1).map((block, i) => block - blocks[i]!)
      expect(gaps).toHaveLength(2)
      expect(gaps.every((gap) => gap >= 300 && gap <= 302)).toBe(true)
    })
  })

  test('a lead that is there when publishing is asked for counts in what is published, and with nothing new nothing is sent', () => {
    const { lead, scene } = leads()
    lead(0, `${DAY}05:00:00Z`)
    return atWork(scene, async ({ clock, publish, published, settled, subtensor, hotkey }) => {
      await published(1)
      await settled()
      expect(subtensor.weightsOf(hotkey)).toEqual({ uids: [2], weights: [65_535] })
      lead(5, clock.now())
      const outcome = await publish()
      expect(subtensor.weightsOf(hotkey)).toEqual({ uids: [2, 7], weights: [65_535, 65_535] })
      expect(outcome).toEqual({ _tag: 'Published', block: (subtensor.submissions()[1]!.fate as { readonly block: number }).block })
      expect(await publish()).toEqual({ _tag: 'Unchanged', block: (outcome as { readonly block: number }).block })
      expect(subtensor.submissions()).toHaveLength(2)
    })
  })

  test('who asks while weights are under way waits for those after, which count what came in before the question', () => {
    const { lead, scene } = leads()
    lead(0, `${DAY}05:00:00Z`)
    return atWork(scene, async ({ clock, publish, validator, subtensor, hotkey }) => {
      await clock.until(() => validator.state().stage._tag === 'Submitting')
      lead(5, clock.now())
      const asked = await Promise.all([publish(), publish()])
      const last = subtensor.submissions().map(({ fate }) => (fate as { readonly block: number }).block)
      expect(last).toHaveLength(2)
      expect(asked).toEqual(Array(2).fill({ _tag: 'Published', block: last[1] }))
      expect(subtensor.weightsOf(hotkey)?.uids).toEqual([2, 7])
    })
  })

  test('who asks is told where publishing fails, and the validator goes on by itself', () => {
    const { lead, scene } = leads()
    lead(0, `${DAY}05:00:00Z`)
    return atWork(scene, async ({ clock, publish, published, settled, subtensor, hotkey }) => {
      await published(1)
      await settled()
      lead(5, clock.now())
      subtensor.faults.refuse('SubtokenDisabled')
      expect(await publish()).toEqual({ _tag: 'NotPublished', reason: expect.stringContaining('SubtokenDisabled') as string })
      await published(2)
      expect(subtensor.weightsOf(hotkey)?.uids).toEqual([2, 7])
    })
  })

  test('leads that can not be read are named in the log, and change nobody', () => {
    const { lead, scene } = leads()
    lead(0, `${DAY}05:00:00Z`)
    lead(1, 'yesterday')
    return atWork(scene, async ({ logs, published, subtensor, hotkey }) => {
      await published(1)
      const malformed = logs.flatMap((log) => (log._tag === 'Collected' ? log.malformed : []))
      expect(malformed.map(({ _tag, path }) => [_tag, path])).toEqual([['UnexpectedCreatedAt', 'results[1].created_at']])
      expect(subtensor.weightsOf(hotkey)?.uids).toEqual([2])
    })
  })
})
