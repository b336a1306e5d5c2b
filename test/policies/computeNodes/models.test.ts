import fc from 'fast-check'
import { isSome } from 'fp-ts/lib/Option.js'
import { describe, expect, test } from 'vitest'
import { assignModels } from '../../../src/policies/computeNodes/assign-models.js'
import { showComputeNodesError } from '../../../src/policies/computeNodes/compute-nodes-error.js'
import { readEpochState, writeEpochState } from '../../../src/policies/computeNodes/epoch-state.js'
import { applyHardwareDiff, nodesForModel } from '../../../src/policies/computeNodes/hardware.js'
import { readModel } from '../../../src/policies/computeNodes/model.js'
import { mergeModelArgs } from '../../../src/policies/computeNodes/model-args.js'
import { exportModels, importModels, isValidModel, upsertModel } from '../../../src/policies/computeNodes/model-registry.js'
import { loadForNextEpoch, viewNode } from '../../../src/policies/computeNodes/node-view.js'
import { modelTotals, participantWeight } from '../../../src/policies/computeNodes/power.js'
import { currentModels, currentPricing, governanceModels, governancePricing } from '../../../src/policies/computeNodes/tiers.js'
import { modelDocument } from '../../../src/testing/arbitraries/compute-worlds.js'
import { expectLeft, expectRight } from '../../either.js'
import { epochs, hardware, member, model, registries, registry, serving } from './worlds.js'
import type { AssignModels } from './wrong.js'
import { everyGroup } from './wrong.js'

const paths = (document: unknown): readonly string[] =>
  expectLeft(readModel(document)).map((error) => (error._tag === 'Malformed' ? error.fault.path : error._tag))

describe('the registry', () => {
  test('registering validates every field, and reports every wrong one', () => {
    expect(
      paths({
        id: '',
        proposed_by: '',
        hf_repo: '',
        hf_commit: 'main',
        model_args: ['', '--a'],
        v_ram: 0,
        units_of_compute_per_token: -1,
        throughput_per_nonce: 0,
      }),
    ).toEqual(['id', 'proposed_by', 'hf_repo', 'hf_commit', 'model_args[0]', 'v_ram', 'units_of_compute_per_token', 'throughput_per_nonce'])
    expect(paths({ ...modelDocument('a'), throughput_per_nonce: '18446744073709551616', vram: 3 })).toEqual([
      'vram',
      'throughput_per_nonce',
    ])
    expect(readModel({ ...modelDocument('a'), hf_commit: 'f'.repeat(64), model_args: [], units_of_compute_per_token: 0 })._tag).toBe(
      'Right',
    )
  })
  test('an upsert replaces a model as a whole', () => {
    const before = registry(model('a', { model_args: ['--x'] }), model('b'))
    const after = upsertModel(before)(model('a', { model_args: [], v_ram: 7 }))
    expect(after.get('a')).toEqual(model('a', { model_args: [], v_ram: 7 }))
    expect([...after.keys()]).toEqual(['a', 'b'])
    expect(before.get('a')!.model_args).toEqual(['--x'])
  })
  test('a model is valid when it is registered', () => {
    expect(['a', 'A', ''].map(isValidModel(registry(model('a'))))).toEqual([true, false, false])
  })
  test('genesis is exported and imported unchanged, whatever the order', () => {
    fc.assert(
      fc.property(registries, (models) => {
        const exported = exportModels(models) as readonly unknown[]
        expect(expectRight(importModels(exported))).toEqual(models)
        expect(exportModels(expectRight(importModels([...exported].reverse())))).toEqual(exported)
        expect(JSON.parse(JSON.stringify(exported))).toEqual(exported)
      }),
    )
  })
  test('a genesis with repeated models is refused, and each is reported once', () => {
    const [a, b] = [modelDocument('a'), modelDocument('b')]
    const errors = expectLeft(importModels([a, b, a, b, a]))
    expect(errors).toEqual([
      { _tag: 'DuplicateModel', model: 'a' },
      { _tag: 'DuplicateModel', model: 'b' },
    ])
    expect(errors.map(showComputeNodesError)).toEqual(['the model "a" is there twice', 'the model "b" is there twice'])
    expect(importModels('x')._tag).toBe('Left')
  })
  test('and together with what can not be read', () => {
    const { id: _, ...nameless } = modelDocument('c')
    const errors = expectLeft(
      importModels([modelDocument('a'), { ...modelDocument('a'), v_ram: 0 }, nameless, nameless, modelDocument(''), modelDocument('')]),
    )
    expect(errors.map((error) => (error._tag === 'Malformed' ? error.fault.path : error))).toEqual([
      '[1].v_ram',
      '[2].id',
      '[3].id',
      '[4].id',
      '[5].id',
      { _tag: 'DuplicateModel', model: 'a' },
    ])
  })
})

