import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dispatchErrorName, refusesCall, validityErrorName } from '../../../src/adapters/subtensor/refusal-name.js'

test.each<readonly [unknown, string | null]>([
  [{ type: 'Module', value: { type: 'SubtensorModule', value: { type: 'SettingWeightsTooFast' } } }, 'SettingWeightsTooFast'],
  [{ type: 'Module', value: { type: 'SubtensorModule', value: { type: 'DuplicateUids', value: undefined } } }, 'DuplicateUids'],
  [{ type: 'BadOrigin' }, 'BadOrigin'],
  [{ type: 'Token', value: { type: 'FundsUnavailable' } }, 'Token.FundsUnavailable'],
  [{ type: 'Arithmetic', value: { type: 'Overflow' } }, 'Arithmetic.Overflow'],
  [{ type: 'Module', value: { index: 7, error: '0x01000000' } }, 'Module'],
  [{ type: 'a\nb' }, null],
  [undefined, null],
  ['BadOrigin', null],
])('the error %j of a call is %s', (error, name) => {
  expect(dispatchErrorName(error)).toBe(name)
})

test.each<readonly [string, unknown, boolean]>([
  ['Invalid.Custom(1)', { type: 'Invalid', value: { type: 'Custom', value: 1 } }, true],
  ['Invalid.Custom(255)', { type: 'Invalid', value: { type: 'Custom', value: 255 } }, true],
  ['Invalid.Payment', { type: 'Invalid', value: { type: 'Payment' } }, true],
  ['Invalid.Call', { type: 'Invalid', value: { type: 'Call' } }, true],
  ['Invalid.Stale', { type: 'Invalid', value: { type: 'Stale' } }, false],
  ['Invalid.Future', { type: 'Invalid', value: { type: 'Future' } }, false],
  ['Invalid.BadProof', { type: 'Invalid', value: { type: 'BadProof' } }, false],
  ['Invalid.AncientBirthBlock', { type: 'Invalid', value: { type: 'AncientBirthBlock' } }, false],
  ['Invalid.ExhaustsResources', { type: 'Invalid', value: { type: 'ExhaustsResources' } }, false],
  ['Unknown.CannotLookup', { type: 'Unknown', value: { type: 'CannotLookup' } }, false],
])('%s refuses the weights or says nothing about them', (name, error, refuses) => {
  expect(validityErrorName(error)).toBe(name)
  expect(refusesCall(name)).toBe(refuses)
})

test('whatever comes, a name is one line of plain characters', () => {
  const holds = (name: string | null): boolean => name === null || /^[\w.()-]+$/.test(name)
  fc.assert(fc.property(fc.anything(), (error): boolean => holds(dispatchErrorName(error)) && holds(validityErrorName(error))))
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.anything(), (a, b, value): boolean => {
      const error = { type: a, value: { type: b, value } }
      return holds(dispatchErrorName(error)) && holds(validityErrorName(error))
    }),
  )
})
