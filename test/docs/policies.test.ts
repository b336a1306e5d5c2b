/** The page on policies says what the code does: its defaults are those of the configs, its names those of the records. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { eventShares, gpuPools, pathways } from '../../src/policies/index.js'
import type { Policy } from '../../src/policy/policy.js'
import { TABLES } from '../../src/storage/tables.js'
import { expectRight } from '../either.js'

const page = readFileSync('docs/policies.md', 'utf8')
const defaultsOf = <C>({ readConfig, writeConfig }: Policy<C>): Readonly<Record<string, unknown>> =>
  writeConfig(expectRight(readConfig({}))) as Readonly<Record<string, unknown>>
const isTable = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The rows of the page's tables, each as its cells. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
const names = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)
const text = (value: unknown): string =>
  typeof value === 'number' ? `${value}` : `\`${typeof value === 'string' ? JSON.stringify(value) : String(value)}\``

/** A key may be written after the table that it is in, and its siblings without it. */
const rowOf = (table: string, key: string): readonly string[] => {
  const found = rows.find(([cell]) => {
    const [first = '', ...more] = names(cell!)
    const under = first.includes('.') ? first.split('.')[0]! : ''
    return under === table && [first.split('.').at(-1), ...more].includes(key)
  })
  return found ?? expect.fail(`no row for ${table}.${key}`)
}

const leaves = Object.entries(defaultsOf(pathways())).flatMap(([table, value]) =>
  isTable(value) && table !== 'tasks' && table !== 'trace'
    ? Object.entries(value).map(([key, of]) => [table, key, of] as const)
    : isTable(value)
      ? []
      : [['', table, value] as const],
)
const events = Object.entries(defaultsOf(eventShares()))
  .filter(([key]) => key !== 'weight_set_interval_blocks')
  .map(([key, of]) => ['', key, of] as const)
const traces = Object.entries(defaultsOf(pathways())['trace'] as object).map(([key, of]) => ['', key, of] as const)

test.each([...leaves, ...events, ...traces])('%s %s is %s by default', (table, key, value) => {
  const row = rowOf(table, key)
  const keys = names(row[0]!).map((name) => name.split('.').at(-1))
  const stated = row.at(-1)!.split(/[;,] /)
  expect(keys.length === 1 ? stated[0] : stated[keys.indexOf(key)]).toBe(text(value))
})

test('the default tasks are those of the table', () => {
  const tasks = defaultsOf(pathways())['tasks'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  expect(Object.keys(tasks)).toEqual(['geomagnetic', 'soil', 'weather'])
  for (const key of Object.keys(tasks['soil']!))
    expect(rowOf('', key).slice(3)).toEqual(Object.values(tasks).map((task) => text(task[key])))
})

test('every column of the trace is named', () => {
  for (const column of Object.keys(TABLES.miner_performance_stats.columns).filter((name) => name !== 'netuid'))
    expect(page).toContain(`\`${column}\``)
  expect(defaultsOf(gpuPools())['weight_set_interval_blocks']).toBe(360)
  expect(defaultsOf(eventShares())['weight_set_interval_blocks']).toBe(300)
})
