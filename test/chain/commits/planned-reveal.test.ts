/** A plan for a commit, held against the pure replay of the chain: what was planned is revealed, where the pulses come in time. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { describe, expect, test } from 'vitest'
import type { RevealPlan } from '../../../src/chain/commits/planned-reveal.js'
import { nextCommitEpoch, plannedReveal } from '../../../src/chain/commits/planned-reveal.js'
import { revealDue } from '../../../src/chain/commits/reveal-due.js'
import { commitEpoch, epochSeen } from '../../../src/chain/schedule/epoch-seen.js'
import type { EpochCounters } from '../../../src/chain/schedule/epoch-schedule.js'
import { isModuloEpoch } from '../../../src/chain/schedule/modulo-epochs.js'
import type { RevealOptions } from '../../../src/chain/schedule/reveal-round.js'
import type { ScheduleRules } from '../../../src/chain/schedule/schedule-rules.js'
import { walkEpochs } from '../../../src/chain/schedule/walk-epochs.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { expectLeft, expectRight } from '../../either.js'
import { rulesOf } from '../rules.js'

const SECONDS = 12

/** A beacon that gives each round at its time. */
const isPublished = ({ now, block, block_seconds }: RevealPlan, at: number, round: bigint): boolean =>
  QUICKNET.genesis + (Number(round) - 1) * QUICKNET.period <= now + (at - block) * block_seconds

/** The block in which the chain opens a commit that the block after the plan's includes, or null. An old chain has one try, in an epoch block. */
const revealedAt = (plan: RevealPlan, round: number, form: ScheduleRules = 'spec423'): number | null => {
  const rules = rulesOf(plan.spec)
  const isCounted = rules.holds('epochsAreCounted')
  let counters: EpochCounters = plan.schedule ?? {
    last_epoch_block: 0,
    pending_epoch_at: 0,
    subnet_epoch_index: 0,
    blocks_since_last_step: 0,
    tempo: plan.tempo,
  }
  const commit = { hotkey: '5A', block: plan.block + 1, reveal_round: BigInt(round), opened: null }
  let ledger = {
    metagraph: { netuid: plan.netuid, neurons: [] } as never,
    weights: new Map(),
    commits: new Map<number, readonly (typeof commit)[]>(),
  }
  for (let block = plan.block + 1; block < plan.block + 4 * (plan.tempo + 2) * (plan.reveal_period_epochs + 1); block++) {
    const clock = { rules, netuid: plan.netuid, schedule: { ...counters, current_block: block - 1 } }
    if (rules.holds('revealIsTriedAgain') || isModuloEpoch(plan.netuid, plan.tempo)(block)) {
      const hasPulse = (wanted: bigint): boolean => isPublished(plan, block, wanted)
      const turn = revealDue({ rules, reveal_period_epochs: plan.reveal_period_epochs, block, seen: epochSeen(clock)(block), hasPulse })(
        ledger,
      )
      ledger = turn.ledger as typeof ledger
      for (const { _tag } of turn.fates) if (_tag !== 'Waiting') return _tag === 'Unreadable' ? block : null
    }
    if (block === plan.block + 1) ledger = { ...ledger, commits: new Map([[commitEpoch(clock)(block), [commit]]]) }
    if (isCounted) {
      const walked = expectRight(
        walkEpochs({ rules: form, until: block })({ block: block - 1, subnets: [{ netuid: plan.netuid, schedule: counters }] }),
      )
      counters = walked.chain.subnets[0]!.schedule
    }
  }
  return null
}

const plans: fc.Arbitrary<RevealPlan> = fc
  .record({
    spec: fc.oneof(fc.constantFrom(293, 300, 301, 319, 320, 422, 423, 425, 431, 459), fc.integer({ min: 293, max: 459 })),
    netuid: fc.integer({ min: 1, max: 200 }),
    tempo: fc.oneof(fc.constantFrom(10, 99, 360), fc.integer({ min: 8, max: 60 })),
    block: fc.integer({ min: 2000, max: 8_000_000 }),
    behind: fc.nat(400),
    index: fc.nat(5000),
    reveal_period_epochs: fc.integer({ min: 1, max: 3 }),
    now: fc.double({ min: 1.7e9, max: 1.9e9, noNaN: true }),
  })
  .map(({ behind, index, ...plan }) => {
    const since = behind % plan.tempo
    const schedule = {
      last_epoch_block: plan.block - since,
      pending_epoch_at: 0,
      subnet_epoch_index: index,
      tempo: plan.tempo,
      blocks_since_last_step: since,
    }
    return { ...plan, block_seconds: SECONDS, ...(plan.spec >= 423 ? { schedule } : {}) }
  })

