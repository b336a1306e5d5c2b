import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { configHints, showConfigHint } from '../../../src/allocation/config/config-hint.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import type { Reason } from '../../../src/allocation/miners/exclusion.js'
import { showExclusion } from '../../../src/allocation/miners/show-exclusion.js'
import { normalizeGpuName } from '../../../src/gpu/normalize-gpu-name.js'
import type { GpuNameError } from '../../../src/gpu/gpu-name-error.js'
import type { Uid } from '../../../src/units/integer/uid.js'
import { Instant } from '../../../src/units/time/instant.js'
import { ago, AT } from '../../arbitraries/snapshot.js'
import { expectRight } from '../../either.js'

const at = expectRight(Instant.decode(AT))
const refused = (raw: string): GpuNameError => {
  const named = normalizeGpuName(raw)
  if (isLeft(named)) return named.left
  throw new Error(`${raw} is a board`)
}
const words = (why: Reason): string => showExclusion({ uid: 1 as Uid, hotkey: '5…', category: 'H100', ...why })

test('every reason is said in words, with what was found', () => {
  const cases: readonly (readonly [Reason, string])[] = [
    [{ reason: 'NotRegistered' }, 'not registered'],
    [{ reason: 'BurnTarget' }, 'receives the burn'],
    [{ reason: 'NoAxon' }, 'serves no axon'],
    [{ reason: 'StaleResults', newest: null }, 'none from within the window'],
    [{ reason: 'StaleResults', newest: at }, `is of ${AT}`],
    [{ reason: 'NoValidResult' }, 'none of them is valid'],
    [{ reason: 'UnknownGpu', executor: 'rig', error: refused('NVIDIA H1000') }, 'executor "rig": '],
    [{ reason: 'FractionalGpu', executor: 'rig', error: refused('NVIDIA H100-10C') }, 'part of a GPU'],
    [{ reason: 'NotRewarded', executor: 'rig' }, 'no pool'],
    [{ reason: 'BelowMinGpuCount', executor: 'rig', value: 1, minimum: 4 }, 'has 1 GPU, and the H100 pool asks for 4'],
    [{ reason: 'BelowMinGpuCount', executor: 'rig', value: 2, minimum: 4 }, 'has 2 GPUs'],
    [
      { reason: 'BelowMinVram', executor: 'rig', value: 41, nominal: null, minimum: 80 },
      'has 41 GB a GPU, and the H100 pool asks for 80 GB',
    ],
    [{ reason: 'BelowMinVram', executor: 'rig', value: 40, nominal: 40, minimum: 80 }, 'has 40 GB a GPU, and the H100 pool asks for 80 GB'],
    [
      { reason: 'BelowMinVram', executor: 'rig', value: 40_960, nominal: 40, minimum: 80 },
      'has GPUs of 40 GB (reported as 40960), and the H100 pool asks for 80 GB',
    ],
    [
      { reason: 'DuplicateGpu', executor: 'rig', gpus: 8, holder: { hotkey: '5A', executor: 'old' } },
      'all of its 8 GPUs count for others with the same uuids, the first for executor "old" of 5A',
    ],
    [{ reason: 'BelowMinScore', score: 0.25, minimum: 0.5 }, 'is 0.25, and the least that is paid is 0.5'],
    [
      { reason: 'InvalidResult', row: 3, faults: [{ _tag: 'Missing', path: 'results[3].gpu_count', expected: 'an integer' }] },
      'results[3].gpu_count: missing',
    ],
    [{ reason: 'FutureResult', executor: 'rig', made: expectRight(Instant.decode(ago(-9))) }, `at ${ago(-9)}, after the snapshot`],
  ]
  for (const [why, part] of cases) expect(words(why)).toContain(part)
})

test('what is seldom meant in a config is said, with a guess where one is near', () => {
  const hints = (table: unknown): readonly string[] => configHints(expectRight(mergeWithDefaults(table))).map(showConfigHint)
  expect(hints({ burn_uid: 0 })).toEqual([])
  expect(hints({ gpu_allocations: { 'something else entirely': 100 }, categories: { 'something else entirely': 'H100' } })).toEqual([
    'gpu_allocations["something else entirely"]: no board that steelyard knows has the category "something else entirely"',
    'categories["something else entirely"]: steelyard knows no board of the model "something else entirely"',
    'neither burn_uid nor burn_hotkey is given: an unpaid pool, or a burn, will be an error',
  ])
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`RTX ${i} Q`, 'H100']))
  expect(hints({ burn_uid: 0, categories: many })).toHaveLength(20)
  expect(
    hints({
      burn_hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      gpu_allocations: { MINE: 100 },
      categories: { H100: 'MINE' },
    }),
  ).toEqual([])
})
