/** The metadata of spec 381 has what the adapter names, with the types that it expects. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { getTypedCodecs } from 'polkadot-api'
import { graphPart } from '../../../src/adapters/subtensor/read-metagraph.js'
import type { Codecs } from '../../../src/adapters/subtensor/papi.js'
import type { Runtime } from '../../../src/adapters/subtensor/runtime.js'
import { runtimeCall } from '../../../src/adapters/subtensor/runtime-call.js'
import { callValues } from '../../../src/adapters/subtensor/weights-arguments.js'
import type { WeightsCall } from '../../../src/validator/ports.js'

interface Codec {
  readonly inner: Readonly<Record<string, Codec>>
  readonly enc: (value: unknown) => Uint8Array
  readonly dec: (bytes: Uint8Array) => unknown
}

let codecs: Codecs
let runtime: Pick<Runtime, 'callArguments' | 'spec'>
beforeAll(async () => {
  const raw = new Uint8Array(gunzipSync(readFileSync('test/adapters/subtensor/fixtures/metadata-381.scale.gz')))
  codecs = (await getTypedCodecs({ getMetadata: () => Promise.resolve(raw) } as never)) as unknown as Codecs
  runtime = {
    spec: 381,
    callArguments: (pallet, name) => {
      try {
        return Object.keys(codecs.tx[pallet]![name]!.inner)
      } catch {
        return null
      }
    },
  }
})

test.each<readonly [string, string]>([
  ['SubtensorModule', 'Weights'],
  ['SubtensorModule', 'StakeThreshold'],
  ['SubtensorModule', 'MechanismCountCurrent'],
  ['SubtensorModule', 'CommitRevealWeightsVersion'],
  ['SubtensorModule', 'TimelockedWeightCommits'],
  ['SubtensorModule', 'BlocksSinceLastStep'],
  ...[
    ...['Bonds', 'LastUpdate', 'Consensus', 'Kappa', 'MaxAllowedValidators', 'BondsMovingAverage', 'BondsPenalty', 'Yuma3On'],
    ...['LiquidAlphaOn', 'AlphaValues', 'AlphaSigmoidSteepness', 'LastMechansimStepBlock', 'ActivityCutoff', 'TaoWeight'],
    ...['MechanismEmissionSplit', 'WeightCommits', 'PendingServerEmission', 'PendingValidatorEmission', 'PendingRootAlphaDivs'],
  ].map((name) => ['SubtensorModule', name] as const),
  ['Drand', 'LastStoredRound'],
])('it stores %s.%s', (pallet, name) => {
  expect(codecs.query[pallet]![name]).toBeDefined()
})

test.each([
  ['SubnetInfoRuntimeApi', 'get_metagraph'],
  ['SubnetInfoRuntimeApi', 'get_mechagraph'],
  ['AccountNonceApi', 'account_nonce'],
  ['TaggedTransactionQueue', 'validate_transaction'],
])('it answers %s.%s', (api, method) => {
  expect(codecs.apis[api]![method]).toBeDefined()
})

const set: WeightsCall = { _tag: 'Set', netuid: 39, uids: [1, 2], weights: [3, 65_535], version_key: '7' }
const commit: WeightsCall = { _tag: 'Commit', netuid: 39, commit: '0x00ff', reveal_round: '1000', commit_reveal_version: 4 }

test.each<readonly [string, WeightsCall]>([
  ['set_weights', set],
  ['set_mechanism_weights', { ...set, mechanism: 0 }],
  ['set_mechanism_weights', { ...set, mechanism: 2 }],
  ['commit_timelocked_mechanism_weights', commit],
  ['commit_timelocked_mechanism_weights', { ...commit, mechanism: 2 }],
])('%s takes the arguments that it is given', (name, call) => {
  const values = callValues(call)
  if (typeof values === 'string') throw new Error(values)
  const found = runtimeCall(runtime as Runtime, values, call.mechanism !== undefined)
  if (typeof found === 'string') throw new Error(found)
  expect(found.name).toBe(name)
  const codec = codecs.tx['SubtensorModule']![name] as unknown as Codec
  expect(codec.dec(codec.enc(found.args))).toEqual(found.args)
  if ('mecid' in found.args) expect(found.args['mecid']).toBe(call.mechanism ?? 0)
})

test('a runtime without the call is refused in words, and so is a call that wants what nobody knows', () => {
  const values = callValues({ ...set, mechanism: 1 })
  const weights = callValues(set)
  if (typeof values === 'string' || typeof weights === 'string') throw new Error('no values')
  const without = { spec: 293, callArguments: () => null } as unknown as Runtime
  expect(runtimeCall(without, values, true)).toBe('the runtime 293 has no call that sets weights of a mechanism')
  const stranger = { spec: 500, callArguments: () => ['netuid', 'dests', 'weights', 'version_key', 'tip'] } as unknown as Runtime
  expect(runtimeCall(stranger, weights, false)).toBe('the runtime 500 has no call that sets weights')
})

const FIELDS = [
  'hotkeys coldkeys axons validator_permit last_update incentives block_at_registration total_stake owner_hotkey owner_coldkey tempo',
  'weights_rate_limit min_allowed_weights max_weights_limit weights_version commit_reveal_weights_enabled commit_reveal_period',
]
  .join(' ')
  .split(' ')

test('its metagraph has every field that is read', () => {
  const { value } = codecs.apis['SubnetInfoRuntimeApi']!['get_metagraph'] as { readonly value: Codec }
  const names = new Set(Object.keys((value.inner as unknown as Codec).inner ?? value.inner))
  expect(FIELDS.filter((name) => !names.has(name))).toEqual([])
})

/** A metagraph of two neurons as polkadot-api decodes it. */
const graph = {
  hotkeys: ['5Hot0', '5Hot1'],
  coldkeys: ['5Cold', '5Cold'],
  axons: [
    { ip: 16_909_060n, ip_type: 4, port: 8091 },
    { ip: 0n, ip_type: 0, port: 0 },
  ],
  validator_permit: [true, false],
  last_update: [7n],
  incentives: [],
  block_at_registration: [1n, 2n],
  total_stake: [2n ** 60n, 5n],
  owner_hotkey: '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM',
  owner_coldkey: '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM',
  tempo: 360,
  weights_rate_limit: 100n,
  min_allowed_weights: 1,
  max_weights_limit: 455,
  weights_version: 0n,
  commit_reveal_weights_enabled: true,
  commit_reveal_period: 1n,
}

