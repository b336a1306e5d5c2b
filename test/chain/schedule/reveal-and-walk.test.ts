/**
 * What `revealRound` promises, held against the walk of a whole chain.
 *
 * If nobody sets a tempo, triggers an epoch or breaks the subnet after the look, the chain reveals the commit at the block that was
 * promised, or later by at most the blocks for which its epochs are put off. So the round never lies before the block of the reveal by more
 * than those blocks, less the margin of three. A tempo or a trigger after the look, and a skipped epoch by the newer rules, can move the
 * reveal either way.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isEpochDue } from '../../../src/chain/schedule/epoch-schedule.js'
import type { EpochCounters } from '../../../src/chain/schedule/epoch-schedule.js'
import { deferredEpoch } from '../../../src/chain/schedule/epoch-slot.js'
import { revealRound } from '../../../src/chain/schedule/reveal-round.js'
import type { ScheduleRules } from '../../../src/chain/schedule/schedule-rules.js'
import { withSafetyNet } from '../../../src/chain/schedule/schedule-rules.js'
import { setTempo } from '../../../src/chain/schedule/set-tempo.js'
import { triggerEpoch } from '../../../src/chain/schedule/trigger-epoch.js'
import type { ChainSchedules } from '../../../src/chain/schedule/walk-epochs.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { expectRight } from '../../either.js'
import { chainArb, ours, rulesArb } from './chains.js'

const NOW = 1_790_000_000
const SECONDS = 12

interface Case {
  readonly rules: ScheduleRules
  readonly chain: ChainSchedules
  readonly period: number
}

/** Chains in which at least one subnet besides root has epochs; the first of them commits. Each block has a place. */
const caseArb: fc.Arbitrary<Case> = fc
  .record({ rules: rulesArb, chain: chainArb, period: fc.integer({ min: 1, max: 3 }) })
  .map(({ rules, chain, period }) => ({
    rules,
    period,
    chain: {
      ...chain,
      max_epochs_per_block: Math.max(1, chain.max_epochs_per_block!),
      subnets: chain.subnets.map(({ netuid, schedule }) => ({ netuid, schedule: withSafetyNet(rules, schedule) })),
    },
  }))
  .filter(({ chain }) => committing(chain) !== undefined)

/** With a tempo of 1 an epoch that only the safety net makes due can pass the epoch of a commit: then the commit is lost. */
const committing = (chain: ChainSchedules) => chain.subnets.find(({ netuid, schedule }) => netuid !== 0 && schedule.tempo > 1)
const countersOf = (chain: ChainSchedules, netuid: number): EpochCounters => chain.subnets.find((s) => s.netuid === netuid)!.schedule

interface Revealed {
  /** The first block that reveals the commit. */
  readonly block: number
  /** The times that the epoch of the commit's subnet was put off, up to that block. */
  readonly deferred: number
}

/** So many blocks after the look a reveal has long been due: other subnets take all places of each block. */
const STARVED = 500

/**
 * The reveal of a commit that the next block includes, by the walk; null for a commit that is never revealed. `change` may change the
 * schedules after a block.
 */
const walkedReveal = ({ rules, chain, period }: Case, change = (after: ChainSchedules): ChainSchedules => after): Revealed | null => {
  const { netuid, schedule } = committing(chain)!
  const seen = (counters: EpochCounters, block: number): number => counters.subnet_epoch_index + (isEpochDue(counters)(block) ? 1 : 0)
  const target = seen(schedule, chain.block + 1) + period
  let at = chain
  let deferred = 0
  for (let block = chain.block + 1; block <= chain.block + STARVED; block++) {
    const walked = ours({ rules, until: block }, at)
    const isDeferred = walked.log.some((event) => event.netuid === netuid && event.outcome === 'deferred')
    if (isDeferred) deferred++
    // A block first reveals, for all subnets whose epochs it does not put off, by the counters of the block before it.
    else if (seen(countersOf(at, netuid), block) === target) return { block, deferred }
    at = change(walked.chain)
  }
  return null
}

const promised = ({ chain, period }: Case): { readonly block: number; readonly round: number } =>
  expectRight(
    revealRound({
      schedule: { ...committing(chain)!.schedule, current_block: chain.block },
      reveal_period_epochs: period,
      block_seconds: SECONDS,
      now: NOW,
    }),
  )

