import { isLeft, right } from 'fp-ts/lib/Either.js'
import { none, some } from 'fp-ts/lib/Option.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gpuDistribution, inventory, rememberCategories } from '../../src/gpu/inventory.js'
import { primaryCategory } from '../../src/gpu/primary-category.js'
import { isValid, ValidationResult } from '../../src/gpu/validation-result.js'
import { Decimal } from '../../src/units/exact/decimal.js'
import { ago, result } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'

const read = (changes = {}): ValidationResult => expectRight(ValidationResult.decode(result(1, changes)))
const categories = rememberCategories(new Map([['RTX 4090', 'GAMING']]))

test('there is one executor for each id, sorted by id, with its newest result', () => {
  const executors = inventory(categories)([
    read({ executor_id: 'b', gpu_count: 1 }),
    read({ executor_id: 'a', validation_timestamp: ago(90), gpu_count: 2 }),
    read({ executor_id: 'a', gpu_count: 3 }),
  ])
  expect(executors.map(({ id, result: { gpu_count } }) => [id, gpu_count])).toEqual([
    ['a', 3],
    ['b', 1],
  ])
})

test('the inventory does not depend on the order of the results', () => {
  const some_ = fc
    .record({
      executor_id: fc.constantFrom('a', 'b'),
      validation_timestamp: fc.constantFrom(ago(1), ago(1, 'offset'), ago(2)),
      gpu_count: fc.nat(2),
      gpu_memory_gb: fc.constantFrom(40, 80),
      gpu_model: fc.constantFrom('NVIDIA H100 PCIe', 'NVIDIA H200'),
      uuids: fc.constantFrom(undefined, [], ['a'], ['B'], ['b', 'A'], ['a', 'c']),
    })
    .map(({ uuids, ...row }) => read({ ...row, ...(uuids === undefined || uuids.length > row.gpu_count ? {} : { gpu_uuids: uuids }) }))
  const counts = (list: readonly ValidationResult[]): string =>
    JSON.stringify(
      inventory(categories)(list).map(({ id, category, result: r }) => [
        id,
        category,
        r.gpu_count,
        r.gpu_memory_gb,
        r.gpu_model,
        (r.gpu_uuids ?? []).map((uuid) => uuid.toLowerCase()).sort(),
      ]),
    )
  fc.assert(fc.property(fc.array(some_), (list) => counts(list) === counts([...list].reverse())))
})

test('of results that differ in their cards alone, one that names cards counts, then the first by its uuids', () => {
  const counted = (...lists: readonly (readonly string[] | undefined)[]) =>
    inventory(categories)(lists.map((gpu_uuids) => read({ gpu_count: 2, ...(gpu_uuids === undefined ? {} : { gpu_uuids }) })))[0]!.result
      .gpu_uuids
  expect(counted(undefined, ['z'])).toEqual(['z'])
  expect(counted(['b'], ['A'], undefined)).toEqual(['A'])
  expect(counted(['a'], ['c', 'A'])).toEqual(['c', 'A'])
})

test('GPUs are counted by category; GPUs with refused names are not counted', () => {
  const executors = inventory(categories)([
    read({ executor_id: 'a', gpu_count: 2 }),
    read({ executor_id: 'b', gpu_count: 3 }),
    read({ executor_id: 'c', gpu_model: 'RTX 4090' }),
    read({ executor_id: 'd', gpu_model: 'nothing' }),
    read({ executor_id: 'e', gpu_model: 'NVIDIA B200', gpu_count: 0 }),
  ])
  expect([...gpuDistribution(executors)]).toEqual([
    ['GAMING', 1],
    ['H100', 5],
  ])
  expect(isLeft(executors[3]!.category)).toBe(true)
  expect(categories('RTX 4090')).toBe(categories('RTX 4090'))
  expect(categories('RTX 4090')).toEqual(right('GAMING'))
})

test('the primary category: most GPUs, then the larger weight, then the name', () => {
  const weights = new Map([
    ['A', new Decimal(10)],
    ['B', new Decimal('10.5')],
  ])
  expect(
    primaryCategory(weights)(
      new Map([
        ['A', 3],
        ['B', 2],
      ]),
    ),
  ).toEqual(some('A'))
  expect(
    primaryCategory(weights)(
      new Map([
        ['A', 3],
        ['B', 3],
      ]),
    ),
  ).toEqual(some('B'))
  expect(
    primaryCategory(weights)(
      new Map([
        ['D', 3],
        ['C', 3],
      ]),
    ),
  ).toEqual(some('C'))
  expect(primaryCategory(weights)(new Map([['A', 0]]))).toEqual(none)
})

test('a result is valid when both the check and the attestation passed', () => {
  expect(
    [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ].map(([is_valid, attestation_valid]) => isValid({ is_valid: is_valid!, attestation_valid: attestation_valid! })),
  ).toEqual([true, false, false, false])
})
