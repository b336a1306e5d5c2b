import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochCounters } from '../../../src/chain/schedule/epoch-schedule.js'
import { epochsOf } from '../../../src/chain/schedule/epochs-of.js'
import type { ScheduleRules } from '../../../src/chain/schedule/schedule-rules.js'
import { walkEpochs } from '../../../src/chain/schedule/walk-epochs.js'
import { expectLeft, expectRight } from '../../either.js'
import { examplesOf } from '../today.js'
import type { Walker } from './chains.js'
import { chainArb, inconsistentArb, MISTAKES, ours, plainWalk, rulesArb } from './chains.js'

const fresh = (tempo: number, last_epoch_block: number, blocks_since_last_step: number): EpochCounters => ({
  last_epoch_block,
  pending_epoch_at: 0,
  subnet_epoch_index: 0,
  tempo,
  blocks_since_last_step,
})
type Log = readonly (readonly [block: number, netuid: number, outcome: string])[]

describe('the examples of the page', () => {
  interface Crowd {
    readonly netuids: readonly number[]
    readonly tempo: number
    readonly lastEpochBlock: number
    readonly blocks: readonly [number, number]
  }
  interface Dissolved {
    readonly log: Log
    readonly lastEpochBlockAfter: Readonly<Record<string, number>>
  }
  test.each(examplesOf<Crowd, Dissolved>('deferral, MaxEpochsPerBlock 2 (425)'))('deferral: $input.netuids', ({ input, output }) => {
    const block = input.blocks[0] - 1
    const schedule = fresh(input.tempo, input.lastEpochBlock, block - input.lastEpochBlock)
    const walked = ours(
      { rules: 'spec423', until: input.blocks[1] },
      { block, subnets: input.netuids.map((netuid) => ({ netuid, schedule })) },
    )
    expect(walked.log.map((e) => [e.block, e.netuid, e.outcome])).toEqual(output.log)
    expect(Object.fromEntries(walked.chain.subnets.map((s) => [s.netuid, s.schedule.last_epoch_block]))).toEqual(output.lastEpochBlockAfter)
  })

  interface Broken {
    readonly tempo: number
    readonly lastEpochBlock: number
    readonly blocksSinceLastStep: number
    readonly inconsistentBlocks: readonly [number, number]
  }
  interface Retried {
    readonly log: Log
    readonly epochIndexRose: number
    readonly blocksSinceLastStep: number
  }
  const skips = (rule: string, rules: ScheduleRules) => examplesOf<Broken, Retried>(rule).map((example) => ({ ...example, rules }))
  test.each([
    ...skips('inconsistent input skipped (425)', 'spec423'),
    ...skips('inconsistent input skipped (newer: safety net > tempo, counter held at tempo + 1)', 'newer'),
  ])('an inconsistent subnet: $rules', ({ input, output, rules }) => {
    const [from, to] = input.inconsistentBlocks
    const netuid = output.log[0]![1]
    const schedule = fresh(input.tempo, input.lastEpochBlock, input.blocksSinceLastStep)
    const until = output.log.at(-1)![0] + output.blocksSinceLastStep
    const isConsistent = (_: number, block: number) => block < from || block > to
    const { log, chain } = ours({ rules, until, isConsistent }, { block: input.lastEpochBlock, subnets: [{ netuid, schedule }] })
    expect(log.map((e) => [e.block, e.netuid, e.outcome])).toEqual(output.log)
    const after = chain.subnets[0]!.schedule
    expect([after.subnet_epoch_index, after.blocks_since_last_step]).toEqual([output.epochIndexRose, output.blocksSinceLastStep])
  })
})

