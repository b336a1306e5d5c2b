/** Every path that the documents about the house name exists, and a journey names a file at most twice. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** In code: `src/policy/policy.ts`, `test/`, `step.ts`. A path starts at the root, at `src/`, or at the folder of its table's row. */
const named = (text: string): readonly (readonly [string, string])[] =>
  text.split('\n').flatMap((line) => {
    const layer = /^\| `(src\/\w+\/)` \|/.exec(line)?.[1] ?? 'src/validator/'
    return [...line.matchAll(/`([\w./-]+(?:\.(?:ts|json|md|toml)|\/))`/g)].map(([, path]) => [path!, layer] as const)
  })

const missing = (text: string): readonly string[] =>
  named(text)
    .filter(([path, layer]) => !['', 'src/', layer].some((start) => existsSync(start + path)))
    .map(([path]) => path)

const links = (text: string): readonly string[] => [...text.matchAll(/\]\(([^):#]+)(?:#[^)]*)?\)/g)].map(([, path]) => path!)

describe.each([
  ['CONTRIBUTING.md', ''],
  ['docs/architecture.md', 'docs/'],
  ['docs/config.md', 'docs/'],
  ['docs/security.md', 'docs/'],
  ['docs/snapshot.md', 'docs/'],
  ['README.md', ''],
])('%s', (page, folder) => {
  const text = readFileSync(page, 'utf8')
  test('every path that it names exists', () => {
    expect(missing(text)).toEqual([])
    expect(links(text).filter((path) => !existsSync(folder + path))).toEqual([])
  })
  test('a path that does not exist is found', () => {
    expect(missing(`${text}\nsee \`src/policy/gone.ts\` and \`gone/\``)).toEqual(['src/policy/gone.ts', 'gone/'])
  })
})

/** The parts of the architecture that tell a journey. */
const journeys = readFileSync('docs/architecture.md', 'utf8')
  .split(/^## /m)
  .filter((part) => part.startsWith('From '))

test('there are three journeys, and each names a file at most twice', () => {
  expect(journeys.map((part) => part.split('\n')[0])).toEqual([
    'From a validation result to a weight',
    'From a block to a submission',
    'From a row to a table',
  ])
  for (const part of journeys) {
    const paths = named(part).map(([path]) => path)
    expect(paths.length).toBeGreaterThan(10)
    expect(paths.filter((path) => paths.filter((other) => other === path).length > 2)).toEqual([])
  }
})

test('every layer has a row in the table of layers', () => {
  const rows = [...readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `src\/(\w+)\/` \|/gm)].map(([, layer]) => layer)
  const layers = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(rows.sort()).toEqual(layers.map(({ name }) => name).sort())
})
