/** Models, members and candidates for the laws of compute nodes: few of each, with ties, zeros and the largest weights. */
import fc from 'fast-check'
import type { Validation } from '../../../src/policies/computeNodes/admission.js'
import type { EpochInputs } from '../../../src/policies/computeNodes/epoch-inputs.js'
import type { EpochNode, EpochParticipant, EpochState } from '../../../src/policies/computeNodes/epoch-state.js'
import type { HardwareNode } from '../../../src/policies/computeNodes/hardware.js'
import type { Model } from '../../../src/policies/computeNodes/model.js'
import { readModel } from '../../../src/policies/computeNodes/model.js'
import type { ModelRegistry } from '../../../src/policies/computeNodes/model-registry.js'
import { registryOf } from '../../../src/policies/computeNodes/model-registry.js'
import type { Candidate } from '../../../src/policies/computeNodes/new-weights.js'
import type { NodeSets } from '../../../src/policies/computeNodes/timeslots.js'
import type { Batch } from '../../../src/policies/computeNodes/weigh-batches.js'
import { modelDocument } from '../../../src/testing/arbitraries/compute-worlds.js'
import { Decimal } from '../../../src/units/exact/decimal.js'
import { expectRight } from '../../either.js'

export const model = (id: string, changes: Record<string, unknown> = {}): Model => expectRight(readModel(modelDocument(id, changes)))
export const registry = (...models: readonly Model[]): ModelRegistry => registryOf(models)

/** A node of an epoch that serves `model` and can serve only this model. */
export const serving = (id: string, serves: string | null, weight: bigint, poc = false): EpochNode => ({
  id,
  models: serves === null ? [] : [serves],
  model: serves,
  weight,
  timeslots: [true, poc],
})
export const member = (id: string, ...nodes: readonly EpochNode[]): EpochParticipant => ({
  id,
  validator_key: `${id} key`,
  seed: `${id} seed`,
  nodes,
})
export const candidate = (
  id: string,
  nodes: readonly HardwareNode[],
  batches: readonly Batch[],
  changes: Partial<Candidate> = {},
): Candidate => ({
  id,
  validator_key: `${id} key`,
  seed: `${id} seed`,
  nodes,
  batches,
  ...changes,
})
export const quiet = {
  serving: { by: 'half' },
  validations: [],
  accounts: [],
  reward: { initial: 0n, decay: new Decimal(0), genesis: 1, cap: null },
  throughput: null,
} as const

const MODELS = ['llama', 'qwen', 'yi']
const NODES = ['n1', 'n2', 'n3', 'n4', 'n10']
const PARTICIPANTS = ['p1', 'p2', 'p3', 'p4', 'p10']

export const registries: fc.Arbitrary<ModelRegistry> = fc
  .subarray(MODELS)
  .chain((ids) =>
    fc
      .tuple(
        ...ids.map((id) =>
          fc.constantFrom(1, 1000, '18446744073709551615').map((throughput_per_nonce) => model(id, { throughput_per_nonce })),
        ),
      )
      .map((models) => registryOf(models)),
  )

export const weights = fc.oneof(fc.bigInt({ min: 0n, max: 20n }), fc.constantFrom(0n, 1n, 7n, 7n, 2n ** 64n - 1n))

export const hardware = (models: ModelRegistry): fc.Arbitrary<readonly HardwareNode[]> =>
  fc.uniqueArray(fc.record({ id: fc.constantFrom(...NODES), models: fc.shuffledSubarray([...models.keys()]) }), {
    selector: ({ id }) => id,
  })

const nodesOf = (models: ModelRegistry, poc: boolean): fc.Arbitrary<readonly EpochNode[]> =>
  fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...NODES), fc.constantFrom(...models.keys(), null), weights, fc.boolean())
      .map(([id, serves, weight, on]) => serving(id, serves, weight, poc && on)),
    { selector: ({ id }) => id },
  )

/** Epochs; with `poc`, nodes may have POC_SLOT. */
export const epochs = (poc: boolean): fc.Arbitrary<EpochState> =>
  fc
    .tuple(registries, fc.integer({ min: 1, max: 3000 }), fc.subarray(PARTICIPANTS), fc.constantFrom(0n, 5n, 2n ** 64n))
    .chain(([models, epoch, ids, minted]) =>
      fc
        .tuple(...ids.map((id) => nodesOf(models, poc).map((nodes) => member(id, ...nodes))))
        .map((participants) => ({ epoch, models, participants, minted })),
    )

/** Nodes of members; some are pending. */
export const pendingOf = ({ participants }: EpochState): fc.Arbitrary<NodeSets> =>
  fc
    .tuple(...participants.map(({ id, nodes }) => fc.subarray(nodes.map((node) => node.id)).map((some) => [id, new Set(some)] as const)))
    .map((sets) => new Map(sets))

const nonces = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)), { maxLength: 10 })
export const batches: fc.Arbitrary<readonly Batch[]> = fc.array(
  fc.record({ node: fc.constantFrom<string | null>(...NODES, 'stranger', null, null), nonces }),
  { maxLength: 8 },
)

const maybe = (text: string): fc.Arbitrary<string | null> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: fc.constantFrom(null, '') })

export const candidates = (models: ModelRegistry): fc.Arbitrary<readonly Candidate[]> =>
  fc
    .shuffledSubarray(PARTICIPANTS)
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.record({ id: fc.constant(id), validator_key: maybe('key'), seed: maybe('seed'), nodes: hardware(models), batches }),
        ),
      ),
    )

export const validations: fc.Arbitrary<readonly Validation[]> = fc.oneof(
  fc.constant(PARTICIPANTS.flatMap((validator) => PARTICIPANTS.map((participant) => ({ validator, participant, valid: true })))),
  fc.array(
    fc.record({
      validator: fc.constantFrom(...PARTICIPANTS, 'nobody'),
      participant: fc.constantFrom(...PARTICIPANTS),
      valid: fc.boolean(),
    }),
    { maxLength: 40 },
  ),
)

/** An epoch, and all inputs for the next one. */
export const steps: fc.Arbitrary<readonly [EpochState, EpochInputs]> = epochs(true).chain((previous) =>
  registries.chain((next) =>
    fc
      .record({
        registry: fc.constant(next),
        serving: fc.constantFrom<EpochInputs['serving']>({ by: 'half' }, { by: 'weight', seed: 'seed' }, { by: 'as_they_are' }),
        candidates: candidates(next),
        validations,
        accounts: fc.uniqueArray(
          fc.record({ id: fc.constantFrom(...PARTICIPANTS), balance: fc.constantFrom(-1n, 0n, 5n, 2n ** 70n), valid: fc.boolean() }),
          { selector: ({ id }) => id },
        ),
        reward: fc.record({
          initial: fc.oneof(
            fc.bigInt({ min: 0n, max: 1000n }),
            fc.constantFrom(285_000_000_000_000n, 2n ** 64n, 2n ** 64n - 1n, 2n ** 100n),
          ),
          decay: fc.constantFrom('0', '-0.000475', '-1', '-1000').map((decay) => new Decimal(decay)),
          genesis: fc.constantFrom(0, 1, 5000),
          cap: fc.constantFrom(null, 0n, 5n, 6n, 2n ** 64n + 3n, 2n ** 127n),
        }),
        throughput: fc.constant(null),
      })
      .map((inputs) => [previous, inputs] as const),
  ),
)
