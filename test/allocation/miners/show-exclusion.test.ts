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

/** The data that a reason carries. */
type DataOf<R extends string, Whole extends Reason> = Whole extends unknown
  ? R extends Whole['reason']
    ? Omit<Whole, 'reason'>
    : never
  : never

/** Examples of each reason, and a part of the words for them. A reason that is missing here does not compile. */
const CASES: { readonly [R in Reason['reason']]: readonly (readonly [DataOf<R, Reason>, string])[] } = {
  NotRegistered: [[{}, 'not registered']],
  BurnTarget: [[{}, 'receives the burn']],
  NoAxon: [[{}, 'serves no axon']],
  StaleResults: [
    [{ newest: null }, 'none from within the window'],
    [{ newest: at }, `is of ${AT}`],
  ],
  NoValidResult: [[{}, 'none of them is valid']],
  UnknownGpu: [[{ executor: 'rig', error: refused('NVIDIA H1000') }, 'executor "rig": ']],
  FractionalGpu: [[{ executor: 'rig', error: refused('NVIDIA H100-10C') }, 'part of a GPU']],
  NotRewarded: [[{ executor: 'rig' }, 'no pool']],
  BelowMinGpuCount: [
    [{ executor: 'rig', value: 1, minimum: 4 }, 'has 1 GPU, and the H100 pool asks for 4'],
    [{ executor: 'rig', value: 2, minimum: 4 }, 'has 2 GPUs'],
  ],
  BelowMinVram: [
    [{ executor: 'rig', value: 41, nominal: null, minimum: 80 }, 'has 41 GB a GPU, and the H100 pool asks for 80 GB'],
    [{ executor: 'rig', value: 40, nominal: 40, minimum: 80 }, 'has 40 GB a GPU, and the H100 pool asks for 80 GB'],
    [
      { executor: 'rig', value: 40_960, nominal: 40, minimum: 80 },
      'has GPUs of 40 GB (reported as 40960), and the H100 pool asks for 80 GB',
    ],
  ],
  DuplicateGpu: [
    [{ executor: 'rig', gpus: 1, holder: { hotkey: '5A', executor: 'old' } }, 'its one GPU counts for others'],
    [
      { executor: 'rig', gpus: 8, holder: { hotkey: '5A', executor: 'old' } },
      'all of its 8 GPUs count for others with the same uuids, the first for executor "old" of 5A',
    ],
  ],
  BelowMinScore: [[{ score: 0.25, minimum: 0.5 }, 'is 0.25, and the least that is paid is 0.5']],
  InvalidResult: [[{ row: 3, faults: [{ _tag: 'Missing', path: 'gpu_count', expected: 'an integer' }] }, 'results[3].gpu_count: missing']],
  FutureResult: [[{ executor: 'rig', made: expectRight(Instant.decode(ago(-9))) }, `at ${ago(-9)}, after the snapshot`]],
}

test.each(Object.entries(CASES))('the words for %s say what was found', (reason, cases) => {
  for (const [data, part] of cases) expect(words({ reason, ...data } as Reason)).toContain(part)
})

test('a setting that is probably not meant gives a hint, with a guess if a similar name exists', () => {
  const hints = (table: unknown): readonly string[] => configHints(expectRight(mergeWithDefaults(table))).map(showConfigHint)
  expect(hints({ burn_uid: 0 })).toEqual([])
  expect(hints({ gpu_allocations: { 'something else entirely': 100 }, categories: { 'something else entirely': 'H100' } })).toEqual([
    'gpu_allocations["something else entirely"]: no board that steelyard knows has the category "something else entirely"',
    'categories["something else entirely"]: steelyard knows no board of the model "something else entirely"',
    'neither burn_uid nor burn_hotkey is given: an unpaid pool, or a burn, will be an error',
  ])
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`RTX ${i} Q`, 'H100']))
  expect(hints({ burn_uid: 0, categories: many })).toHaveLength(21)
  expect(hints({ burn_uid: 0, categories: many }).at(-1)).toBe('and 49980 more (UnknownModel)')
  expect(
    hints({
      burn_hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      gpu_allocations: { MINE: 100 },
      categories: { H100: 'MINE' },
    }),
  ).toEqual([])
})
