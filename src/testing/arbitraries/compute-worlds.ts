/** Configs and worlds for `computeNodes`: few epochs of few participants, in which every case of its rules occurs. */
import fc from 'fast-check'
import type { World } from '../../policy/world.js'
import { hotkeyOf } from './hotkey.js'
import type { Json } from './snapshot.js'
import { ago, AT, neuron, snapshotOf } from './snapshot.js'

const MODELS = ['llama', 'qwen', 'yi']
const NODES = ['n1', 'n2', 'n3', 'n10']

/** Hotkeys that are not neurons. */
const STRANGERS = [300, 301]

/** A model as governance registers it; the default throughput per nonce is 1000. */
export const modelDocument = (id: string, changes: Json = {}): Json => ({
  id,
  proposed_by: hotkeyOf(0),
  hf_repo: `hub/${id}`,
  hf_commit: 'c0ffee'.repeat(7).slice(0, 40),
  model_args: ['--quantization', 'fp8'],
  v_ram: 80,
  units_of_compute_per_token: 100,
  throughput_per_nonce: 1000,
  ...changes,
})

/** The first of the worked examples, with stages that end 33 blocks into an epoch of 100, the first of which begins at block 10. */
export const STAGES = {
  epoch_length: 100,
  epoch_shift: 90,
  poc_stage_duration: 20,
  poc_exchange_duration: 1,
  poc_validation_delay: 2,
  poc_validation_duration: 10,
  set_new_validators_delay: 1,
}

const someModels = fc
  .subarray(MODELS)
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.constantFrom(1, 1000, '18446744073709551615').map((throughput_per_nonce) => modelDocument(id, { throughput_per_nonce })),
      ),
    ),
  )

/** Documents of settings. The burn target, if there is one, is uid 0. */
export const computeConfigs: fc.Arbitrary<unknown> = fc
  .record({
    burn: fc.constantFrom<Json>(
      {},
      { burn_uid: 0 },
      { burn_uid: 0, burn_percentage: 5 },
      { burn_hotkey: hotkeyOf(0), burn_percentage: '33.333' },
      { burn_uid: 0, burn_percentage: 100 },
    ),
    models: someModels,
    serving: fc.constantFrom<Json>({}, { serving: 'half' }, { serving: 'weight' }),
    quorum: fc.constantFrom<Json>({}, { quorum_percentage: 0 }, { quorum_percentage: '66.67' }, { quorum_percentage: 99.9 }),
  })
  .map(({ burn, models, serving, quorum }) => ({ stages: STAGES, models, ...burn, ...serving, ...quorum }))

const id = fc.oneof({ weight: 9, arbitrary: fc.constant('given') }, { weight: 1, arbitrary: fc.constant(undefined) })
const nonces = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)), { maxLength: 8 })

const report = (uids: readonly number[]): fc.Arbitrary<Json> => {
  const hotkey = fc
    .oneof({ weight: 12, arbitrary: fc.constantFrom(...uids) }, { weight: 1, arbitrary: fc.constantFrom(...STRANGERS) })
    .map(hotkeyOf)
  return fc
    .record({
      participant: hotkey,
      epoch: fc.integer({ min: 0, max: 5 }),
      age: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0, 60, 3600) }, { weight: 1, arbitrary: fc.constantFrom(-1, -3600) }),
      spelling: fc.constantFrom('Z', 'offset', 'decimals'),
      validator_key: id,
      seed: id,
      nodes: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom(...NODES),
          models: fc.oneof({ weight: 15, arbitrary: fc.subarray(MODELS) }, { weight: 1, arbitrary: fc.constant(['gpt']) }),
        }),
        { selector: (node) => node.id, maxLength: 4 },
      ),
      batches: fc.array(fc.record({ node: fc.constantFrom<string | undefined>(...NODES, undefined), nonces }), { maxLength: 5 }),
      found_valid: fc.oneof(
        { weight: 4, arbitrary: fc.constant(uids.map(hotkeyOf)) },
        { weight: 1, arbitrary: fc.subarray([...uids]).map((some) => some.map(hotkeyOf)) },
      ),
    })
    .map(({ age, spelling, validator_key, seed, batches, ...rest }) => ({
      ...rest,
      at: ago(age, spelling),
      batches: batches.map(({ node, ...batch }) => (node === undefined ? batch : { ...batch, node })),
      ...(validator_key === undefined ? {} : { validator_key }),
      ...(seed === undefined ? {} : { seed }),
    }))
}

const malformed = (good: Json): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    { ...good, epoch: -1 },
    { ...good, epoch: 0.5 },
    { ...good, participant: '' },
    { ...good, at: 'yesterday' },
    {
      ...good,
      nodes: [
        { id: 'n1', models: [] },
        { id: 'n1', models: [] },
      ],
    },
    { ...good, batches: [{ nonces: [-1] }] },
    { ...good, batches: [{ node: 'n1', nonces: [0.5] }] },
    { ...good, validator_key: null },
    null,
    7,
    'row',
    [],
    {},
  )

const state = (uids: readonly number[]): fc.Arbitrary<Json> =>
  fc
    .record({
      epoch: fc.integer({ min: 0, max: 2 }),
      weights: fc.tuple(...uids.map(() => fc.constantFrom<number | string>(0, 1, 7, 7, '18446744073709551615'))),
      poc: fc.boolean(),
    })
    .map(({ epoch, weights, poc }) => ({
      epoch,
      models: MODELS.map((model) => modelDocument(model)),
      participants: uids.map((uid, i) => ({
        id: hotkeyOf(uid),
        validator_key: 'given',
        seed: `seed-${uid}`,
        nodes: NODES.slice(0, 1 + (uid % 4)).map((node, j) => ({
          id: node,
          models: MODELS,
          model: MODELS[j % 3],
          weight: weights[i],
          timeslots: [true, poc],
        })),
      })),
      minted: 0,
    }))

/** Worlds in which uid 0 exists, and owns the subnet if there is an owner; with or without a previous state. */
export const computeWorlds: fc.Arbitrary<World> = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 7 })
  .chain((others) => {
    const uids = [0, ...others]
    return fc
      .record({
        block: fc.oneof(fc.integer({ min: 0, max: 450 }), fc.constantFrom(42, 43, 142, 143, 243, 343)),
        rows: fc.array(
          fc.oneof(
            { weight: 12, arbitrary: report(uids) as fc.Arbitrary<unknown> },
            { weight: 1, arbitrary: report(uids).chain(malformed) },
          ),
          { maxLength: 30 },
        ),
        previous: fc.oneof(
          { weight: 2, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(state(others), { minLength: 1, maxLength: 2 }) },
          { weight: 1, arbitrary: fc.constantFrom<Json[]>([{ epoch: 'x' }], [{}]) },
        ),
        owner: fc.constantFrom({}, { owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) } }),
      })
      .map(({ block, rows, previous, owner }) => {
        const {
          at: _,
          results: __,
          ...network
        } = snapshotOf(
          uids.map((uid) => neuron(uid)),
          [],
          { block, ...owner },
        )
        return { network, at: AT, results: rows, previous: previous as World['previous'], profiles: [] }
      })
  })
