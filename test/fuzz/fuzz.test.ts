import { expect, test } from 'vitest'
import { fuzz } from './fuzz.js'

test('mutated configs, snapshots and names give answers or typed errors, never an exception, a hang or half an output', async () => {
  expect(await fuzz(3000, 1)).toEqual([])
}, 60_000)
