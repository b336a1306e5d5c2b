/**
 * Laws of reading: written configs and evidence are read back unchanged, and every value gets an answer and never an
 * exception.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { PolicyLaw } from './subject.js'
import { plain } from './subject.js'

/** Values that are probably neither configs nor evidence. */
const RUBBISH: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  '',
  'x',
  [],
  {},
  new Date(0),
  1n,
  { neurons: 7 },
  { netuid: -1, block: 0, neurons: [] },
]

export const READING_POLICY: readonly PolicyLaw[] = [
  {
    name: 'a config that is written is read back unchanged',
    check: ({ policy }, document) => {
      const config = policy.readConfig(document)
      assert.ok(config._tag === 'Right')
      const written = policy.writeConfig(config.right)
      assert.deepEqual(JSON.parse(JSON.stringify(written)), written, 'a written config is JSON')
      const again = policy.readConfig(written)
      assert.ok(again._tag === 'Right')
      assert.deepEqual(policy.writeConfig(again.right), written)
    },
  },
  {
    name: 'an empty change does not change the config',
    check: ({ policy }, document) => {
      const config = policy.readConfig(document)
      assert.ok(config._tag === 'Right')
      const same = policy.updateConfig(config.right)({})
      assert.ok(same._tag === 'Right')
      assert.deepEqual(policy.writeConfig(same.right), policy.writeConfig(config.right))
    },
  },
  {
    name: 'a pace has an interval of at least one block and a window above 0',
    check: ({ policy }, document) => {
      const config = policy.readConfig(document)
      assert.ok(config._tag === 'Right')
      const { interval_blocks, window_hours, version_key } = policy.pace(config.right)
      assert.ok(Number.isSafeInteger(interval_blocks) && interval_blocks >= 1)
      assert.ok(window_hours > 0)
      assert.equal(typeof version_key, 'bigint')
    },
  },
  {
    name: 'evidence that is read can be read again from its document',
    check: ({ policy }, _, world) => {
      for (const row of world.results) {
        const read = policy.readEvidence(row)
        if (read._tag === 'Left') {
          assert.ok(read.left.length > 0, 'a refusal says why')
          continue
        }
        assert.deepEqual(JSON.parse(JSON.stringify(read.right)), read.right)
        assert.deepEqual(policy.readEvidence(read.right.document), read)
      }
    },
  },
  {
    name: 'garbage is refused with a reason, without an exception',
    check: ({ policy, decide }, document, world) => {
      for (const rubbish of [...RUBBISH, ...fc.sample(fc.anything(), { numRuns: 5, seed: 7 })]) {
        const config = policy.readConfig(rubbish)
        if (config._tag === 'Left') assert.ok(config.left.every(({ message }) => message !== '') && config.left.length > 0)
        const row = policy.readEvidence(rubbish)
        if (row._tag === 'Left') assert.ok(row.left.length > 0)
        const network = typeof rubbish === 'object' && rubbish !== null ? (rubbish as typeof world.network) : {}
        const decided = decide(document, { ...world, network })
        if (decided._tag === 'Left') assert.ok(decided.left.length > 0)
      }
    },
  },
  {
    name: 'the documents of evidence give the same decision as the original rows',
    check: ({ policy, decide }, document, world) => {
      const results = world.results.map((row) => {
        const read = policy.readEvidence(row)
        return read._tag === 'Right' ? read.right.document : row
      })
      assert.deepEqual(plain(decide(document, { ...world, results })), plain(decide(document, world)))
    },
  },
]
