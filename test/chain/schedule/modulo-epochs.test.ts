import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isModuloEpoch, lastModuloEpoch, nextModuloEpoch } from '../../../src/chain/schedule/modulo-epochs.js'
import { recordedEpochs } from '../yuma/recorded.js'

test('the recorded epochs were at blocks of the modulo rule', () => {
  const isEpoch = (shift: number) =>
    recordedEpochs.every(({ input }) =>
      isModuloEpoch((input['netuid'] as number) + shift, input['tempo'] as number)(input['block'] as number),
    )
  expect(isEpoch(0)).toBe(true)
  expect(isEpoch(1)).toBe(false)
})

test('the next block has an epoch, the last block has one, and no block between them has one', () => {
  const between = (next: typeof nextModuloEpoch, last: typeof lastModuloEpoch) =>
    fc.property(fc.nat(65_535), fc.integer({ min: 1, max: 400 }), fc.nat(10_000_000), (netuid, tempo, block) => {
      const [from, to] = [last(netuid, tempo)(block), next(netuid, tempo)(block + 1)!]
      const epochs: number[] = []
      for (let b = from ?? 0; b <= to; b++) if (isModuloEpoch(netuid, tempo)(b)) epochs.push(b)
      return epochs.join() === (from === null ? [to] : [from, to]).join() && (from === null || to - from === tempo + 1)
    })
  fc.assert(between(nextModuloEpoch, lastModuloEpoch))
  expect(fc.check(between((netuid, tempo) => nextModuloEpoch(netuid + 1, tempo), lastModuloEpoch)).failed).toBe(true)
  expect(fc.check(between(nextModuloEpoch, (netuid, tempo) => lastModuloEpoch(netuid, tempo + 1))).failed).toBe(true)
})

test('with tempo 0 there are none', () => {
  expect([nextModuloEpoch(1, 0)(5), lastModuloEpoch(1, 0)(5), isModuloEpoch(1, 0)(5)]).toEqual([null, null, false])
})
