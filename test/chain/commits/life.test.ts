/** The forecast for commits, and the laws of their life, against a chain that is walked block by block. */
import { rulesOf } from '../rules.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OutlookOptions } from '../../../src/chain/commits/commit-outlook.js'
import { commitOutlook } from '../../../src/chain/commits/commit-outlook.js'
import type { CommitFate } from '../../../src/chain/commits/reveal-due.js'
import { revealDue } from '../../../src/chain/commits/reveal-due.js'
import type { WeightsLedger } from '../../../src/chain/commits/weights-ledger.js'
import { withCommit } from '../../../src/chain/commits/weights-ledger.js'
import type { EpochSchedule } from '../../../src/chain/schedule/epoch-schedule.js'
import { revealRound } from '../../../src/chain/schedule/reveal-round.js'
import { showScheduleError } from '../../../src/chain/schedule/schedule-error.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'
import { metagraphOf, neuronOf } from '../preflight/attempts.js'
import { dueAt, stepped } from '../schedule/walk.js'

interface Told {
  readonly spec: number
  readonly netuid: number
  readonly tempo: number
  readonly net: number | undefined
  readonly period: number
  readonly start: number
  /** Commits as (blocks after the start, who, blocks until the pulse is there). */
  readonly commits: readonly { readonly after: number; readonly by: 0 | 1; readonly pulseIn: number; readonly isReadable: boolean }[]
  /** Blocks after the start at which somebody asks for the outlook. */
  readonly asked: number
}
const toldArb: fc.Arbitrary<Told> = fc.record({
  spec: fc.constantFrom(293, 300, 301, 422, 423, 459),
  netuid: fc.integer({ min: 1, max: 40 }),
  tempo: fc.integer({ min: 1, max: 9 }),
  net: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  period: fc.integer({ min: 1, max: 3 }),
  start: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1000, max: 9000 })),
  commits: fc.array(
    fc.record({
      after: fc.integer({ min: 1, max: 25 }),
      by: fc.constantFrom<0 | 1>(0, 1),
      pulseIn: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 45 })),
      isReadable: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  asked: fc.integer({ min: 1, max: 28 }),
})

const NOW = 1_790_000_001
const SECONDS = 12
/** A round whose pulse comes exactly with a block, `blocks` after the start. */
const roundIn = (blocks: number): number => (NOW - QUICKNET.genesis) / QUICKNET.period + 1 + blocks * (SECONDS / QUICKNET.period)

interface Happened {
  readonly block: number
  readonly fate: CommitFate
}
interface Walked {
  readonly happened: readonly Happened[]
  readonly epochs: readonly number[]
  /** What was on chain after the block that was asked about. */
  readonly then: { readonly ledger: WeightsLedger; readonly schedule: EpochSchedule }
}
const HOTKEYS = [hotkeyOf(0), hotkeyOf(1)] as const

/** The chain, block by block, with the plain rule of the epochs. */
const walk = ({ spec, netuid, tempo, net, period, start, commits, asked }: Told): Walked => {
  const metagraph = metagraphOf(netuid, [neuronOf(0), neuronOf(1)], { commit_reveal_weights_enabled: true, tempo })
  let ledger: WeightsLedger = { metagraph, weights: new Map(), commits: new Map() }
  let schedule: EpochSchedule = {
    last_epoch_block: start,
    pending_epoch_at: 0,
    subnet_epoch_index: 7,
    tempo,
    blocks_since_last_step: 0,
    current_block: start,
    ...(net === undefined ? {} : { safety_net: net }),
  }
  const happened: Happened[] = []
  const epochs: number[] = []
  let then = { ledger, schedule }
  for (let block = start + 1; block <= start + 90; block++) {
    const isCounted = spec >= 423
    const isModulo = (block + netuid + 2) % (tempo + 1) === 0
    const seenIn = (): number =>
      isCounted ? schedule.subnet_epoch_index + (dueAt(schedule, block) ? 1 : 0) : Math.floor((block + netuid + 1) / (tempo + 1))
    if (spec >= 301 || isModulo) {
      const hasPulse = (round: bigint): boolean => roundIn(block - start) >= Number(round)
      const found = revealDue({ rules: rulesOf(spec), reveal_period_epochs: period, block, seen: seenIn(), hasPulse })(ledger)
      ledger = found.ledger
      happened.push(...found.fates.map((fate) => ({ block, fate })))
    }
    const next = stepped(schedule, block)
    if (isCounted ? next.subnet_epoch_index > schedule.subnet_epoch_index : isModulo) epochs.push(block)
    schedule = { ...next, current_block: block }
    for (const { after, by, pulseIn, isReadable } of commits) {
      if (start + after !== block) continue
      const opened = { hotkey: null, uids: Uint16Array.of(by), weights: Uint16Array.of(1 + after), version_key: 0n }
      const reveal_round = BigInt(roundIn(after + pulseIn))
      // Source: subtensor, `do_commit_timelocked_weights`.
      const belongs = seenIn() + (!isCounted && isModulo ? 1 : 0)
      ledger = withCommit(ledger, belongs, { hotkey: HOTKEYS[by], block, reveal_round, opened: isReadable ? opened : null })
    }
    if (block === start + asked) then = { ledger, schedule }
  }
  return { happened, epochs, then }
}

