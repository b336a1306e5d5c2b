import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochState } from '../../../src/policies/computeNodes/epoch-state.js'
import { modelTotals, nodeThroughput } from '../../../src/policies/computeNodes/power.js'
import { serveByWeight } from '../../../src/policies/computeNodes/serve-by-weight.js'
import { serveHalf } from '../../../src/policies/computeNodes/serve-half.js'
import { choose } from '../../../src/policies/computeNodes/shuffle.js'
import type { Draws } from '../../../src/policies/computeNodes/sha256-draws.js'
import { sha256Draws } from '../../../src/policies/computeNodes/sha256-draws.js'
import type { NodeSets } from '../../../src/policies/computeNodes/timeslots.js'
import { urnOf } from '../../../src/policies/computeNodes/urn.js'
import { DIGESTS } from '../../engines/digests.js'
import { draws, written } from './determinism.js'
import { epochs, member, model, pendingOf, registry, serving } from './worlds.js'
import type { Choose, ServeByWeight, ServeHalf } from './wrong.js'
import { byHeads, folded, halfRoundedUp, naiveShuffle, oneEach, pendingServe, wholeParticipants } from './wrong.js'

const worlds = epochs(false).chain((state) => pendingOf(state).map((pending) => [state, pending] as const))

/**
 * The chi-squared statistic: the sum of the squared deviations, each divided by the expected number. With 3 degrees of freedom it is
 * above 16.27 once in a thousand times.
 */
const chiSquare = (counts: readonly number[], shares: readonly number[]): number => {
  const n = counts.reduce((sum, count) => sum + count, 0)
  const all = shares.reduce((sum, share) => sum + share, 0)
  return counts.reduce((sum, count, i) => sum + (count - (n * shares[i]!) / all) ** 2 / ((n * shares[i]!) / all), 0)
}

describe('the stream of draws', () => {
  test('is as specified, for numbers near the limits of one and two words', () => {
    // Computed by another program from the specification in the docstring.
    const drawn = draws()
    expect(drawn.slice(0, 8)).toEqual([0n, 1n, 1n, 6n, 1_023_283_570n, 2_857_684_274n, 3_915_807_861n, 3_227_523_107n])
    const { expected, compute } = DIGESTS['draws for compute nodes']!
    expect(compute()).toBe(expected)
  })
  const even = (draws: Draws): number => {
    // 3 * 2^30 does not divide 2^32: without rejection the first third would come twice as often.
    const counts = [0, 0, 0]
    for (let i = 0; i < 6000; i++) counts[Number(draws.below(3n * 2n ** 30n) / 2n ** 30n)]! += 1
    return chiSquare(counts, [1, 1, 1])
  }
  test('all numbers are equally likely', () => {
    expect(even(sha256Draws('even'))).toBeLessThan(13.82)
  })
  test('a wrong implementation is caught: no rejection', () => {
    expect(even(folded('even'))).toBeGreaterThan(13.82)
  })
  const orders = (by: Choose): number => {
    const draws = sha256Draws('orders')
    const counts = new Map<string, number>()
    for (let i = 0; i < 6000; i++) {
      const order = by(draws)(['a', 'b', 'c'], 2).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    return chiSquare(
      [...counts.values()],
      [...counts].map(() => 1),
    )
  }
  test('all choices are equally likely', () => {
    expect(orders(choose)).toBeLessThan(20.52)
  })
  test('a wrong implementation is caught: a shuffle in which every place swaps with any place', () => {
    expect(orders(naiveShuffle)).toBeGreaterThan(20.52)
  })
})

describe('an urn', () => {
  test('draws in proportion to weights', () => {
    const [urn, draws, counts] = [urnOf([1n, 2n, 0n, 3n, 4n]), sha256Draws('urn'), [0, 0, 0, 0, 0]]
    for (let i = 0; i < 10_000; i++) counts[urn.draw(draws)!]! += 1
    expect(counts[2]).toBe(0)
    expect(
      chiSquare(
        counts.filter((_, i) => i !== 2),
        [1, 2, 3, 4],
      ),
    ).toBeLessThan(16.27)
  })
  test('gives every item with a weight once when drawn items are taken out, and then null', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0n, 1n, 5n, 2n ** 64n - 1n), { maxLength: 20 }), fc.string(), (weights, seed) => {
        const [urn, draws, drawn] = [urnOf(weights), sha256Draws(seed), [] as number[]]
        for (let place = urn.draw(draws); place !== null; place = urn.draw(draws)) {
          drawn.push(place)
          urn.remove(place)
        }
        expect(drawn.sort((a, b) => a - b)).toEqual(weights.flatMap((weight, i) => (weight > 0n ? [i] : [])))
      }),
    )
  })
})

