/**
 * The tables of docs/snapshot.md are made of the codecs of a snapshot and of the description of the reasons, and its example has every
 * key. `npx vitest run test/docs/snapshot.test.ts -u` writes the tables anew.
 */
import { readFileSync } from 'node:fs'
import type * as t from 'io-ts'
import { expect, test } from 'vitest'
import { REASON_SUBJECTS, REASONS } from '../../src/allocation/miners/exclusion.js'
import type { Warning } from '../../src/allocation/miners/warning.js'
import { ScoreState, SnapshotDocument } from '../../src/allocation/snapshot/snapshot.js'
import { ValidationResult } from '../../src/gpu/validation-result.js'
import { Axon, Neuron, Owner } from '../../src/network/subnet.js'
import type { Field } from '../../src/units/codec/struct.js'
import { entriesOf, SNAPSHOT_KEYS } from '../document-keys.js'
import { commentsIn } from './comments.js'
import { pageWith } from './page.js'

const PAGE = 'docs/snapshot.md'
const SUBNET = 'src/network/subnet.ts'

/** Each record of a snapshot, and where its comments are. */
const RECORDS: Readonly<Record<string, readonly [t.Mixed & { readonly fields: readonly Field[] }, ...(readonly [string, string])[]]>> = {
  snapshot: [
    SnapshotDocument,
    [SUBNET, 'SUBNET_KEYS'],
    [SUBNET, 'OPTIONAL_SUBNET_KEYS'],
    ['src/allocation/snapshot/snapshot.ts', 'SnapshotDocument'],
  ],
  owner: [Owner, [SUBNET, 'Owner']],
  neuron: [Neuron, [SUBNET, 'Neuron']],
  axon: [Axon, [SUBNET, 'Axon']],
  result: [ValidationResult, ['src/gpu/validation-result.ts', 'Row']],
  previous: [ScoreState, ['src/allocation/snapshot/snapshot.ts', 'ScoreState']],
}

const commentsOf = (sources: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
  new Map(sources.flatMap(([file, variable]) => [...commentsIn(file, variable)]))

const reasonComments = commentsIn('src/allocation/miners/exclusion.ts', 'REASON_SUBJECTS')

test('every key and every reason has a comment, and every comment is on one', () => {
  for (const [name, [codec, ...sources]] of Object.entries(RECORDS)) {
    const comments = commentsOf(sources)
    expect([...comments.keys()].sort(), name).toEqual(codec.fields.map(({ key }) => key).sort())
    for (const [key, comment] of comments) expect(comment, `${name}.${key}`).not.toBe('')
  }
  expect([...reasonComments.keys()]).toEqual(REASONS)
  for (const [reason, comment] of reasonComments) expect(comment, reason).not.toBe('')
})

test('the tables of the page are those of the codecs and of the reasons', async () => {
  const records = Object.entries(RECORDS).map(([name, [codec, ...sources]]) => {
    const comments = commentsOf(sources)
    const rows = codec.fields.map(({ key, codec: { name: valid }, mayMiss }) => [
      `\`${key}${mayMiss ? '?' : ''}\``,
      comments.get(key) ?? '',
      valid,
    ])
    return [name, [['key', 'meaning', 'valid'], ...rows]] as const
  })
  const reasons = REASONS.map((reason) => [REASON_SUBJECTS[reason], `\`${reason}\``, reasonComments.get(reason) ?? ''])
  const page = pageWith(PAGE, { ...Object.fromEntries(records), reasons: [['about', 'reason', 'when'], ...reasons] })
  await expect(page).toMatchFileSnapshot(`../../${PAGE}`)
})

test('the example has every key of the codecs, and no other', () => {
  const [, text] = /```jsonc\n([\s\S]*?)```/.exec(readFileSync(PAGE, 'utf8'))!
  const marked = entriesOf(JSON.parse(text!)).map(([path]) => path)
  expect(marked.map((path) => path.replace(/\?(?=.)/g, '')).sort()).toEqual(SNAPSHOT_KEYS)
})

/** One entry for each kind of warning: a kind that is missing here does not compile. */
const WARNINGS: Readonly<Record<Warning['_tag'], true>> = {
  RejectedResult: true,
  SharedExecutor: true,
  AxonsUnknown: true,
  NobodyServes: true,
  UnknownMemory: true,
  PreviousFromFuture: true,
  EvidenceUnusable: true,
  UnknownCategory: true,
  UnknownModel: true,
  More: true,
}

test('every warning of an allocation has a row with a sentence', () => {
  const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `(\w+)` \| .{20,} \|$/gm)].map(([, tag]) => tag)
  for (const tag of Object.keys(WARNINGS)) expect(rows).toContain(tag)
})
