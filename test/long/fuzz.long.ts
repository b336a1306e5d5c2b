import { expect, test } from 'vitest'
import { fuzz } from '../fuzz/fuzz.js'

test('a million mutated configs, snapshots and names', async () => {
  expect(await fuzz(1_000_000, 1_000_000)).toEqual([])
}, 7_200_000)