describe('the plan of a commit', () => {
  test('is revealed, on every runtime whose rules are known, where the pulses come in time', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { block, round } = expectRight(plannedReveal(plan))
        const found = revealedAt(plan, round, plan.spec >= 459 ? 'newer' : 'spec423')
        expect(found).not.toBeNull()
        // Not before it was expected, and then as soon as the pulse is there: one round may come within a block.
        expect(found!).toBeGreaterThanOrEqual(block)
        expect(found!).toBeLessThanOrEqual(block + 4)
      }),
      { numRuns: 150 },
    )
  })
  test('a round that is a whole epoch later is lost, so the replay can tell', () => {
    const plan = { spec: 320, netuid: 3, tempo: 20, block: 5000, reveal_period_epochs: 1, block_seconds: SECONDS, now: 1_790_000_000 }
    const { round } = expectRight(plannedReveal(plan))
    expect(revealedAt(plan, round + (21 * SECONDS) / QUICKNET.period)).toBeNull()
    const old = { ...plan, spec: 293 }
    expect(revealedAt(old, expectRight(plannedReveal(old)).round + (7 * SECONDS) / QUICKNET.period)).toBeNull()
  })
  test('vectors: by a schedule it is the block and the round that were recorded', () => {
    type Vector = RevealOptions & { readonly reveal_block: number | null; readonly reveal_round: number | null }
    const vectors = JSON.parse(readFileSync('test/vectors/reveal_rounds.json', 'utf8')) as readonly Vector[]
    const different = vectors.filter(({ schedule: { current_block, ...schedule }, reveal_block, reveal_round, ...rest }) => {
      const { tempo } = schedule
      const answer = plannedReveal({ ...rest, spec: 425, netuid: 39, tempo, block: current_block, schedule })
      const { block, round } = isRight(answer) ? answer.right : { block: null, round: null }
      return block !== reveal_block || round !== reveal_round
    })
    expect(different).toEqual([])
  })
  test('where it is not known which safety net the runtime has, the later round is taken', () => {
    const schedule = { last_epoch_block: 900, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 200, blocks_since_last_step: 199 }
    const plan = { netuid: 39, tempo: 200, block: 950, reveal_period_epochs: 1, block_seconds: SECONDS, now: 1_790_000_000, schedule }
    const rounds = [425, 459].map((spec) => expectRight(plannedReveal({ ...plan, spec })).round)
    expect(new Set(rounds).size).toBe(2)
    expect(expectRight(plannedReveal({ ...plan, spec: 440 })).round).toBe(Math.max(...rounds))
  })
  test('what can not be planned is said by name', () => {
    const plan = { spec: 293, netuid: 3, tempo: 360, block: 10, reveal_period_epochs: 1, block_seconds: SECONDS, now: 1_790_000_000 }
    expect(expectLeft(plannedReveal(plan))._tag).toBe('NothingRevealedYet')
    expect(expectLeft(plannedReveal({ ...plan, tempo: 0 }))._tag).toBe('NeverDue')
    expect(expectLeft(plannedReveal({ ...plan, spec: 425 }))._tag).toBe('NoSchedule')
    expect(expectLeft(plannedReveal({ ...plan, spec: 9999 }))._tag).toBe('UnknownRuntime')
  })
})

describe('the epoch of the next commit', () => {
  test('is that under which the replay keeps it; none where it can not be known', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const schedule = {
          ...(plan.schedule ?? {
            last_epoch_block: 0,
            pending_epoch_at: 0,
            subnet_epoch_index: 0,
            blocks_since_last_step: 0,
            tempo: plan.tempo,
          }),
          current_block: plan.block,
        }
        expect(nextCommitEpoch(plan)).toEqual(
          some(commitEpoch({ rules: rulesOf(plan.spec), netuid: plan.netuid, schedule })(plan.block + 1)),
        )
      }),
    )
    const { schedule: _, ...plan } = { schedule: undefined, netuid: 3, tempo: 360, block: 1000 }
    expect(nextCommitEpoch({ ...plan, spec: 425 })).toEqual(none)
    expect(nextCommitEpoch({ ...plan, spec: 9999 })).toEqual(none)
  })
})
