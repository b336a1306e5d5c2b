import { readFileSync } from 'node:fs'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEmissionToml } from '../../src/adapters/toml.js'
import { allocate } from '../../src/allocation/allocate.js'
import { writeEmissionConfig } from '../../src/allocation/config/emission-config.js'
import type { MinerProfile, World } from '../../src/policy/world.js'
import { showWarning } from '../../src/allocation/miners/warning.js'
import { quantize } from '../../src/allocation/pools/quantize.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import { report } from '../../src/allocation/report/report.js'
import { shares } from '../../src/policy/shares/shares.js'
import { gpuPools } from '../../src/policies/index.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import type { Json } from '../arbitraries/snapshot.js'
import { ago, neuron, result, snapshotOf, worlds } from '../arbitraries/snapshot.js'
import { expectLeft, expectRight } from '../either.js'

const { readConfig, updateConfig, writeConfig, readEvidence, decide } = gpuPools()

const worldOf = ({ at, results, previous = [], ...network }: Json, profiles: readonly MinerProfile[] = []): World =>
  ({ network, at, results, previous, profiles }) as World
const owner = { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) }
const small = (results: readonly unknown[], changes: Json = {}): World =>
  worldOf(snapshotOf([neuron(0), neuron(1), neuron(2)], results, { owner, ...changes }))
const burning = expectRight(readConfig({ burn_uid: 0, burn_percentage: 5 }))

describe('the decision', () => {
  const document = JSON.parse(readFileSync('docs/examples/subnet-256.json', 'utf8')) as Json
  const config = expectRight(readEmissionToml(readFileSync('docs/examples/emission.toml', 'utf8')))

  test('is the allocation of the snapshot made from the world, as weights, shares and rows', () => {
    const allocation = expectRight(allocate(config)(expectRight(readSnapshot(document))))
    const decision = expectRight(decide(expectRight(readConfig(writeEmissionConfig(config))))(worldOf(document)))
    expect(decision.weights).toEqual(quantize('max')(allocation))
    expect(decision.shares).toEqual(shares(allocation))
    expect(decision.next).toEqual(report('max')(allocation).next)
    expect(decision.figures.miners_served).toBe(
      decision.shares.filter(({ neuron: { uid }, units }) => units > 0 && uid !== decision.figures.burn.uid).length,
    )
  })
  test('gives every part of the whole to one ledger entry, or burns it', () => {
    fc.assert(
      fc.property(worlds, ([table, snapshot]) => {
        const decided = decide(expectRight(readConfig(table)))(worldOf(snapshot))
        if (isLeft(decided)) return
        const { entries, figures } = decided.right
        expect(entries.reduce((sum, { allocated_weight }) => sum + allocated_weight, figures.burn.amount)).toBe(65_535)
      }),
    )
  })
  test('continues from its last `next`', () => {
    const half = expectRight(decide(burning)(small([result(1), result(1, { executor_id: 'rig-b', is_valid: false })])))
    const scoreAfter = (previous: World['previous']): unknown => expectRight(decide(burning)({ ...small([result(1)]), previous })).next
    expect([half.next, scoreAfter([]), scoreAfter(half.next)]).toMatchObject([
      [{ score: 0.5 }],
      [{ score: 1 }],
      [{ score: expect.closeTo(0.65, 12) as number }],
    ])
    expect(expectLeft(decide(burning)({ ...small([]), previous: [7] })).map(({ path }) => path)).toEqual(['previous[0]'])
  })
  test('is refused with the reason when the world is malformed or there is no burn target', () => {
    expect(expectLeft(decide(burning)({ ...small([]), at: 'today' })).map(({ path }) => path)).toEqual(['at'])
    expect(expectLeft(decide(expectRight(readConfig({})))(small([]))).map(({ _tag }) => _tag)).toEqual(['BurnTargetMissing'])
    expect(expectLeft(decide(expectRight(readConfig({ burn_uid: 9, burn_percentage: 5 })))(small([])))[0]).toMatchObject({ path: '' })
  })
  test('a foreign burn target is refused, unless it is allowed', () => {
    const stranger = { owner: { hotkey: hotkeyOf(8), coldkey: hotkeyOf(9) } }
    expect(expectLeft(decide(burning)(small([result(1)], stranger))).map(({ _tag }) => _tag)).toEqual(['BurnDestinationForeign'])
    expect(expectRight(gpuPools({ allowForeignBurn: true }).decide(burning)(small([result(1)], stranger))).warnings).toMatchObject([
      { _tag: 'BurnDestinationForeign' },
    ])
  })
  test('results that pay nobody give a warning, with the words of the allocation', () => {
    const world = small([result(1, { is_valid: false }), result(300), 7])
    const { warnings } = expectRight(decide(burning)(world))
    const said = expectRight(allocate(burning)(expectRight(readSnapshot({ ...world.network, at: world.at, results: world.results }))))
    expect(warnings.filter(({ _tag }) => _tag === 'EvidenceUnusable')).toEqual([
      {
        _tag: 'EvidenceUnusable',
        path: '',
        message: showWarning(said.warnings.find(({ _tag }) => _tag === 'EvidenceUnusable')!),
      },
    ])
  })
  test('claims of 0 in a pool that is not paid give this warning too, although each would count as 1 in it', () => {
    const config = {
      burn_uid: 0,
      burn_percentage: 5,
      verification: 'hardware',
      zero_scores: 'equal',
      min_miners_per_category: 3,
      min_score_threshold: 0,
    }
    const { entries, warnings } = expectRight(decide(expectRight(readConfig(config)))(small([result(1, { hardware_score: 0 })])))
    expect([entries.map(({ miner_score }) => miner_score), warnings.map(({ _tag }) => _tag)]).toEqual([[0], ['EvidenceUnusable']])
  })
  test('a network without an owner gives a warning', () => {
    expect(expectRight(decide(burning)(small([result(1)], { owner: undefined }))).warnings.map(({ _tag }) => _tag)).toContain(
      'OwnerUnknown',
    )
  })
})

