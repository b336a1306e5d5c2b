/** Laws of deciding: the decision depends only on the arguments, not on their order, and every unit is handed out. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Fraction } from '../../units/exact/fraction.js'
import { compare, divide, equals, fraction, multiply, sum } from '../../units/exact/fraction.js'
import { roundHalfUp } from '../../units/exact/fraction-rounding.js'
import { isEvidenceUnusable } from '../../policy/evidence-unusable.js'
import type { World } from '../../policy/world.js'
import { isTable } from '../../units/codec/struct.js'
import type { PolicyLaw, Subject } from './subject.js'
import { neuronsOf, plain } from './subject.js'

const TOTAL = 65_535

const shuffled = <A>(items: readonly A[], seed: number): readonly A[] =>
  fc.sample(fc.shuffledSubarray([...items], { minLength: items.length }), { numRuns: 1, seed })[0]!

const deepFreeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}

const largest = (quotas: readonly Fraction[]): Fraction =>
  quotas.reduce((most, quota) => (compare(quota, most) > 0 ? quota : most), fraction(0n))

/**
 * The parts that must not depend on the order of the input. Warnings are left out, because they name rows by their
 * index.
 */
const comparable = (decided: unknown): unknown => {
  const { right, ...rest } = decided as { readonly right?: { readonly warnings?: unknown } }
  return right === undefined ? rest : { ...rest, right: { ...right, warnings: undefined } }
}

/** Whether a config burns everything on purpose. `burn_percentage` is a key that policies share; a policy without it burns nothing. */
const burnsAll = ({ policy }: Subject, document: unknown): boolean => {
  const config = policy.readConfig(document)
  const written = config._tag === 'Right' ? policy.writeConfig(config.right) : {}
  return isTable(written) && Number(written['burn_percentage'] ?? 0) >= 100
}

export const DECIDING: readonly PolicyLaw[] = [
  {
    name: 'the same config and world give the same decision, and neither is changed',
    check: ({ decide }, config, world) => {
      const frozen = deepFreeze(structuredClone(world))
      assert.deepEqual(plain(decide(deepFreeze(structuredClone(config)), frozen)), plain(decide(config, world)))
    },
  },
  {
    name: 'the order of neurons, results, previous rows and profiles makes no difference',
    check: ({ decide }, config, world) => {
      const { network, results, previous, profiles } = world
      const other: World = {
        ...world,
        network: { ...network, neurons: shuffled(neuronsOf(world), 1) },
        results: shuffled(results, 2),
        previous: shuffled(previous, 3),
        profiles: shuffled(profiles, 4),
      }
      assert.deepEqual(comparable(plain(decide(config, other))), comparable(plain(decide(config, world))))
    },
  },
  {
    name: 'shares sum to the whole, as fractions and as units, or there are none',
    check: ({ decide }, config, world) => {
      const decided = decide(config, world)
      if (decided._tag === 'Left') return
      const { shares } = decided.right
      if (shares.length === 0) return
      assert.ok(equals(sum(shares.map(({ quota }) => quota)), fraction(BigInt(TOTAL))), 'quotas')
      assert.equal(
        shares.reduce((units, share) => units + share.units, 0),
        TOTAL,
      )
    },
  },
  {
    name: 'each unit is near its exact quota, and shares are neurons, each once, by uid',
    check: ({ decide }, config, world) => {
      const decided = decide(config, world)
      if (decided._tag === 'Left') return
      const hotkeys = new Map(neuronsOf(world).map(({ uid, hotkey }) => [uid, hotkey]))
      const categories = Math.max(1, decided.right.figures.categories.length)
      decided.right.shares.forEach(({ neuron, quota, units }, i, all) => {
        assert.equal(neuron.hotkey, hotkeys.get(neuron.uid))
        assert.ok(i === 0 || all[i - 1]!.neuron.uid < neuron.uid, 'by uid')
        const distance = Math.abs(units - Number(quota.numerator / quota.denominator))
        assert.ok(distance <= categories, `uid ${neuron.uid}: ${units} units`)
      })
    },
  },
  {
    name: 'weights are the exact shares with the largest at 65535, each rounded half up, without zeros, by uid',
    check: ({ decide }, config, world) => {
      const decided = decide(config, world)
      if (decided._tag === 'Left') return
      const { shares, weights } = decided.right
      const most = largest(shares.map(({ quota }) => quota))
      const expected = shares
        .map(
          ({ neuron, quota }) =>
            [neuron.uid, most.numerator === 0n ? 0 : Number(roundHalfUp(multiply(divide(quota, most), fraction(BigInt(TOTAL)))))] as const,
        )
        .filter(([, weight]) => weight > 0)
      assert.deepEqual(
        Array.from(weights.uids, (uid, i) => [uid, weights.weights[i]]),
        expected,
      )
    },
  },
  {
    name: 'a malformed row does not change the decision',
    check: ({ decide }, config, world) => {
      const spoilt = decide(config, { ...world, results: [...world.results, { miner_hotkey: 7 }, null, 'row'] })
      const decided = decide(config, world)
      assert.equal(spoilt._tag, decided._tag)
      if (spoilt._tag === 'Right' && decided._tag === 'Right')
        assert.deepEqual(
          plain({ _tag: 'Right', right: { ...spoilt.right, excluded: [], warnings: [] } }),
          plain({ _tag: 'Right', right: { ...decided.right, excluded: [], warnings: [] } }),
        )
    },
  },
  {
    name: 'a decision that pays nobody has the warning EvidenceUnusable if there are results, unless all is configured to burn',
    check: (subject, config, world) => {
      const decided = subject.decide(config, world)
      if (decided._tag === 'Left') return
      const paysNobody = decided.right.entries.every(({ miner_score, allocated_weight }) => miner_score === 0 && allocated_weight === 0)
      const isDue = paysNobody && world.results.length > 0 && !burnsAll(subject, config)
      assert.equal(isEvidenceUnusable(decided.right), isDue)
    },
  },
  {
    name: 'the parts of a decision are plain JSON, and the next decision can read its `next`',
    check: ({ decide }, config, world) => {
      const decided = decide(config, world)
      if (decided._tag === 'Left') return
      const { entries, figures, excluded, next, profiles, warnings } = decided.right
      const handed = { entries, figures, excluded, next, profiles, warnings }
      assert.deepEqual(JSON.parse(JSON.stringify(handed)), handed)
      assert.equal(decide(config, { ...world, previous: next })._tag, 'Right')
    },
  },
]