const optionsOf = ({ spec, netuid, period, asked }: Told, schedule: EpochSchedule): OutlookOptions => ({
  spec,
  netuid,
  schedule,
  reveal_period_epochs: period,
  now: NOW + asked * SECONDS,
  block_seconds: SECONDS,
})

describe('the outlook for open commits', () => {
  test('is what the chain does, if nothing is changed', () => {
    let lost = 0
    let waited = 0
    let replaced = 0
    fc.assert(
      fc.property(toldArb, (told) => {
        const { happened, epochs, then } = walk(told)
        const all = [...then.ledger.commits].flatMap(([epoch, queue]) => queue.map((commit) => ({ epoch, commit })))
        for (const hotkey of HOTKEYS) {
          const own = all.filter(({ commit }) => commit.hotkey === hotkey && commit.opened !== null)
          const placed = own.map(({ epoch, commit }) => ({ epoch, block: commit.block, reveal_round: Number(commit.reveal_round) }))
          const outlook = expectRight(commitOutlook(optionsOf(told, then.schedule))(placed))
          const revealed = happened.filter(({ block, fate }) => block > told.start + told.asked && fate._tag === 'Revealed')
          own.forEach(({ commit }, i) => {
            const at = revealed.findIndex(({ fate }) => fate.commit === commit)
            const mine = at < 0 ? undefined : revealed[at]
            const later = at < 0 ? [] : revealed.slice(at + 1).filter(({ fate }) => own.some((one) => one.commit === fate.commit))
            expect(outlook[i]!.revealed_at).toBe(mine?.block ?? null)
            expect(outlook[i]!.counts_from).toBe(mine === undefined ? null : epochs.find((block) => block >= mine.block))
            expect(outlook[i]!.replaced_at).toBe(later[0]?.block ?? null)
            const tries = happened.filter(({ block, fate }) => block > told.start + told.asked && fate.commit === commit)
            const tried = tries.filter(({ fate }) => fate._tag !== 'Expired')
            if (tried.length > 0) {
              expect(outlook[i]!.first_try).toBeLessThanOrEqual(tried[0]!.block)
              expect(outlook[i]!.last_try).toBeGreaterThanOrEqual(tried.at(-1)!.block)
            }
            lost += mine === undefined ? 1 : 0
            waited += mine !== undefined && mine.block > outlook[i]!.first_try ? 1 : 0
            replaced += later.length > 0 ? 1 : 0
          })
        }
      }),
      { numRuns: 2000 },
    )
    expect(Math.min(lost, waited, replaced)).toBeGreaterThan(30)
  })
  test('refuses a pace or a time that is none', () => {
    const options = optionsOf(
      { spec: 425, netuid: 1, period: 1, asked: 0 } as Told,
      walk({ ...fc.sample(toldArb, { seed: 1, numRuns: 1 })[0]! }).then.schedule,
    )
    const texts = [
      { ...options, block_seconds: 0 },
      { ...options, now: NaN },
      { ...options, schedule: { ...options.schedule, tempo: 0 } },
    ].map((wrong) => showScheduleError(expectLeft(commitOutlook(wrong)([]))))
    expect(texts).toEqual([
      'block_seconds: expected a number above 0, found 0',
      'now: expected a finite number of seconds, found NaN',
      'the tempo is 0: the subnet never has an epoch',
    ])
  })
})

