import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carryState } from '../../src/network/carry-state.js'
import type { CarriedState } from '../../src/network/carry-state.js'
import type { MetagraphChange, Registration } from '../../src/network/reconcile.js'
import { reconcile } from '../../src/network/reconcile.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'

/** A life is one registration of a hotkey. State that is earned in one life must not reach another. */
interface Living extends Registration {
  readonly life: number
}
interface Row {
  readonly hotkey: string
  readonly life: number
}
type Metagraphs = readonly (readonly Living[])[]

const KEYS = ['5A', '5B', '5C', '5D', '5E', '5F', '5G']

type Step =
  /**
   * A hotkey registers, with a free uid or in place of another hotkey. A hotkey that is already registered does not
   * register again.
   */
  | { readonly _tag: 'Register'; readonly key: number; readonly slot: number }
  /** The subnet is trimmed: one uid becomes free, and the last neuron moves to it. */
  | { readonly _tag: 'Trim'; readonly slot: number }
  /** The owner of a uid swaps its hotkey for another; the registration stays the same. */
  | { readonly _tag: 'Swap'; readonly slot: number; readonly key: number }
  /** The metagraph is observed. */
  | { readonly _tag: 'Look' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ _tag: fc.constant('Register' as const), key: fc.nat(6), slot: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Trim' as const), slot: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Swap' as const), slot: fc.nat(3), key: fc.nat(6) }) },
  { weight: 3, arbitrary: fc.record({ _tag: fc.constant('Look' as const) }) },
)

/**
 * The observations of a history: uids are registered, taken over, trimmed and swapped, and the metagraph is sometimes
 * observed.
 */
const played = (steps: readonly Step[]): Metagraphs => {
  let slots: readonly Living[] = []
  // A hotkey that is swapped out and back in keeps its life: it is the same registration.
  const lives = new Map<string, number>()
  const lifeOf = (hotkey: string, block: number): number => {
    const life = lives.get(`${hotkey} ${block}`) ?? lives.size
    lives.set(`${hotkey} ${block}`, life)
    return life
  }
  const looks: (readonly Living[])[] = [[]]
  const numbered = (list: readonly Living[]): readonly Living[] => list.map((n, uid) => ({ ...n, uid }) as Living)
  steps.forEach((s, i) => {
    if (s._tag === 'Look') looks.push(slots)
    if (s._tag === 'Trim' && s.slot < slots.length)
      slots = numbered(slots.flatMap((n, at) => (at === slots.length - 1 ? [] : [at === s.slot ? slots[slots.length - 1]! : n])))
    if ((s._tag === 'Register' || s._tag === 'Swap') && !slots.some(({ hotkey }) => hotkey === KEYS[s.key])) {
      const at = Math.min(s.slot, slots.length)
      const block = s._tag === 'Swap' ? slots[at]?.registered_at_block : 100 + i
      if (block !== undefined)
        slots = numbered([
          ...slots.slice(0, at),
          { uid: at, hotkey: KEYS[s.key], registered_at_block: block, life: lifeOf(KEYS[s.key]!, block) } as Living,
          ...slots.slice(at + 1),
        ])
    }
  })
  return [...looks, slots]
}

const histories = fc.array(step, { minLength: 1, maxLength: 40 }).map(played)

type Carry = (previous: readonly Living[], current: readonly Living[], rows: readonly Row[]) => readonly Row[]
const carry: Carry = (previous, current, rows) => carryState(reconcile({ neurons: previous }, { neurons: current }))(rows).carried

/**
 * Every hotkey earns state at each observation, and the state is carried to the next one. Each row that arrives must belong to the current
 * life of its hotkey, and no row of a current life may be lost.
 */
const inheritsOnlyFromItself = (engine: Carry) =>
  fc.property(histories, (looks) => {
    let rows: readonly Row[] = []
    return looks.slice(1).every((current, i) => {
      const previous = looks[i]!
      const earned = [
        ...rows.filter(({ hotkey }) => !previous.some((n) => n.hotkey === hotkey)),
        ...previous.map(({ hotkey, life }) => ({ hotkey, life })),
      ]
      rows = engine(previous, current, earned)
      const living = new Map<string, number>(current.map(({ hotkey, life }) => [hotkey, life]))
      const still = previous.filter(({ hotkey, life }) => living.get(hotkey) === life)
      return (
        rows.every(({ hotkey, life }) => living.get(hotkey) === life) &&
        still.every(({ hotkey }) => rows.some((row) => row.hotkey === hotkey))
      )
    })
  })

const wrong: Readonly<Record<string, Carry>> = {
  'state kept by uid: whoever takes the slot inherits': (previous, current, rows) =>
    rows.flatMap((row) => {
      const uid = previous.find(({ hotkey }) => hotkey === row.hotkey)?.uid
      const now = current.find((n) => n.uid === uid)
      return now === undefined ? [] : [{ ...row, hotkey: now.hotkey }]
    }),
  'hotkeys alone: one that was away and came back starts with what it had': (_, current, rows) =>
    rows.filter(({ hotkey }) => current.some((n) => n.hotkey === hotkey)),
  'uid and hotkey: whoever is moved starts anew': (previous, current, rows) =>
    carry(previous, current, rows).filter(
      ({ hotkey }) => previous.find((n) => n.hotkey === hotkey)?.uid === current.find((n) => n.hotkey === hotkey)?.uid,
    ),
  'the slot and its registration: a swapped hotkey inherits': (previous, current, rows) =>
    rows.flatMap((row) => {
      const was = previous.find(({ hotkey }) => hotkey === row.hotkey)
      const now = current.find((n) => n.registered_at_block === was?.registered_at_block)
      return now === undefined ? [] : [{ ...row, hotkey: now.hotkey }]
    }),
}