type Answer = typeof promised
const earlier: Answer = (c) => ({ ...promised(c), block: promised(c).block - 1 })
const later: Answer = (c) => ({ ...promised(c), block: promised(c).block + 1 })

const MANY = { numRuns: 500 }

describe('the promised reveal and the walk', () => {
  test('a subnet whose epochs are not put off reveals at the promised block', () => {
    const alone = (answer: Answer) =>
      fc.property(caseArb, (c) => {
        const lone = { ...c, chain: { ...c.chain, subnets: [committing(c.chain)!] } }
        return walkedReveal(lone)?.block === answer(lone).block
      })
    fc.assert(alone(promised), MANY)
    expect(fc.check(alone(earlier), MANY).failed).toBe(true)
    expect(fc.check(alone(later), MANY).failed).toBe(true)
  })
  test('epochs that are put off make it later, by at most the blocks for which they are', () => {
    const bounded = (answer: Answer) =>
      fc.property(caseArb, (c) => {
        const revealed = walkedReveal(c)
        if (revealed === null) return true
        const { block, deferred } = revealed
        return answer(c).block <= block && block <= answer(c).block + deferred
      })
    fc.assert(bounded(promised), MANY)
    expect(fc.check(bounded(earlier), MANY).failed).toBe(true)
    expect(fc.check(bounded(later), MANY).failed).toBe(true)
    // And they are put off: the law is not empty.
    expect(
      fc.check(
        fc.property(caseArb, (c) => walkedReveal(c)?.block === promised(c).block),
        MANY,
      ).failed,
    ).toBe(true)
  })
  test('the round is published after the reveal begins, unless epochs were put off for more than the margin', () => {
    const published = (round: number) => QUICKNET.genesis + (round - 1) * QUICKNET.period
    const after = (answer: Answer) =>
      fc.property(caseArb, (c) => {
        const revealed = walkedReveal(c)
        if (revealed === null) return true
        const { block, deferred } = revealed
        return published(answer(c).round) >= NOW + (block - Math.max(0, deferred - 2) - c.chain.block) * SECONDS
      })
    fc.assert(after(promised), MANY)
    expect(
      fc.check(
        after((c) => ({ ...promised(c), round: promised(c).round - 4 })),
        MANY,
      ).failed,
    ).toBe(true)
  })
  test('a trigger after the look moves the reveal forwards or not at all, so the round still lies after it', () => {
    // With a window below 2 a trigger can follow at once on an epoch that only the safety net made due: then the commit is lost.
    const triggered = (wrong: boolean) =>
      fc.property(caseArb, fc.integer({ min: 1001, max: 1010 }), fc.integer({ min: 2, max: 12 }), (c, at, window) => {
        const { netuid, schedule } = committing(c.chain)!
        const lone = { ...c, chain: { ...c.chain, subnets: [{ netuid, schedule }] } }
        const change = (after: ChainSchedules): ChainSchedules => {
          if (after.block !== at) return after
          const counters = countersOf(after, netuid)
          const call = { block: at, commit_reveal: false, admin_freeze_window: window }
          const answer = triggerEpoch(call)(counters)
          const next = wrong
            ? deferredEpoch(at + 40)({ ...counters, tempo: counters.tempo + 40 })
            : answer._tag === 'Right'
              ? answer.right
              : counters
          return { ...after, subnets: [{ netuid, schedule: next }] }
        }
        return walkedReveal(lone, change)!.block <= promised(lone).block
      })
    fc.assert(triggered(false), MANY)
    expect(fc.check(triggered(true), MANY).failed).toBe(true)
  })
  test('a new tempo after the look moves it either way', () => {
    const moved = (tempo: number) => {
      const schedule = { last_epoch_block: 1000, pending_epoch_at: 0, subnet_epoch_index: 5, tempo: 360, blocks_since_last_step: 100 }
      const c: Case = { rules: 'spec423', period: 1, chain: { block: 1100, subnets: [{ netuid: 1, schedule }] } }
      const change = (after: ChainSchedules): ChainSchedules =>
        after.block !== 1150
          ? after
          : {
              ...after,
              subnets: [
                { netuid: 1, schedule: expectRight(setTempo('spec423')({ block: 1150, tempo, by: 'root' })(countersOf(after, 1))) },
              ],
            }
      return [promised(c).block, walkedReveal(c, change)?.block]
    }
    expect(moved(100)).toEqual([1360, 1250])
    expect(moved(400)).toEqual([1360, 1550])
  })
})