const groupsOf = ({ participants, models }: EpochState): readonly (readonly [string, string, readonly string[]])[] =>
  participants.flatMap(({ id, nodes }) =>
    [...models.keys()].map((m) => [id, m, nodes.filter((node) => node.model === m).map((node) => node.id)] as const),
  )

describe('(a) by halves', () => {
  const atMostHalf = (serve: ServeHalf) =>
    fc.property(worlds, ([state, pending]) => {
      const chosen = serve(state.epoch)(state.participants, pending)
      return groupsOf(state).every(
        ([id, , nodes]) => nodes.filter((node) => chosen.get(id)?.has(node) === true).length <= Math.floor(nodes.length / 2),
      )
    })
  test('never more than floor(n / 2) of a participant in a model', () => {
    fc.assert(atMostHalf(serveHalf))
  })
  test('a wrong implementation is caught: rounded up', () => {
    expect(fc.check(atMostHalf(halfRoundedUp)).failed).toBe(true)
  })
  test('exactly floor(n / 2) of the nodes without a pending change, and none with one', () => {
    fc.assert(
      fc.property(worlds, ([state, pending]) => {
        const chosen = serveHalf(state.epoch)(state.participants, pending)
        for (const [id, , nodes] of groupsOf(state)) {
          const eligible = nodes.filter((node) => pending.get(id)?.has(node) !== true)
          const serve = nodes.filter((node) => chosen.get(id)?.has(node) === true)
          expect(serve.length).toBe(eligible.length >> 1)
          expect(serve.filter((node) => !eligible.includes(node))).toEqual([])
        }
      }),
    )
  })
  test('the order of participants and nodes does not matter', () => {
    fc.assert(
      fc.property(worlds, ([state, pending]) => {
        const other = [...state.participants].reverse().map((participant) => ({ ...participant, nodes: [...participant.nodes].reverse() }))
        expect(written(serveHalf(state.epoch)(other, pending))).toBe(written(serveHalf(state.epoch)(state.participants, pending)))
      }),
    )
  })
  test('is seeded by epoch, participant and model', () => {
    const nodes = Array.from({ length: 12 }, (_, i) => serving(`n${i}`, 'a', 1n))
    const first = (epoch: number, id: string): string =>
      written(new Map([['', serveHalf(epoch)([member(id, ...nodes)], new Map()).get(id)!]]))
    expect(new Set([first(1, 'p'), first(2, 'p'), first(1, 'q')]).size).toBe(3)
    expect(first(1, 'p')).toBe(first(1, 'p'))
  })
})