const pairs = histories.chain((looks) =>
  fc.nat(looks.length - 1).chain((i) => fc.nat(i).map((j) => ({ previous: looks[j]!, current: looks[i]! }))),
)
const hotkeysOf = (list: readonly { readonly hotkey: string }[]): readonly string[] => list.map(({ hotkey }) => hotkey)
const groupsOf = ({ stayed, moved, reregistered, registered, deregistered }: MetagraphChange) => [
  stayed,
  moved,
  reregistered,
  registered,
  deregistered,
]

describe('laws of reconcile', () => {
  test('a hotkey inherits only from itself, and loses nothing while its registration lasts', () => {
    fc.assert(inheritsOnlyFromItself(carry), { numRuns: 2000 })
  })
  for (const [name, engine] of Object.entries(wrong))
    test(`the law kills ${name}`, () => {
      expect(fc.check(inheritsOnlyFromItself(engine), { numRuns: 5000 }).failed).toBe(true)
    })

  test('every hotkey of either metagraph is in exactly one of the five lists', () => {
    fc.assert(
      fc.property(pairs, ({ previous, current }) => {
        const all = groupsOf(reconcile({ neurons: previous }, { neurons: current })).flatMap(hotkeysOf)
        return [...all].sort().join() === [...new Set([...hotkeysOf(previous), ...hotkeysOf(current)])].sort().join()
      }),
    )
  })
  test('a uid is taken over exactly when its hotkey before and after differ', () => {
    fc.assert(
      fc.property(pairs, ({ previous, current }) => {
        const expected = current
          .filter(({ uid, hotkey }) => previous.some((n) => n.uid === uid && n.hotkey !== hotkey))
          .map(({ uid }) => uid)
        return (
          reconcile({ neurons: previous }, { neurons: current })
            .takenOver.map(({ uid }) => uid)
            .join() === expected.join()
        )
      }),
    )
  })
  test('the order of the neurons does not matter, and without changes all have stayed', () => {
    fc.assert(
      fc.property(pairs, ({ previous, current }) => {
        const [there, back] = [
          reconcile({ neurons: previous }, { neurons: current }),
          reconcile({ neurons: [...previous].reverse() }, { neurons: [...current].reverse() }),
        ]
        const idle = reconcile({ neurons: current }, { neurons: current })
        return (
          JSON.stringify(there) === JSON.stringify(back) &&
          idle.stayed.length === current.length &&
          groupsOf(idle)
            .slice(1)
            .every((g) => g.length === 0)
        )
      }),
    )
  })
  test('every row is carried, reset or dropped, and every hotkey with rows has one fate', () => {
    fc.assert(
      fc.property(pairs, fc.array(fc.constantFrom(...KEYS, '5Z')), ({ previous, current }, keys) => {
        const rows = keys.map((hotkey, i) => ({ hotkey, i }))
        const { carried, reset, dropped, fates } = carryState(reconcile({ neurons: previous }, { neurons: current }))(rows)
        return (
          [...carried, ...reset, ...dropped]
            .map(({ i }) => i)
            .sort((a, b) => a - b)
            .join() === [...keys.keys()].join() && hotkeysOf(fates).join() === [...new Set(keys)].join()
        )
      }),
    )
  })
})

const at = (uid: number, hotkey: string, registered_at_block: number): Registration =>
  ({ uid, hotkey, registered_at_block }) as Registration
const fatesBetween = (
  previous: readonly Registration[],
  current: readonly Registration[],
  ...hotkeys: readonly string[]
): CarriedState<{ hotkey: string }>['fates'] =>
  carryState(reconcile({ neurons: previous }, { neurons: current }))(hotkeys.map((hotkey) => ({ hotkey }))).fates

describe('fates', () => {
  test('moved: carried, and both uids are named', () => {
    expect(fatesBetween([at(0, '5A', 1), at(1, '5B', 2)], [at(0, '5B', 2)], '5B')).toEqual([
      { _tag: 'Carried', hotkey: '5B', from: 1, uid: 0 },
    ])
  })
  test('gone: dropped, and the hotkey that now has the uid is named, if there is one', () => {
    expect(fatesBetween([at(0, '5A', 1), at(1, '5B', 2)], [at(0, '5C', 3)], '5A', '5B')).toEqual([
      { _tag: 'Dropped', hotkey: '5A', uid: 0, successor: '5C' },
      { _tag: 'Dropped', hotkey: '5B', uid: 1, successor: null },
    ])
  })
  test('registered again between two observations or in the block of the second: reset', () => {
    expect(fatesBetween([at(0, '5A', 1)], [at(0, '5A', 9), at(1, '5B', 8)], '5A', '5B')).toEqual([
      { _tag: 'Reset', hotkey: '5A', uid: 0, before: 1, now: 9 },
      { _tag: 'Reset', hotkey: '5B', uid: 1, before: null, now: 8 },
    ])
  })
  test('in neither metagraph: unknown', () => {
    expect(fatesBetween([], [], '5A')).toEqual([{ _tag: 'Unknown', hotkey: '5A' }])
  })
})

test('an earlier registration block than before is another registration too, in one list only', () => {
  const neuron = (registered_at_block: number) => ({ uid: 1, hotkey: hotkeyOf(1), coldkey: hotkeyOf(2), registered_at_block })
  const { stayed, reregistered } = reconcile({ neurons: [neuron(9)] } as never, { neurons: [neuron(5)] } as never)
  expect([stayed.length, reregistered.length]).toEqual([0, 1])
})