describe('hardware', () => {
  const apply = applyHardwareDiff(registry(model('a'), model('b')))
  test('a diff that names unknown models is refused; all of them are listed, each once per node', () => {
    const errors = expectLeft(
      apply([])({
        new_or_modified: [
          { id: 'n1', models: ['x', 'a', 'y'] },
          { id: 'n2', models: ['z', 'x', 'z'] },
        ],
        removed: [],
      }),
    )
    expect(errors).toEqual(
      [
        ['n1', 'x'],
        ['n1', 'y'],
        ['n2', 'z'],
        ['n2', 'x'],
      ].map(([node, unknown]) => ({ _tag: 'UnknownModel', participant: null, node, model: unknown })),
    )
    expect(showComputeNodesError(errors[0]!)).toBe('node "n1" names the model "x", which nobody registered')
  })
  test('a modified node keeps its place, new nodes come last, removed nodes are dropped', () => {
    const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id, models: ['a'] }))
    expect(
      expectRight(
        apply(nodes)({
          new_or_modified: [
            { id: 'n0', models: [] },
            { id: 'n2', models: ['b'] },
          ],
          removed: ['n1'],
        }),
      ),
    ).toEqual([
      { id: 'n2', models: ['b'] },
      { id: 'n3', models: ['a'] },
      { id: 'n0', models: [] },
    ])
  })
  test('a node that is named twice, or removed although it does not exist, is refused', () => {
    const diff = {
      new_or_modified: [
        { id: 'n1', models: [] },
        { id: 'n1', models: [] },
        { id: 'n2', models: [] },
      ],
      removed: ['n2', 'n9'],
    }
    expect(expectLeft(apply([{ id: 'n2', models: [] }])(diff)).map((error) => [error._tag, 'node' in error ? error.node : ''])).toEqual([
      ['DuplicateNode', 'n1'],
      ['DuplicateNode', 'n2'],
      ['UnknownNode', 'n9'],
    ])
  })
  test('nodesForModel gives those that support a model', () => {
    fc.assert(
      fc.property(registries.chain(hardware), (nodes) =>
        ['llama', 'qwen'].every((id) => nodes.every((node) => nodesForModel(nodes)(id).includes(node) === node.models.includes(id))),
      ),
    )
  })
})

describe('two tiers', () => {
  const state = {
    epoch: 3,
    models: registry(model('a', { units_of_compute_per_token: 7 })),
    participants: [member('p', serving('n1', 'a', 4n), serving('n2', null, 1n))],
    minted: 0n,
  }
  test('changes by governance have no effect within the epoch', () => {
    const registered = upsertModel(upsertModel(state.models)(model('a', { units_of_compute_per_token: 9 })))(model('b'))
    expect(currentModels(state).map(({ id }) => id)).toEqual(['a'])
    expect(governanceModels(registered).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(currentPricing(state, 3n)).toEqual([{ id: 'a', units_of_compute_per_token: 7n, price_per_token: 21n }])
    expect(governancePricing(registered, 3n).map(({ price_per_token }) => price_per_token)).toEqual([27n, 300n])
  })
  test('a node reads its model and args from the snapshot, and what to load next from the registry', () => {
    const local = new Map([['a', ['--eager', '--quantization', 'int4']]])
    const now = viewNode(state)('p', 'n1', local)
    expect(isSome(now) && now.value).toEqual({
      serves: { model: 'a', args: ['--quantization', 'fp8', '--eager'] },
      weight: 4n,
      throughput: 4000n,
      timeslots: [true, false],
    })
    const registered = upsertModel(state.models)(model('a', { model_args: ['--dtype', 'bf16'] }))
    expect(loadForNextEpoch(registered)({ id: 'n1', models: ['a'] }, local)).toEqual({
      model: 'a',
      args: ['--dtype', 'bf16', '--eager', '--quantization', 'int4'],
    })
  })
  test('a node without a model serves nothing, and for an unknown node there is no view', () => {
    const now = viewNode(state)('p', 'n2', new Map())
    expect(isSome(now) && [now.value.serves, now.value.throughput]).toEqual([null, 0n])
    expect([viewNode(state)('p', 'n9', new Map())._tag, viewNode(state)('q', 'n1', new Map())._tag]).toEqual(['None', 'None'])
    expect(loadForNextEpoch(state.models)({ id: 'n2', models: ['b'] }, new Map())).toBeNull()
  })
})

describe('model args', () => {
  const word = fc.constantFrom('--a', '--b', '--b=1', '--c', '8192', '-1', 'fp8')
  const args = fc.array(word, { maxLength: 8 })
  const key = (text: string): string => text.split('=')[0]!
  test("the epoch's arguments come first, in order, and win a conflict", () => {
    expect(mergeModelArgs(['--a', '1'], ['--a', '2', '--b', '3', '4', '--a=5', '--c'])).toEqual(['--a', '1', '--b', '3', '4', '--c'])
    fc.assert(
      fc.property(args, args, (epoch, local) => {
        const merged = mergeModelArgs(epoch, local)
        const own = merged
          .slice(epoch.length)
          .filter((w) => w.startsWith('--'))
          .map(key)
        expect(merged.slice(0, epoch.length)).toEqual(epoch)
        expect(own.filter((k) => epoch.map(key).includes(k) && k.startsWith('--'))).toEqual([])
        expect(own).toEqual(
          local
            .filter((w) => w.startsWith('--'))
            .map(key)
            .filter((k) => !epoch.map(key).includes(k)),
        )
      }),
    )
  })
  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(args, args, (epoch, local) => {
        expect(mergeModelArgs(epoch, mergeModelArgs(epoch, local))).toEqual(mergeModelArgs(epoch, local))
      }),
    )
  })
})

