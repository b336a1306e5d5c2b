/** Laws of writing: what each step of a batch does, and that a batch is one. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TableName } from '../../storage/tables.js'
import { TABLE_NAMES, describedTable } from '../../storage/tables.js'
import type { Write } from '../../storage/port.js'
import { historyArbitrary } from '../arbitraries/records.js'
import { misfitsOf } from '../misfits.js'
import type { Model } from '../storage-model.js'
import { EMPTY, modelWrite } from '../storage-model.js'
import type { StorageLaw } from './law.js'
import { EVERYTHING, assertFails, assertHolds, assertSame, find } from './law.js'
import { SAMPLES, entry, metrics, result, state, submission } from './samples.js'

const put = (table: TableName, ...records: readonly object[]): Write => ({ _tag: 'Put', table, records }) as unknown as Write
const add = (table: TableName, ...records: readonly object[]): Write => ({ _tag: 'Add', table, records }) as unknown as Write

const EVERY_SAMPLE = TABLE_NAMES.map((table) => put(table, SAMPLES[table]))

/** What a store makes of a batch. */
export const WRITING: readonly StorageLaw[] = [
  {
    name: 'any history of batches leaves what the model holds: each batch whole, in its order, or nothing of it',
    holds: (storage, runs) =>
      fc.assert(
        fc.asyncProperty(historyArbitrary, async (batches) => {
          await storage.write(EVERYTHING)
          let model = EMPTY
          for (const batch of batches) {
            const outcome = modelWrite(model, batch)
            if (typeof outcome === 'string') await assertFails(storage.write(batch), 'Conflict', 'Invalid')
            else {
              assert.equal(await storage.write(batch), outcome.removed)
              model = outcome.model
            }
            await assertHolds(storage, model)
          }
        }),
        { numRuns: runs },
      ),
  },
  {
    name: 'a put takes the place of the record with its key, whole, and the last of two in one put stands',
    holds: async (storage) => {
      const [before, after] = [result('a'), result('a', { miner_uid: null, gpu_model: null, attestation_valid: false, document: [] })]
      await storage.write([put('miner_prover_results', before)])
      await storage.write([put('miner_prover_results', after)])
      assertSame(await find(storage, { table: 'miner_prover_results' }), [after])
      await storage.write([put('miner_prover_results', after, before)])
      assertSame(await find(storage, { table: 'miner_prover_results' }), [before])
    },
  },
  {
    name: 'adding a key that is there is a conflict, in another batch, step or place of the same step',
    holds: async (storage) => {
      const [a, b] = [state('a', { document: 1 }), state('a', { document: 2 })]
      await assertFails(storage.write([add('validator_state', a, b)]), 'Conflict')
      await assertFails(storage.write([put('validator_state', a), add('validator_state', b)]), 'Conflict')
      assert.equal(await storage.write([add('validator_state', a)]), 0)
      await assertFails(storage.write([add('validator_state', b)]), 'Conflict')
      await storage.write([{ _tag: 'Remove', table: 'validator_state', where: { name: 'a' } }, add('validator_state', b)])
      assertSame(await find(storage, { table: 'validator_state' }), [b])
    },
  },
  {
    name: 'a batch that fails leaves everything as it was',
    holds: async (storage) => {
      const kept: Model = {
        ...EMPTY,
        emission_metrics: [metrics('m')],
        weight_allocation_history: [entry('m', '5B')],
        validator_state: [state('a')],
      }
      await storage.write([
        put('emission_metrics', metrics('m')),
        put('weight_allocation_history', entry('m', '5B')),
        put('validator_state', state('a')),
      ])
      const failing = add('validator_state', state('z'), state('a'))
      await assertFails(storage.write([put('validator_state', state('b')), failing]), 'Conflict')
      await assertFails(storage.write([put('validator_state', state('a', { document: 'changed' })), failing]), 'Conflict')
      await assertFails(storage.write([{ _tag: 'Remove', table: 'emission_metrics' }, failing]), 'Conflict')
      await assertFails(storage.write([failing, put('validator_state', state('c'))]), 'Conflict')
      await assertHolds(storage, kept)
    },
  },
  {
    name: 'a signer has one open submission on a subnet at most',
    holds: async (storage) => {
      const table = 'weight_submissions'
      const settled = submission('a', { status: 'lost' })
      await storage.write([
        add(table, submission('a'), submission('other signer', { validator_hotkey: '5B' }), submission('other subnet', { netuid: 40 })),
      ])
      await assertFails(storage.write([add(table, submission('b'))]), 'Conflict')
      await assertFails(storage.write([put(table, submission('b'))]), 'Conflict')
      await storage.write([put(table, submission('a', { error: 'still open' }))])
      await storage.write([put(table, settled), add(table, submission('b'))])
      await assertFails(storage.write([put(table, submission('a'))]), 'Conflict')
      assertSame(await find(storage, { table, where: { netuid: 39, validator_hotkey: '5A' } }), [settled, submission('b')])
    },
  },
  {
    name: 'history belongs to metrics: it is invalid without them, goes with them, and stays when they are put again',
    holds: async (storage) => {
      const [ofA, ofB] = [entry('a', '5B'), entry('b', '5B')]
      await assertFails(storage.write([put('weight_allocation_history', ofA)]), 'Invalid')
      await assertFails(storage.write([add('weight_allocation_history', ofA), add('emission_metrics', metrics('a'))]), 'Invalid')
      await storage.write([
        add('emission_metrics', metrics('a'), metrics('b')),
        add('weight_allocation_history', ofA, entry('a', '5C'), ofB),
      ])
      await storage.write([put('emission_metrics', metrics('a', { burn_amount: 1 }))])
      assert.equal((await find(storage, { table: 'weight_allocation_history' })).length, 3)
      assert.equal(await storage.write([{ _tag: 'Remove', table: 'emission_metrics', where: { id: 'a' } }]), 1)
      await assertHolds(storage, { ...EMPTY, emission_metrics: [metrics('b')], weight_allocation_history: [ofB] })
    },
  },
  {
    name: 'a value that does not fit its column is invalid, and spoils the batch',
    holds: async (storage) => {
      for (const table of TABLE_NAMES)
        for (const [name, column] of Object.entries(describedTable(table).columns))
          for (const misfit of misfitsOf(column))
            await assertFails(storage.write([...EVERY_SAMPLE, put(table, { ...SAMPLES[table], [name]: misfit })]), 'Invalid')
      await assertFails(storage.write([put('validator_state', { ...state('a'), column: 1 })]), 'Invalid')
      await assertFails(storage.write([put('weight_submissions', { ...submission('a'), status: 'sent' })]), 'Invalid')
      await assertHolds(storage, EMPTY)
      await storage.write(EVERY_SAMPLE)
    },
  },
  {
    name: 'steps without records do nothing',
    holds: async (storage) => {
      assert.equal(await storage.write([]), 0)
      assert.equal(await storage.write([put('validator_state'), add('validator_state'), { _tag: 'Remove', table: 'validator_state' }]), 0)
      await assertHolds(storage, EMPTY)
    },
  },
  {
    name: 'a batch may be larger than a statement',
    holds: async (storage) => {
      const records = Array.from({ length: 6000 }, (_, i) => result(`${i}`))
      await storage.write([add('miner_prover_results', ...records)])
      const found = await find(storage, { table: 'miner_prover_results' })
      assert.equal(new Set(found.map(({ id }) => id)).size, 6000)
      await storage.write([put('miner_prover_results', ...records.map((record) => ({ ...record, gpu_count: 1 })))])
      assert.equal(await storage.write([{ _tag: 'Remove', table: 'miner_prover_results', where: { gpu_count: 1 } }]), 6000)
    },
  },
  {
    name: 'batches at the same time are each whole, and no read sees half of one',
    holds: async (storage) => {
      const names = ['a', 'b', 'c']
      const read = async (): Promise<void> => {
        for (let i = 0; i < 12; i++) {
          const found = await find(storage, { table: 'validator_state' })
          assert.ok(found.length === 0 || found.length === names.length, 'a read saw half of a batch')
          assert.equal(new Set(found.map(({ document }) => document)).size, Math.min(1, found.length), 'a read saw half of a batch')
        }
      }
      const writes = Array.from({ length: 8 }, (_, document) =>
        storage.write(names.map((name) => put('validator_state', state(name, { document })))),
      )
      await Promise.all([...writes, read()])
      await read()
    },
  },
  {
    name: 'of those who add one key at the same time one succeeds',
    holds: async (storage) => {
      const attempts = await Promise.allSettled(
        Array.from({ length: 6 }, (_, document) => storage.write([add('validator_state', state('a', { document }))])),
      )
      const [winner, ...others] = attempts.flatMap(({ status }, i) => (status === 'fulfilled' ? [i] : []))
      assert.deepEqual(others, [])
      assertSame(await find(storage, { table: 'validator_state' }), [state('a', { document: winner ?? null })])
    },
  },
]
