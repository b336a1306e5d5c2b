/** Histories of blocks, forks, submissions, faults and restarts, and laws that hold after each of them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SimulatedSubtensor } from '../../../src/adapters/simulated-subtensor/controls.js'
import type { SubmitAnswer } from '../../../src/validator/ports.js'
import type { World } from './world.js'
import { lastUpdate, settled, vector, worldOf } from './world.js'

type Step =
  | { readonly _tag: 'Advance'; readonly blocks: number }
  | { readonly _tag: 'Fork'; readonly depth: 1 | 2; readonly dropTransactions: boolean }
  | {
      readonly _tag: 'Submit'
      readonly life: number
      readonly weight: number
      readonly bad: boolean
      readonly delay: number
      readonly loseAnswer: boolean
    }
  | { readonly _tag: 'Restart' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ _tag: fc.constant('Advance' as const), blocks: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      _tag: fc.constant('Fork' as const),
      depth: fc.constantFrom(1 as const, 2 as const),
      dropTransactions: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      _tag: fc.constant('Submit' as const),
      life: fc.integer({ min: 0, max: 5 }),
      weight: fc.integer({ min: 1, max: 9 }),
      bad: fc.nat(3).map((n) => n === 0),
      delay: fc.constantFrom(0, 0, 1, 4),
      loseAnswer: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ _tag: 'Restart' as const }) },
)
const histories = fc.record({
  steps: fc.array(step, { maxLength: 25, size: 'max' }),
  limit: fc.constantFrom(0, 1, 2, 5),
  inPool: fc.boolean(),
  seed: fc.nat(),
})
type History = typeof histories extends fc.Arbitrary<infer H> ? H : never

type Law = (subtensor: SimulatedSubtensor, heightBefore: number) => boolean

/**
 * Plays a history and checks the law after each step. Answers are awaited at the end, when every submission has expired.
 */
const play = async (
  { steps, limit, inPool, seed }: History,
  law: Law = () => true,
): Promise<{ readonly world: World; readonly answers: readonly unknown[] }> => {
  const world = worldOf({ weights_rate_limit: limit }, { pool_checks_rate_limit: inPool, seed })
  const { subtensor, chain } = world
  const answers: Promise<unknown>[] = []
  for (const move of steps) {
    const before = subtensor.block()
    if (move._tag === 'Advance') subtensor.advance(move.blocks)
    if (move._tag === 'Fork') subtensor.fork(move.depth, { dropTransactions: move.dropTransactions })
    if (move._tag === 'Restart') subtensor.restart()
    if (move._tag === 'Submit') {
      if (move.loseAnswer) subtensor.faults.loseAnswer()
      else subtensor.faults.delayInclusion(move.delay)
      const uids = move.bad ? [2, 2] : [2, 3]
      answers.push(settled(chain.submit({ ...vector(move.weight, 9), uids }, subtensor.block() + move.life)))
    }
    expect(law(subtensor, before)).toBe(true)
  }
  subtensor.advance(10)
  return { world, answers: await Promise.all(answers) }
}

const transactionsOf = (
  subtensor: SimulatedSubtensor,
): readonly { readonly id: number; readonly height: number; readonly valid_until: number }[] =>
  subtensor.blocks().flatMap(({ height, transactions }) => transactions.map(({ id, valid_until }) => ({ id, height, valid_until })))

const holdsAfterAny = (law: Law): Promise<void> =>
  fc.assert(
    fc.asyncProperty(histories, async (history) => {
      await play(history, law)
    }),
  )

describe('after any history', () => {
  test('one chain is canonical: the parent of each block is the block before it, one lower, and no id occurs twice', () =>
    holdsAfterAny((subtensor) => {
      const blocks = subtensor.blocks()
      return (
        new Set(blocks.map(({ id }) => id)).size === blocks.length &&
        blocks.every(({ height, parent }, i) => i === 0 || (parent === blocks[i - 1]!.id && height === blocks[i - 1]!.height + 1))
      )
    }))
  test('no transaction is in it twice', () =>
    holdsAfterAny((subtensor) => {
      const ids = transactionsOf(subtensor).map(({ id }) => id)
      return new Set(ids).size === ids.length
    }))
  test('no transaction is in a block after its last', () =>
    holdsAfterAny((subtensor) => transactionsOf(subtensor).every(({ height, valid_until }) => height <= valid_until)))
  test('it never gets shorter', () => holdsAfterAny((subtensor, before) => subtensor.block() >= before))
  test('the status of a transaction agrees with the canonical chain', () =>
    holdsAfterAny((subtensor) => {
      const where = new Map(transactionsOf(subtensor).map(({ id, height }) => [id, height]))
      return subtensor.submissions().every(({ id, fate }) => ('block' in fate ? fate.block : null) === (where.get(id) ?? null))
    }))
  test('last_update is the block of the last included weights, and these are stored', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { world } = await play(history)
        const inForce = world.subtensor
          .submissions()
          .flatMap(({ fate, call }) => (fate._tag === 'Included' ? [{ block: fate.block, call }] : []))
        const last = inForce.reduce((block, one) => Math.max(block, one.block), 0)
        expect(await lastUpdate(world)).toBe(last)
        const stored = world.subtensor.weightsOf(world.signer)
        const possible = inForce.filter(({ block }) => block === last).map(({ call }) => call.weights[0]! / call.weights[1]!)
        expect(stored === null).toBe(possible.length === 0)
        if (stored !== null) expect(possible.some((ratio) => Math.abs(ratio - stored.weights[0]! / stored.weights[1]!) < 1e-3)).toBe(true)
      }),
    ))
  test('no two included settings of weights are closer than the rate limit', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { world } = await play(history)
        const blocks = world.subtensor
          .submissions()
          .flatMap(({ fate }) => (fate._tag === 'Included' ? [fate.block] : []))
          .sort((a, b) => a - b)
        expect(blocks.every((block, i) => i === 0 || block - blocks[i - 1]! >= history.limit)).toBe(true)
      }),
    ))
  test('every call is answered once its last block has passed, and none is pending', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { world, answers } = await play(history)
        expect(
          answers.every(
            (said) => typeof said === 'object' || ['Expired', 'TransactionLost', 'AnswerLost', 'Unreachable'].includes(said as string),
          ),
        ).toBe(true)
        expect(world.subtensor.submissions().every(({ fate }) => fate._tag !== 'Pending')).toBe(true)
      }),
    ))
  test('the same genesis and the same calls give the same chain', () =>
    fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const [one, other] = [await play(history), await play(history)]
        expect(other.answers).toEqual(one.answers)
        expect(other.world.subtensor.blocks()).toEqual(one.world.subtensor.blocks())
      }),
    ))
  test('some histories include dropped transactions again, at another height, and some lose them', async () => {
    let moved = 0
    let lost = 0
    for (const history of fc.sample(histories, 300)) {
      const { world, answers } = await play(history)
      const told = (answers as readonly (SubmitAnswer | string)[]).flatMap((said) =>
        typeof said === 'object' && said._tag === 'Included' ? [said.block] : [],
      )
      const kept = world.subtensor.submissions().flatMap(({ fate }) => (fate._tag === 'Included' ? [fate.block] : []))
      if (told.some((block) => !kept.includes(block)) && kept.some((block) => !told.includes(block))) moved++
      if (world.subtensor.submissions().some(({ fate }) => fate._tag === 'Lost')) lost++
    }
    expect([moved > 10, lost > 10]).toEqual([true, true])
  })
})
