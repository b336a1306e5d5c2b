/** Imports point one way, as the table of docs/architecture.md says: the gate knows that table, and finds every violation of it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ICruiseResult } from 'dependency-cruiser'
import { cruise } from 'dependency-cruiser'
import { expect, test } from 'vitest'

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: object[]; options: object }

interface Found {
  readonly rule: string
  readonly from: string
  readonly to: string
}

const violations = async (baseDir?: string): Promise<readonly Found[]> => {
  const options = {
    ...config.options,
    ...(baseDir === undefined ? {} : { baseDir }),
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  }
  const { output } = await cruise(['src'], options as Parameters<typeof cruise>[1])
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}

const ROW = /^\| `src\/(\w+)\/` \| [^|]+ \| ([^|]+) \|$/gm

/** Each layer with those that it may import, as the documentation has it. */
const documented = (): ReadonlyMap<string, readonly string[]> => {
  const rows = [...readFileSync('docs/architecture.md', 'utf8').matchAll(ROW)].map(([, layer, allowed]) => [layer!, allowed!] as const)
  const above = (layer: string): readonly string[] =>
    rows
      .slice(
        0,
        rows.findIndex(([name]) => name === layer),
      )
      .map(([name]) => name)
  return new Map(
    rows.map(([layer, allowed]) => {
      if (allowed === 'nothing') return [layer, []]
      return [layer, allowed.startsWith('all above') ? above(layer) : allowed.split(', ')]
    }),
  )
}

test('of a file in each layer that imports every layer, exactly what the documented table forbids is found', async () => {
  const table = documented()
  expect(table.size).toBe(14)
  const expected = [...table].flatMap(([layer, allowed]) =>
    [...table.keys()].filter((other) => other !== layer && !allowed.includes(other)).map((other) => `${layer} imports ${other}`),
  )
  const found = (await violations('test/gates/planted'))
    .filter(({ from, rule }) => from.endsWith('/everything.ts') && rule !== 'policies-stand-alone')
    .map(({ from, to }) => `${from.split('/')[1]!} imports ${to.split('/')[1]!}`)
  expect([...new Set(found)].sort()).toEqual(expected.sort())
})

test('what else is planted is found: packages of others, curves outside of timelock, a circle, a policy in another, a folder without a rule', async () => {
  const found = await violations('test/gates/planted')
  const others = found.filter(({ from }) => !from.endsWith('/everything.ts')).map(({ from, rule }) => `${from}: ${rule}`)
  expect(others.sort()).toEqual([
    'src/allocation/package.ts: core-takes-only-its-four-packages',
    'src/network/curves.ts: core-takes-only-its-four-packages',
    'src/network/curves.ts: only-timelock-reaches-curves-and-ciphers',
    'src/policies/a/policy.ts: policies-stand-alone',
    'src/units/node.ts: core-takes-only-its-four-packages',
    'src/units/one.ts: no-cycles',
    'src/zeta/stray.ts: every-folder-is-in-the-table',
  ])
})

test('the sources have none', async () => {
  expect(await violations()).toEqual([])
})
