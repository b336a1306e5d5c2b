/**
 * The tables of docs/config.md are made of the codecs of `[emission]`: the comment on each key, the name of its codec, its default.
 * `npx vitest run test/docs/config.test.ts -u` writes them anew.
 */
import { expect, test } from 'vitest'
import { mergeWithDefaults, writeEmissionConfig } from '../../src/allocation/config/emission-config.js'
import { EmissionTable } from '../../src/allocation/config/emission-table.js'
import { PoolRule } from '../../src/allocation/config/pool-rule.js'
import type { Field } from '../../src/units/codec/struct.js'
import { expectRight } from '../either.js'
import { commentsIn } from './comments.js'
import { pageWith } from './page.js'

const comments = new Map([
  ...commentsIn('src/policy/shared-keys.ts', 'SHARED_KEYS'),
  ...commentsIn('src/allocation/config/emission-table.ts', 'EmissionTable'),
])
const poolComments = new Map([
  ...commentsIn('src/allocation/config/pool-rule.ts', 'PAID'),
  ...commentsIn('src/allocation/config/pool-rule.ts', 'MINIMUMS'),
])

const written = writeEmissionConfig(expectRight(mergeWithDefaults({}))) as Readonly<Record<string, unknown>>
const poolRule = expectRight(PoolRule.decode(100)) as unknown as Readonly<Record<string, unknown>>

const toml = (value: unknown): string => {
  if (value === undefined) return 'none'
  if (typeof value !== 'object' || value === null) return `\`${JSON.stringify(value)}\``
  const entries = Object.entries(value).map(([key, entry]) => `${key} = ${JSON.stringify(entry)}`)
  return entries.length === 0 ? 'empty' : `\`{ ${entries.join(', ')} }\``
}
/** Texts that a key may have are code. */
const valid = (name: string): string => name.replace(/"[^"]+"/g, (text) => `\`${text}\``)

const row =
  (said: ReadonlyMap<string, string>, byDefault: (key: string) => string) =>
  ({ key, codec }: Field) => [`\`${key}\``, said.get(key) ?? '', valid(codec.name), byDefault(key)]

test('every key has a comment, and every comment is on a key', () => {
  expect([...comments.keys()].sort()).toEqual(EmissionTable.fields.map(({ key }) => key).sort())
  expect([...poolComments.keys()]).toEqual(PoolRule.fields.map(({ key }) => key))
  for (const [key, comment] of [...comments, ...poolComments]) expect(comment, key).not.toBe('')
})

test('the tables of the page are those of the codecs', async () => {
  const head = ['key', 'meaning', 'valid', 'default']
  const page = pageWith('docs/config.md', {
    keys: [head, ...EmissionTable.fields.map(row(comments, (key) => toml(written[key])))],
    pools: [head, ...PoolRule.fields.map(row(poolComments, (key) => (key === 'weight' ? 'required' : toml(poolRule[key]))))],
  })
  await expect(page).toMatchFileSnapshot('../../docs/config.md')
})
