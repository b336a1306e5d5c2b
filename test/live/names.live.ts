/** Every name that the adapter uses stands in the metadata of the runtime; of names that changed, one of them. */
import { expect, test } from 'vitest'
import { connect } from '../../src/adapters/subtensor/session.js'
import type { Runtime } from '../../src/adapters/subtensor/runtime.js'
import { URL } from './node.js'

const STORAGE: readonly (readonly string[])[] = [
  ['SubtensorModule.Weights'],
  ['SubtensorModule.StakeThreshold'],
  ['SubtensorModule.BlocksSinceLastStep'],
  ['SubtensorModule.TimelockedWeightCommits', 'SubtensorModule.CRV3WeightCommitsV2', 'SubtensorModule.CRV3WeightCommits'],
  ['Drand.LastStoredRound'],
  ...[
    ...['Bonds', 'LastUpdate', 'Consensus', 'Kappa', 'MaxAllowedValidators', 'BondsMovingAverage', 'BondsPenalty', 'Yuma3On'],
    ...['LiquidAlphaOn', 'AlphaValues', 'AlphaSigmoidSteepness', 'LastMechansimStepBlock', 'TaoWeight', 'WeightCommits'],
  ].map((name) => [`SubtensorModule.${name}`]),
  ['SubtensorModule.ActivityCutoffFactorMilli', 'SubtensorModule.ActivityCutoff'],
  ['SubtensorModule.PendingServerEmission', 'SubtensorModule.PendingEmission'],
]
/** Since which spec items are there that older runtimes lack. */
const LATER: readonly (readonly [since: number, item: string])[] = [
  [320, 'SubtensorModule.MechanismCountCurrent'],
  [320, 'SubtensorModule.CommitRevealWeightsVersion'],
  [423, 'SubtensorModule.LastEpochBlock'],
  [423, 'SubtensorModule.PendingEpochAt'],
  [423, 'SubtensorModule.SubnetEpochIndex'],
]
const APIS = ['SubnetInfoRuntimeApi.get_metagraph', 'AccountNonceApi.account_nonce', 'TaggedTransactionQueue.validate_transaction']
const CALLS: readonly (readonly string[])[] = [
  ['set_weights'],
  ['commit_timelocked_mechanism_weights', 'commit_timelocked_weights', 'commit_crv3_weights'],
]

const parts = (name: string): [string, string] => name.split('.') as [string, string]

test('every name stands in the metadata', async () => {
  const session = await connect(URL, { connect: 30, silence: 60 })
  if ('_tag' in session) throw new Error(session._tag)
  const runtime: Runtime = await session.runtimeAt(session.head().hash)
  const missing = [
    ...STORAGE.filter((names) => !names.some((name) => runtime.hasStorage(...parts(name)))),
    ...LATER.filter(([since, name]) => runtime.spec >= since && !runtime.hasStorage(...parts(name))).map(([, name]) => [name]),
    ...APIS.filter((name) => !runtime.hasApi(...parts(name))).map((name) => [name]),
    ...CALLS.filter((names) => !names.some((name) => runtime.callArguments('SubtensorModule', name) !== null)),
  ]
  session.end({ _tag: 'SocketClosed', code: null })
  console.log(`spec ${runtime.spec}: ${STORAGE.length + LATER.length + APIS.length + CALLS.length} names`)
  expect(missing).toEqual([])
})
