/** Stories that went wrong once, each by what was wrong then. */
import { describe, expect, test } from 'vitest'
import type { ChainOptions } from './chain-model.js'
import { tell as tellAll } from './machine.js'
import type { Action, Manner } from './world.js'

const answer = (manner: Manner, times = 1): readonly Action[] => Array.from({ length: times }, () => ({ do: 'answer', which: 0, manner }))
const mine = (times: number): readonly Action[] => Array.from({ length: times }, () => ({ do: 'mine' }))
const change: Action = { do: 'change', valid: true }

/** Restored, founded, looked, collected, kept and read: the intent is being written. */
const toFirstIntent = answer('well', 6)

const tell = (chain: Partial<ChainOptions>, ...parts: readonly (Action | readonly Action[])[]) => tellAll(parts.flat(), chain)

describe('the store', () => {
  test('an intent that came late into it, and was never sent, is not taken for what was sent since', () => {
    const world = tell({}, toFirstIntent, answer('late'), { do: 'wake', lane: 'cycle' }, { do: 'run', blocks: 12 }, { do: 'land' })
    world.calm(false)
    expect(world.violations).toEqual([])
    expect(
      world.store
        .all('weight_submissions')
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['confirmed', 'confirmed', 'confirmed', 'lost'])
  })
  test('an intent that is in it though nobody heard is asked after, and lost', () => {
    const world = tell({}, toFirstIntent, answer('unheard'))
    world.calm(false)
    expect(world.violations).toEqual([])
    expect(world.store.all('weight_submissions').map(({ status }) => status)).toContain('lost')
  })
})

describe('what is sent', () => {
  test('an answer that failed is no reason to send again, nor to let in who came since', () => {
    // One more command, so that the number of the submission is one whose failure says just that.
    const world = tell({}, { do: 'deliver', uid: 5 }, toFirstIntent, answer('well'), answer('well'), answer('held'), answer('unheard'), {
      do: 'publish',
    })
    expect(world.state().stage).toMatchObject({ _tag: 'Waiting', again: { _tag: 'Inquire' } })
    world.calm(false)
    expect(world.violations).toEqual([])
  })
  test('weights that somebody asked for are not too fast in the lower block that a fork takes them into', () => {
    for (let blocks = 1; blocks < 20; blocks++) {
      const world = tell(
        { rate_limit: 10 },
        { do: 'run', blocks: 6 },
        { do: 'see', uid: 5, passes: true },
        { do: 'publish' },
        { do: 'run', blocks },
        { do: 'fork', depth: 2, forget: false },
      )
      world.calm(false)
      expect(world.violations).toEqual([])
    }
  })
})

describe('a change of config', () => {
  const inForce = (world: ReturnType<typeof tell>) =>
    world.store
      .all('config_changes')
      .filter(({ status }) => status === 'in_force')
      .map(({ id }) => id)
  const answerUntil = (world: ReturnType<typeof tell>, stage: string): void => {
    for (let i = 0; i < 20 && world.state().stage._tag !== stage; i++) for (const action of answer('well')) world.act(action)
    expect(world.state().stage._tag).toBe(stage)
  }
  const toNextEpoch = [{ do: 'run', blocks: 8 }, change, { do: 'run', blocks: 14 }, mine(4)] as const

  test('leaves alone the one that is being put in force meanwhile', () => {
    const world = tell({}, ...toNextEpoch)
    answerUntil(world, 'Recording')
    expect(world.state().stage).toMatchObject({ applies: { document: { burn_percentage: 1 } } })
    for (const action of [change, { do: 'run', blocks: 1 }] as const) world.act(action)
    expect(world.state().pending).toMatchObject({ document: { burn_percentage: 2 } })
    expect(inForce(world)).toEqual([world.state().config?.id])
    world.act({ do: 'crash', anew: false })
    world.calm(false)
    expect(world.violations).toEqual([])
  })
  test('that is on its way into the store keeps the one before it from coming into force', () => {
    const world = tell({}, ...toNextEpoch)
    answerUntil(world, 'Reading')
    world.act(change)
    answerUntil(world, 'Recording')
    expect(world.state().stage).toMatchObject({ applies: null })
    for (const action of answer('well', 2)) world.act(action)
    expect(inForce(world)).toEqual([world.state().config?.id])
    world.calm(false)
    expect(world.violations).toEqual([])
  })
  test('finds the store as it was, where putting the one before it in force failed unheard', () => {
    const world = tell({}, ...toNextEpoch)
    answerUntil(world, 'Recording')
    for (const action of answer('unheard')) world.act(action)
    world.act(change)
    for (const action of answer('well')) world.act(action)
    expect(inForce(world)).toEqual([world.state().config?.id])
    world.calm(false)
    expect(world.violations).toEqual([])
  })
})
