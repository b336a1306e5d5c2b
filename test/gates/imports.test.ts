import { createRequire } from 'node:module'
import type { ICruiseResult } from 'dependency-cruiser'
import { cruise } from 'dependency-cruiser'
import { expect, test } from 'vitest'

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: object[]; options: object }

const violations = async (baseDir: string | undefined): Promise<readonly string[]> => {
  const { output } = await cruise(['src'], {
    ...config.options,
    ...(baseDir === undefined ? {} : { baseDir }),
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  } as Parameters<typeof cruise>[1])
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${from}: ${rule.name}`).sort()
}

test('each planted violation of the import table is found', async () => {
  expect(await violations('test/gates/planted')).toEqual([
    'src/allocation/package.ts: core-takes-only-its-four-packages',
    'src/allocation/tests.ts: allocation-imports-only-those-above',
    'src/allocation/tests.ts: nobody-imports-testing',
    'src/gpu/beside.ts: gpu-imports-only-those-above',
    'src/policies/a/policy.ts: policies-stand-alone',
    'src/units/node.ts: core-takes-only-its-four-packages',
    'src/units/one.ts: no-cycles',
    'src/units/upward.ts: units-imports-only-those-above',
  ])
})

test('the sources have none', async () => {
  expect(await violations(undefined)).toEqual([])
})