describe('profiles', () => {
  const profilesOf = (results: readonly unknown[], before: readonly MinerProfile[] = []): readonly MinerProfile[] =>
    expectRight(decide(burning)({ ...small(results), profiles: before })).profiles
  const seen = result(1, { gpu_count: 8, validation_timestamp: ago(60) })

  test('have the primary category, GPUs and score of the sighting, by hotkey', () => {
    expect(profilesOf([result(2, { gpu_model: 'NVIDIA GeForce GTX 9' }), seen]).map(({ last_updated: _, ...rest }) => rest)).toEqual(
      [
        {
          miner_uid: 1,
          miner_hotkey: hotkeyOf(1),
          primary_gpu_model: 'H100',
          gpu_counts: { H100: 8 },
          total_score: 1,
          verification_count: 1,
        },
        { miner_uid: 2, miner_hotkey: hotkeyOf(2), primary_gpu_model: 'OTHER', gpu_counts: {}, total_score: 1, verification_count: 1 },
      ].sort((a, b) => (a.miner_hotkey < b.miner_hotkey ? -1 : 1)),
    )
  })
  test('the same sighting counts once, however often it is decided; a newer one counts again', () => {
    const once = profilesOf([seen])
    expect(profilesOf([seen], once)).toEqual([])
    expect(profilesOf([seen, result(1, { gpu_count: 4, validation_timestamp: ago(30) })], once)).toMatchObject([
      { verification_count: 2, last_updated: '2026-11-20T05:59:30.000000000Z' },
    ])
  })
  test('a miner without a known GPU, and one whose profile cannot be read, get a new profile', () => {
    const [unknown] = profilesOf([result(1, { gpu_model: '', validation_timestamp: ago(90) })])
    expect(unknown?.primary_gpu_model).toBe('OTHER')
    expect(profilesOf([seen], [unknown!])).toMatchObject([{ primary_gpu_model: 'H100', verification_count: 2 }])
    expect(profilesOf([seen], [{ ...unknown!, last_updated: 'lately' }])).toMatchObject([{ verification_count: 1 }])
  })
  test('a miner that was not seen has none', () => {
    expect(profilesOf([result(1, { validation_timestamp: ago(100_000) })])).toEqual([])
  })
})

describe('config and evidence', () => {
  test('writing and reading a config gives the same config', () => {
    fc.assert(
      fc.property(worlds, ([table]) => {
        const config = expectRight(readConfig(table))
        expect(expectRight(readConfig(JSON.parse(JSON.stringify(writeConfig(config)))))).toEqual(config)
      }),
    )
  })
  test('a change is validated as a whole', () => {
    expect(expectRight(updateConfig(burning)({ cutoff_hours: 1 })).cutoff_hours).toBe(1)
    expect(expectLeft(updateConfig(burning)({ cutoff_hours: 0, burn_percentage: 101 })).map(({ path }) => path)).toEqual([
      'burn_percentage',
      'cutoff_hours',
    ])
  })
  test('a row has the miner, the executor and the time, and is read again unchanged', () => {
    const row = result(1, { extra: 1 })
    const { document, ...about } = expectRight(readEvidence(row))
    expect(about).toEqual({ hotkey: hotkeyOf(1), subject: 'rig-1', at: ago(60) })
    expect(expectRight(readEvidence(document)).document).toEqual(document)
  })
  test('a malformed row is refused with each reason and its path', () => {
    expect(expectLeft(readEvidence({ ...result(1), gpu_count: -1, is_valid: 1 })).map(({ path }) => path)).toEqual([
      'is_valid',
      'gpu_count',
    ])
    for (const garbage of [null, 7, 'row', []]) expect(isLeft(readEvidence(garbage))).toBe(true)
  })
})

test('a result that is delivered again is one document, however its instant and its uuids are spelt', () => {
  const row = result(1, { gpu_count: 2, gpu_uuids: ['GPU-b', 'GPU-a'] })
  const made = String(row['validation_timestamp'])
  const spellings = [
    row,
    { ...row, validation_timestamp: made.replace('Z', '.0Z') },
    { ...row, validation_timestamp: made.replace('Z', '.00Z'), gpu_uuids: ['gpu-A', 'GPU-B'] },
    { ...row, validation_timestamp: ago(60, 'offset'), extra: 1 },
  ]
  const documents = spellings.map((spelt) => JSON.stringify(expectRight(readEvidence(spelt)).document))
  expect(new Set(documents).size).toBe(1)
  const other = expectRight(readEvidence({ ...row, validation_timestamp: made.replace('Z', '.0000000000001Z') }))
  expect(JSON.stringify(other.document)).not.toBe(documents[0])
})