describe('assignment', () => {
  const once = (assign: AssignModels) =>
    fc.property(
      registries.chain((models) => hardware(models).map((nodes) => [models, nodes] as const)),
      ([models, nodes]) => {
        const { groups, overflow } = assign(models)(nodes)
        const places = [...[...groups.values()].flat(), ...overflow].map(({ id }) => id)
        return places.length === nodes.length && new Set(places).size === nodes.length
      },
    )
  test('a node is assigned exactly once', () => {
    fc.assert(once(assignModels))
  })
  test('a wrong implementation is caught: a node in every group', () => {
    expect(fc.check(once(everyGroup)).failed).toBe(true)
  })
  test('it is assigned to the first model by id that it supports, or to the overflow group', () => {
    fc.assert(
      fc.property(
        registries.chain((models) => hardware(models).map((nodes) => [models, nodes] as const)),
        ([models, nodes]) => {
          const { groups, overflow } = assignModels(models)(nodes)
          for (const [id, group] of groups)
            for (const node of group) expect([...models.keys()].find((other) => node.models.includes(other))).toBe(id)
          for (const node of overflow) expect(node.models).toEqual([])
          expect([...groups.keys()]).toEqual([...models.keys()])
        },
      ),
    )
  })
})

describe('power', () => {
  test('powers of models and of the overflow group sum to the total weight; throughput is power times throughput per nonce', () => {
    fc.assert(
      fc.property(epochs(false), (state) => {
        const totals = modelTotals(state)
        const all = state.participants.reduce((sum, participant) => sum + participantWeight(participant), 0n)
        const overflow = state.participants
          .flatMap(({ nodes }) => nodes.filter((node) => node.model === null))
          .reduce((sum, { weight }) => sum + weight, 0n)
        expect([...totals.values()].reduce((sum, { power }) => sum + power, overflow)).toBe(all)
        for (const [id, { power, throughput }] of totals) expect(throughput).toBe(power * state.models.get(id)!.throughput_per_nonce)
      }),
    )
  })
})

describe('states as documents', () => {
  test('writing a state as JSON and reading it gives the same state', () => {
    fc.assert(
      fc.property(epochs(true), (state) => {
        const document = writeEpochState(state)
        expect(JSON.parse(JSON.stringify(document))).toEqual(document)
        expect(expectRight(readEpochState(document))).toEqual(state)
      }),
    )
  })
  test('all mistakes of a state are listed', () => {
    const node = { id: 'n1', models: [], model: 'x', weight: 1, timeslots: [true, false] }
    const p = { id: 'p', validator_key: 'k', seed: 's', nodes: [node, node] }
    const document = { epoch: 1, models: [modelDocument('a'), modelDocument('a')], participants: [p, p], minted: 0 }
    expect(expectLeft(readEpochState(document)).map(({ _tag }) => _tag)).toEqual([
      'DuplicateModel',
      'DuplicateParticipant',
      'UnknownModel',
      'DuplicateNode',
      'UnknownModel',
      'DuplicateNode',
    ])
    expect(expectLeft(readEpochState({ ...document, models: [], participants: [{ ...p, nodes: [{ ...node, weight: -1 }] }] })).length).toBe(
      1,
    )
  })
})