test('a limit for single weights counts up to spec 329, and means nothing afterwards', () => {
  const limit = (spec: number): unknown => graphPart('graph', graph, spec).hyperparameters['max_weight_limit']
  expect([293, 329, 330, 459, 600].map(limit)).toEqual([455, 455, 65_535, 65_535, 65_535])
})

test('stake beyond 2^53 is a text, a list of a mechanism that is still short is 0, nobody owns nothing', () => {
  const { neurons, owner } = graphPart('graph', graph, 425)
  expect(owner).toBeUndefined()
  expect(neurons).toEqual([
    {
      uid: 0,
      hotkey: '5Hot0',
      coldkey: '5Cold',
      registered_at_block: 1,
      validator_permit: true,
      stake: '1152921504606846976',
      last_update: 7,
      axon: { ip: '1.2.3.4', port: 8091 },
    },
    { uid: 1, hotkey: '5Hot1', coldkey: '5Cold', registered_at_block: 2, validator_permit: false, stake: 5, last_update: 0 },
  ])
})

test.each<readonly [string, object]>([
  ['graph.total_stake', { total_stake: [1n] }],
  ['graph.validator_permit[1]', { validator_permit: [true, 1] }],
  ['graph.tempo', { tempo: undefined }],
  ['graph.tempo', { tempo: 65_536 }],
  ['graph.total_stake[0]', { total_stake: [-1n, 0n] }],
  ['graph.axons[0].ip', { axons: [{ ip: '1.2.3.4', ip_type: 4, port: 1 }, graph.axons[1]] }],
  ['graph.block_at_registration[0]', { block_at_registration: [2n ** 60n, 0n] }],
])('what %s can’t be is refused by its name', (name, change) => {
  expect(() => graphPart('graph', { ...graph, ...change }, 425)).toThrow(new RegExp(`^${name.replace(/[[\]]/g, '\\$&')} can't be read`))
})