describe('(b) by weight', () => {
  /** The chosen throughput of each model, and the smallest chosen part that could be left out. */
  const law = (judge: (chosen: NodeSets, state: EpochState, pending: NodeSets) => boolean) => (serve: ServeByWeight) =>
    fc.property(worlds, fc.constantFrom('seed', ''), ([state, pending], seed) => judge(serve(seed)(state, pending), state, pending))

  const servingIn = (chosen: NodeSets, { participants, models }: EpochState, id: string) => {
    const throughput = nodeThroughput(models)
    return participants.flatMap((participant) =>
      participant.nodes.filter((node) => node.model === id && chosen.get(participant.id)?.has(node.id) === true).map(throughput),
    )
  }
  const sum = (parts: readonly bigint[]): bigint => parts.reduce((all, part) => all + part, 0n)

  const LAWS: readonly (readonly [name: string, wrong: ServeByWeight, law: (serve: ServeByWeight) => fc.IProperty<unknown>])[] = [
    [
      'half of the throughput is exceeded by at most one node',
      wholeParticipants,
      law((chosen, state) =>
        [...modelTotals(state)].every(([id, { throughput }]) => {
          const parts = servingIn(chosen, state, id)
          return parts.length === 0 || parts.some((part) => 2n * (sum(parts) - part) < throughput)
        }),
      ),
    ],
    [
      'it is below half only when no participant is left',
      oneEach,
      law((chosen, state, pending) =>
        [...modelTotals(state)].every(([id, { throughput }]) => {
          if (2n * sum(servingIn(chosen, state, id)) >= throughput) return true
          return state.participants.every((participant) =>
            participant.nodes.every(
              (node) =>
                node.model !== id ||
                pending.get(participant.id)?.has(node.id) === true ||
                chosen.get(participant.id)?.has(node.id) === true ||
                participant.nodes.every(({ weight }) => weight === 0n),
            ),
          )
        }),
      ),
    ],
    [
      'no node with a pending change serves',
      pendingServe,
      law((chosen, _state, pending) => [...pending].every(([id, nodes]) => [...nodes].every((node) => chosen.get(id)?.has(node) !== true))),
    ],
  ]
  test.each(LAWS)('%s', (_name, _wrong, check) => {
    fc.assert(check(serveByWeight))
  })
  test.each(LAWS)('a wrong implementation is caught: %s', (_name, wrong, check) => {
    expect(fc.check(check(wrong), { numRuns: 1000 }).failed).toBe(true)
  })

  test('the nodes of a participant are chosen in the order in which they were added', () => {
    const state = {
      models: registry(model('a')),
      participants: [member('p', serving('n3', 'a', 2n), serving('n1', 'a', 2n), serving('n2', 'a', 5n))],
    }
    expect([...serveByWeight('any')(state, new Map()).get('p')!]).toEqual(['n3', 'n1', 'n2'])
    expect([...serveByWeight('any')(state, new Map([['p', new Set(['n3'])]])).get('p')!]).toEqual(['n1', 'n2'])
  })
  test('the order of participants does not matter', () => {
    fc.assert(
      fc.property(worlds, ([state, pending]) => {
        expect(written(serveByWeight('s')({ ...state, participants: [...state.participants].reverse() }, pending))).toBe(
          written(serveByWeight('s')(state, pending)),
        )
      }),
    )
  })

  /**
   * Two participants with one node each in the model. The second has three times the weight of the first, through nodes without a
   * model.
   */
  const firsts = (serve: ServeByWeight): number => {
    const state = {
      models: registry(model('a')),
      participants: [
        member('p', serving('n', 'a', 5n), serving('m', null, 5n)),
        member('q', serving('n', 'a', 5n), serving('m', null, 25n)),
      ],
    }
    const counts = [0, 0]
    for (let i = 0; i < 3000; i++) counts[serve(`seed ${i}`)(state, new Map()).has('p') ? 0 : 1]! += 1
    return chiSquare(counts, [1, 3])
  }
  test('participants are drawn in proportion to their total weight', () => {
    expect(firsts(serveByWeight)).toBeLessThan(10.83)
  })
  test('a wrong implementation is caught: by their weight in the model', () => {
    expect(firsts(byHeads)).toBeGreaterThan(10.83)
  })
})

test('the same seeds give the same choices as another program', () => {
  // Computed by another program, which was written from the docstrings.
  const { expected, compute } = DIGESTS['choices of compute nodes']!
  expect(compute()).toBe(expected)
})
