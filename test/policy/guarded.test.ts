import { left, right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { guarded } from '../../src/policy/guarded.js'
import type { Policy } from '../../src/policy/policy.js'
import type { World } from '../../src/policy/world.js'
import { expectLeft, expectRight } from '../either.js'
import { AT, neuron, result, snapshotOf } from '../arbitraries/snapshot.js'

type Any = Policy<unknown>

const sound = gpuPools() as unknown as Any
const config = expectRight(sound.readConfig({ burn_uid: 0 }))
const { netuid, block, neurons, results } = snapshotOf([neuron(0), neuron(1)], [result(1)]) as unknown as World['network'] & {
  readonly results: readonly unknown[]
}
const WORLD: World = { network: { netuid, block, neurons }, at: AT, results, previous: [], profiles: [] }
const broken = (over: Partial<Record<keyof Any, unknown>>): Any => ({ ...sound, ...over }) as Any

/** Every call of a guarded policy, with what it should have been given. */
const CALLS: Readonly<Record<string, (policy: Any) => unknown>> = {
  readConfig: (policy) => guarded(policy).readConfig({}),
  updateConfig: (policy) => guarded(policy).updateConfig(config)({}),
  writeConfig: (policy) => guarded(policy).writeConfig(config),
  pace: (policy) => guarded(policy).pace(config),
  tracing: (policy) => guarded(policy).tracing(config),
  readEvidence: (policy) => guarded(policy).readEvidence({}),
  decide: (policy) => guarded(policy).decide(config)(WORLD),
}
const CURRIED = ['updateConfig', 'decide']

describe('a guarded policy', () => {
  test.each(Object.keys(CALLS))('%s that throws is a problem that names it', (name) => {
    const throwing = Object.defineProperty(new Error(''), 'message', {
      get: () => {
        throw new Error('nested')
      },
    })
    for (const thrown of [new Error('no'), 'no', null, undefined, throwing]) {
      const throws = (): never => {
        throw thrown
      }
      for (const policy of [broken({ [name]: throws }), ...(CURRIED.includes(name) ? [broken({ [name]: () => throws })] : [])]) {
        const problem = expectLeft(CALLS[name]!(policy) as never) as unknown as readonly {
          readonly _tag: string
          readonly message: string
        }[]
        expect(problem).toMatchObject([{ _tag: 'PolicyFailed', path: '' }])
        expect(problem[0]!.message).toContain(name)
      }
    }
  })
  test('what is no Either, and what is no decision, is a problem', () => {
    for (const given of [undefined, null, 7, {}, { _tag: 'Right' }, { _tag: 'Left', left: 'no' }, { _tag: 'Neither' }]) {
      expect(expectLeft(guarded(broken({ readConfig: () => given })).readConfig({}))).toMatchObject([{ _tag: 'PolicyFailed' }])
      expect(expectLeft(guarded(broken({ decide: () => () => given })).decide(config)(WORLD))).toMatchObject([{ _tag: 'PolicyFailed' }])
    }
    const decision = expectRight(sound.decide(config)(WORLD))
    const share = decision.shares[0]!
    for (const wrong of [
      { shares: null },
      { shares: [null] },
      { shares: [{ ...share, neuron: { uid: '1', hotkey: 'a' } }] },
      { shares: [{ ...share, neuron: null }] },
      { shares: [{ ...share, neuron: { uid: 1 } }] },
      { shares: [{ ...share, quota: null }] },
      { shares: [{ ...share, quota: { numerator: 1, denominator: 1n } }] },
      { shares: [{ ...share, quota: { numerator: 1n } }] },
      { shares: [{ ...share, quota: { numerator: 1n, denominator: 0n } }] },
      { shares: [{ ...share, quota: { numerator: 1n, denominator: -1n } }] },
      { shares: [{ ...share, quota: { numerator: -1n, denominator: 1n } }] },
      { excluded: [{ uid: 1 }] },
      { excluded: [7] },
      { excluded: 'none' },
      { warnings: 'none' },
    ])
      expect(expectLeft(guarded(broken({ decide: () => () => right({ ...decision, ...wrong }) })).decide(config)(WORLD))).toMatchObject([
        { _tag: 'PolicyFailed' },
      ])
  })
  test('problems have the form of problems, and are no more than can be told', () => {
    const odd = [null, { message: 7 }, ...Array.from({ length: 1000 }, () => ({ _tag: 'Odd', path: 'a', message: 'b', more: 1 }))]
    const problems = expectLeft(guarded(broken({ readEvidence: () => left(odd) })).readEvidence({}))
    expect(problems.length).toBe(23)
    expect(problems.every(({ _tag, path, message }) => [_tag, path, message].every((word) => typeof word === 'string'))).toBe(true)
    expect(problems.at(-1)).toMatchObject({ _tag: 'More', count: 980 })
  })
  test('a sound policy answers as before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        expect(guarded(sound).readConfig(document)).toEqual(sound.readConfig(document))
        expect(guarded(sound).readEvidence(document)).toEqual(sound.readEvidence(document))
      }),
    )
    expect(expectRight(guarded(sound).writeConfig(config))).toEqual(sound.writeConfig(config))
    expect(expectRight(guarded(sound).pace(config))).toEqual(sound.pace(config))
    expect(expectRight(guarded(sound).tracing(config))).toBe(null)
    expect(expectRight(guarded(sound).decide(config)(WORLD))).toMatchObject({
      weights: expectRight(sound.decide(config)(WORLD)).weights,
    })
  })
})
