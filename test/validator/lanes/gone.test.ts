import { describe, expect, test } from 'vitest'
import { goneSince } from '../../../src/validator/lanes/gone.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { networkOf, slots, submission } from './seats.js'

describe('whose traces are removed', () => {
  const before = [{ seed: 0 }, { seed: 1 }, { seed: 2 }, { seed: 3 }]
  const now = networkOf([{ seed: 0 }, { seed: 9, since: 950 }, { seed: 2, since: 960 }, { seed: 3 }])
  test('those of hotkeys that are gone or registered anew, and never of those who stay', () => {
    expect(goneSince(slots(before), null, now)).toEqual([hotkeyOf(1), hotkeyOf(2)])
  })
  test('after a start, those that were paid last; nobody where nothing was', () => {
    expect(goneSince(null, submission([]), now)).toEqual([hotkeyOf(1), hotkeyOf(2)])
    expect(goneSince(null, submission([], { decided_block: 970 }), now)).toEqual([hotkeyOf(1)])
    expect(goneSince(null, null, now)).toEqual([])
  })
})