describe('the walk', () => {
  const text = (value: unknown): string =>
    JSON.stringify(
      value,
      Object.keys(fresh(1, 1, 1))
        .concat('safety_net', 'schedule', 'subnets', 'log', 'chain', 'block', 'netuid', 'outcome')
        .sort(),
    )
  const agree = (other: Walker) =>
    fc.property(chainArb, rulesArb, inconsistentArb, (chain, rules, broken) => {
      const isConsistent = (netuid: number, block: number) => !broken.some(([n, b]) => n === netuid && b === block)
      const walk = { rules, until: 1040, isConsistent }
      const [a, b] = [ours(walk, chain), other(walk, chain)]
      return JSON.stringify(a.log) === JSON.stringify(b.log) && text(a.chain.subnets) === text(b.chain.subnets)
    })
  const MANY = { numRuns: 500 }
  test('is the rule written plainly', () => {
    fc.assert(agree(plainWalk()), MANY)
  })
  test.each(Object.entries(MISTAKES))('mistake: %s: found', (_, mistakes) => {
    expect(fc.check(agree(plainWalk(mistakes)), MANY).failed).toBe(true)
  })
  test('no block runs more epochs than it may, and none is put off while there is a place', () => {
    const places = (walker: Walker) =>
      fc.property(chainArb, rulesArb, (chain, rules) => {
        const { log } = walker({ rules, until: 1040 }, chain)
        const ran = (block: number) => log.filter((e) => e.block === block && e.outcome === 'ran').length
        return log.every(({ block, outcome }) =>
          outcome === 'deferred' ? ran(block) === chain.max_epochs_per_block : ran(block) <= chain.max_epochs_per_block!,
        )
      })
    fc.assert(places(ours), MANY)
    expect(
      fc.check(
        places((walk, chain) => ours(walk, { ...chain, max_epochs_per_block: 4 })),
        MANY,
      ).failed,
    ).toBe(true)
  })
  test('in two parts it is the same as in one', () => {
    fc.assert(
      fc.property(chainArb, rulesArb, fc.integer({ min: 1000, max: 1040 }), (chain, rules, middle) => {
        const first = ours({ rules, until: middle }, chain)
        const second = ours({ rules, until: 1040 }, first.chain)
        const whole = ours({ rules, until: 1040 }, chain)
        return JSON.stringify([...first.log, ...second.log]) === JSON.stringify(whole.log) && text(second.chain) === text(whole.chain)
      }),
    )
  })
  test('a lone subnet has its epoch where epochsOf says, and its counter tells where the last one was', () => {
    const lone = (spec: number, rules: ScheduleRules) =>
      fc.property(chainArb, (chain) => {
        const [subnet] = chain.subnets
        const { schedule, netuid } = { netuid: 1, schedule: subnet!.schedule }
        const walked = ours({ rules, until: 1045 }, { block: 1000, subnets: [{ netuid, schedule }] })
        const first = walked.log[0]?.block ?? null
        const ran = walked.log.at(-1)?.block
        const after = walked.chain.subnets[0]!.schedule
        const now = expectRight(epochsOf(spec)({ netuid, tempo: 0, block: 1000, schedule }))
        const then = expectRight(epochsOf(spec)({ netuid, tempo: 0, block: 1045, schedule: after }))
        return now.next === first && (ran === undefined || then.last === ran)
      })
    fc.assert(lone(425, 'spec423'), MANY)
    fc.assert(lone(459, 'newer'), MANY)
    expect(fc.check(lone(425, 'newer'), MANY).failed).toBe(true)
  })
  test('what is not a chain is refused by name', () => {
    const chain = { block: 1000, subnets: [{ netuid: 1, schedule: fresh(360, 900, 100) }] }
    const errorOf = (changes: object, walk: object = {}) => {
      const error = expectLeft(walkEpochs({ rules: 'spec423', until: 1001, ...walk })({ ...chain, ...changes }))
      return error._tag === 'NotExpected' ? error.field : error._tag
    }
    expect(errorOf({ block: -1 })).toBe('block')
    expect(errorOf({ max_epochs_per_block: 256 })).toBe('max_epochs_per_block')
    expect(errorOf({}, { until: 1.5 })).toBe('until')
    expect(errorOf({ subnets: [...chain.subnets, ...chain.subnets] })).toBe('subnets[1].netuid')
    expect(errorOf({ subnets: [{ netuid: 65_536, schedule: fresh(360, 900, 100) }] })).toBe('subnets[0].netuid')
    expect(errorOf({ subnets: [{ netuid: 1, schedule: fresh(-1, 900, 100) }] })).toBe('subnets[0].schedule.tempo')
    expect(errorOf({ subnets: [{ netuid: 1, schedule: fresh(360, 1001, 100) }] })).toBe('EpochAhead')
    expect(ours({ rules: 'newer', until: 10 }, chain)).toEqual({ chain, log: [] })
  })
})
