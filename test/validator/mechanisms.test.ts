import { expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import type { Command } from '../../src/validator/command.js'
import { initialState } from '../../src/validator/initial-state.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { step } from '../../src/validator/step.js'
import { expectRight } from '../either.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'

const at = '2026-11-20T06:00:00Z'

/** The ids of the configs that a validator writes that starts on an empty store and is asked at once for another config. */
const configsOf = (mechanism: number): readonly string[] => {
  const machine = step(gpuPools())
  const settings = { ...DEFAULT_SETTINGS, netuid: 39, mechanism, hotkey: hotkeyOf(0) }
  const ids: string[] = []
  const note = (commands: readonly Command[]): void =>
    commands.forEach((command) => {
      if (command._tag === 'Store')
        for (const write of command.writes)
          if (write._tag === 'Put' && write.table === 'config_changes') ids.push(...write.records.map(({ id }) => id))
    })
  let [state] = machine(expectRight(initialState(gpuPools(), settings)({ burn_uid: 0 })), { _tag: 'Started', at })
  const events = [
    { _tag: 'Restored', id: 1, at, open: [], last: null, configs: [], given: null },
    { _tag: 'Stored', id: 2, at },
    { _tag: 'ConfigUpdateRequested', at, request: 'a', changes: { burn_percentage: 7 } },
  ] as const
  for (const event of events) {
    const [next, commands] = machine(state, event)
    state = next
    note(commands)
  }
  return ids
}

test('validators of two mechanisms that start at one instant with one config share no line of a store', () => {
  const [first, second] = [configsOf(0), configsOf(1)]
  expect(first.length).toBeGreaterThan(1)
  expect(new Set([...first, ...second]).size).toBe(new Set(first).size + new Set(second).size)
})
