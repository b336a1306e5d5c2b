/** What a reader looks for has a place in the docs: each command and each policy. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string => readFileSync(path, 'utf8')
const readme = read('README.md')

/** The names of the commands in the program. */
const commandsIn = (program: string): readonly string[] => [...program.matchAll(/\.command\('(\w+)/g)].map(([, name]) => name!)
const commands = readdirSync('src/cli/program').flatMap((file) => commandsIn(read(`src/cli/program/${file}`)))
const withoutRow = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !new RegExp(`^\\| .*\`steelyard ${name}\\b`, 'm').test(readme))

test('every command has a row in the README, and a test runs it', () => {
  expect(commands).toContain('allocate')
  expect(withoutRow(commands)).toEqual([])
  expect(withoutRow([...commands, 'planted'])).toEqual(['planted'])
  const tests = readdirSync('test/cli')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`test/cli/${file}`))
  expect(commands.filter((name) => !tests.some((text) => new RegExp(`'${name}'|\\b${name}Command\\(`).test(text)))).toEqual([])
})

test('every policy is exported, and named in the README and in docs/policies.md', () => {
  const policies = readdirSync('src/policies', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(policies.length).toBeGreaterThan(3)
  for (const { name } of policies) {
    expect(read('src/policies/index.ts')).toContain(`'./${name}/`)
    expect(readme).toContain(`\`${name}\``)
    expect(read('docs/policies.md')).toContain(`\`${name}\``)
  }
})