describe('the outlook and the runtime', () => {
  const schedule = {
    last_epoch_block: 1200,
    pending_epoch_at: 0,
    subnet_epoch_index: 2,
    tempo: 7200,
    blocks_since_last_step: 200,
    current_block: 1200,
  }
  const options = { netuid: 39, schedule, reveal_period_epochs: 1, now: NOW, block_seconds: SECONDS }
  const commit = { epoch: 2, block: 1190, reveal_round: 1 }
  test('a runtime that is not known is refused by name', () => {
    for (const spec of [292, 460, 473, NaN, 425.5])
      expect(expectLeft(commitOutlook({ ...options, spec })([commit]))._tag).toBe('UnknownRuntime')
  })
  test('the safety net is that of the runtime, and refused where it is not known', () => {
    const first = (spec: number, safety_net?: number): unknown => {
      const net = safety_net === undefined ? {} : { safety_net }
      const found = commitOutlook({ ...options, schedule: { ...schedule, ...net }, spec })([commit])
      return found._tag === 'Left' ? found.left._tag : found.right[0]!.first_try
    }
    // An owner set the tempo at 1200; the last epoch was at 1000. The net's epoch at 8201 is not foreseen, so the next block reveals.
    expect([425, 440, 459].map((spec) => first(spec))).toEqual([8400, 'UnsettledSafetyNet', 8202])
    expect(first(440, 7200)).toBe(8202)
    const round = (spec: number): unknown => {
      const found = revealRound({ ...options, spec })
      return found._tag === 'Left' ? found.left._tag : found.right.block
    }
    expect([425, 440, 459].map(round)).toEqual([8400, 'UnsettledSafetyNet', 8202])
  })
  test('no try lies in the past', () => {
    const past = { ...schedule, tempo: 5, current_block: 34, last_epoch_block: 31 }
    const seen = [422, 425].map(
      (spec) =>
        expectRight(
          commitOutlook({ ...options, netuid: 3, spec, schedule: past })([{ epoch: spec === 422 ? 5 : 1, block: 28, reveal_round: 1 }]),
        )[0]!,
    )
    expect(seen.map(({ first_try, revealed_at }) => [first_try, revealed_at])).toEqual([
      [35, 35],
      [35, 35],
    ])
  })
  test('a value that is none is named', () => {
    const wrong: readonly (readonly [object, object, string])[] = [
      [{ reveal_period_epochs: -1 }, {}, 'reveal_period_epochs'],
      [{ netuid: 1.5 }, {}, 'netuid'],
      [{}, { epoch: '2' }, 'commits[0].epoch'],
      [{}, { reveal_round: 1n }, 'commits[0].reveal_round'],
      [{}, { block: NaN }, 'commits[0].block'],
    ]
    for (const [changes, changed, field] of wrong)
      expect(expectLeft(commitOutlook({ ...options, spec: 425, ...changes })([{ ...commit, ...changed }]))).toMatchObject({
        _tag: 'NotExpected',
        field,
      })
  })
})

describe('the life of commits', () => {
  test('one that is included by an epoch block belongs to the next epoch, on every runtime', () => {
    const told = { netuid: 1, tempo: 5, net: undefined, period: 1, start: 1000, asked: 4 }
    // By the height, block 1005 is an epoch block, and so are 1011 and 1017. By the schedule they are 1005, 1010 and so on.
    const commits = [{ after: 5, by: 0 as const, pulseIn: 0, isReadable: true }]
    const tags = (spec: number): readonly string[] =>
      walk({ ...told, spec, commits }).happened.map(({ block, fate }) => `${fate._tag} ${block}`)
    expect([293, 300, 301, 422, 423, 459].map((spec) => [spec, ...tags(spec)])).toEqual([
      [293, 'Revealed 1011'],
      [300, 'Revealed 1011'],
      [301, 'Revealed 1012'],
      [422, 'Revealed 1012'],
      [423, 'Revealed 1010'],
      [459, 'Revealed 1010'],
    ])
  })
  test('a reveal moves the last update where commit-reveal was switched off since, and there alone', () => {
    for (const [isOn, expected] of [
      [true, 900],
      [false, 1000],
    ] as const) {
      const metagraph = metagraphOf(39, [neuronOf(0, { last_update: 900 })], { commit_reveal_weights_enabled: isOn })
      const opened = { hotkey: null, uids: Uint16Array.of(0), weights: Uint16Array.of(1), version_key: 0n }
      const commits = new Map([[0, [{ hotkey: HOTKEYS[0], block: 900, reveal_round: 1n, opened }]]])
      // The commits of epoch 0 are revealed too.
      const options = { rules: rulesOf(425), reveal_period_epochs: 1, block: 1000, seen: 1, hasPulse: () => true }
      const { ledger, fates } = revealDue(options)({ metagraph, weights: new Map(), commits })
      expect(fates.map(({ _tag }) => _tag)).toEqual(['Revealed'])
      expect(ledger.metagraph.neurons[0]!.last_update).toBe(expected)
    }
  })
  test('a commit is revealed at most once, in the order of inclusion within a block, and nothing is left at the end', () => {
    fc.assert(
      fc.property(toldArb, (told) => {
        const { happened } = walk(told)
        const ended = happened.filter(({ fate }) => fate._tag !== 'Waiting')
        expect(new Set(ended.map(({ fate }) => fate.commit)).size).toBe(ended.length)
        expect(ended.length).toBe(told.commits.length)
        for (const [i, { block, fate }] of ended.entries()) {
          const next = ended[i + 1]
          if (next !== undefined && next.block === block && fate._tag !== 'Expired' && next.fate._tag !== 'Expired')
            expect(next.fate.commit.block).toBeGreaterThanOrEqual(fate.commit.block)
        }
      }),
    )
  })
  test('a weight is never revealed before the period is over, nor by a round that is not there', () => {
    fc.assert(
      fc.property(toldArb, (told) => {
        const { happened, epochs } = walk(told)
        for (const { block, fate } of happened) {
          if (fate._tag !== 'Revealed') continue
          const { commit } = fate
          expect(roundIn(block - told.start)).toBeGreaterThanOrEqual(Number(commit.reveal_round))
          // The epoch of the commit's own block was run before the commit came.
          const between = epochs.filter((epoch) => epoch > commit.block && epoch <= block).length
          expect(between).toBeGreaterThanOrEqual(told.period)
        }
      }),
    )
  })
})
