import fc from 'fast-check'
import { isSome } from 'fp-ts/lib/Option.js'
import { describe, expect, test } from 'vitest'
import { showComputeNodesError } from '../../../src/policies/computeNodes/compute-nodes-error.js'
import type { EpochInputs } from '../../../src/policies/computeNodes/epoch-inputs.js'
import type { EpochState } from '../../../src/policies/computeNodes/epoch-state.js'
import { GENESIS, readEpochState, writeEpochState } from '../../../src/policies/computeNodes/epoch-state.js'
import { explainParticipant, showParticipant } from '../../../src/policies/computeNodes/explain-participant.js'
import type { EpochOutcome } from '../../../src/policies/computeNodes/run-epoch.js'
import { runEpoch } from '../../../src/policies/computeNodes/run-epoch.js'
import { serveByWeight } from '../../../src/policies/computeNodes/serve-by-weight.js'
import { serveHalf } from '../../../src/policies/computeNodes/serve-half.js'
import { POC_SLOT } from '../../../src/policies/computeNodes/timeslots.js'
import { Decimal } from '../../../src/units/exact/decimal.js'
import { expectLeft, expectRight } from '../../either.js'
import { candidate, member, model, quiet, registry, serving, steps } from './worlds.js'

const run = (previous: EpochState, inputs: EpochInputs): EpochOutcome => expectRight(runEpoch(previous, inputs))

describe('laws of an epoch', () => {
  test('the same input gives the same outcome, and the order of the input does not matter', () => {
    fc.assert(
      fc.property(steps, ([previous, inputs]) => {
        const turned = {
          ...inputs,
          candidates: [...inputs.candidates].reverse().map((each) => ({ ...each, batches: [...each.batches].reverse() })),
          validations: [...inputs.validations].reverse(),
          accounts: [...inputs.accounts].reverse(),
        }
        const { next, report } = run({ ...previous, participants: [...previous.participants].reverse() }, turned)
        const expected = run(previous, inputs)
        expect(next).toEqual(expected.next)
        expect({ ...report, serving: new Map([...report.serving].sort()) }).toEqual({
          ...expected.report,
          serving: new Map([...expected.report.serving].sort()),
        })
      }),
    )
  })
  test('coins are conserved: rewards sum to what was minted, and all that was ever minted is at most the cap', () => {
    fc.assert(
      fc.property(steps, ([previous, inputs]) => {
        const {
          next,
          report: { reward, settlement },
        } = run(previous, inputs)
        const { cap } = inputs.reward
        expect(settlement.payments.reduce((sum, payment) => sum + payment.reward, 0n)).toBe(settlement.minted)
        for (const { id, balance } of inputs.accounts)
          expect(settlement.payments.filter((payment) => payment.id === id)).toMatchObject([{ work: balance }])
        expect(next.minted).toBe(previous.minted + settlement.minted)
        expect(settlement.minted <= reward).toBe(true)
        if (cap !== null) expect(next.minted <= (cap > previous.minted ? cap : previous.minted)).toBe(true)
      }),
    )
  })
  test('nodes that served keep their weight, and only nodes that stay with their model are chosen to serve', () => {
    fc.assert(
      fc.property(steps, ([previous, inputs]) => {
        const { next, report } = run(previous, inputs)
        for (const [id, nodes] of report.serving)
          for (const node of nodes) {
            const was = previous.participants.find((each) => each.id === id)!.nodes.find((each) => each.id === node)!
            const handedIn = inputs.candidates.find((each) => each.id === id)?.nodes.find((each) => each.id === node)
            if (inputs.serving.by !== 'as_they_are')
              expect([...inputs.registry.keys()].find((each) => handedIn?.models.includes(each))).toBe(was.model)
            const now = next.participants.find((each) => each.id === id)?.nodes.find((each) => each.id === node)
            if (now !== undefined) expect(now.weight).toBe(was.weight)
          }
      }),
    )
  })
  test('the resulting state is valid input, also after it was written and read', () => {
    fc.assert(
      fc.property(steps, ([previous, inputs]) => {
        const { next } = run(previous, inputs)
        const read = expectRight(readEpochState(JSON.parse(JSON.stringify(writeEpochState(next)))))
        expect(run(read, inputs)).toEqual(run(next, inputs))
      }),
    )
  })
  test('without an account to pay, nothing is minted', () => {
    const inputs = { ...quiet, registry: registry(), candidates: [], reward: { ...quiet.reward, initial: 100n } }
    expect(run(GENESIS, inputs).report).toMatchObject({ reward: 0n, settlement: { minted: 0n, payments: [] } })
    const state = { ...GENESIS, epoch: 1, participants: [member('p', serving('n', null, 1n))] }
    expect(run(state, { ...inputs, accounts: [{ id: 'p', balance: 4n, valid: false }] }).report.settlement).toEqual({
      minted: 0n,
      payments: [{ id: 'p', work: 4n, reward: 0n, error: 'InvalidParticipant' }],
    })
  })
  test('an account of a non-member keeps its coins and gets no reward', () => {
    const state = { ...GENESIS, epoch: 1, participants: [member('p', serving('n', null, 1n))] }
    const accounts = [
      { id: 'z', balance: 500n, valid: true },
      { id: 'a', balance: -1n, valid: true },
      { id: 'b', balance: 3n, valid: false },
    ]
    const inputs = {
      ...quiet,
      registry: registry(),
      candidates: [candidate('z', [], [])],
      reward: { ...quiet.reward, initial: 7n },
      accounts,
    }
    const outcome = run(state, inputs)
    expect(outcome.report.settlement).toEqual({
      minted: 7n,
      payments: [
        { id: 'a', work: -1n, reward: 0n, error: 'NegativeBalance' },
        { id: 'b', work: 3n, reward: 0n, error: 'InvalidParticipant' },
        { id: 'p', work: 0n, reward: 7n, error: null },
        { id: 'z', work: 500n, reward: 0n, error: null },
      ],
    })
    const trace = explainParticipant(outcome)('z')
    expect(isSome(trace) && showParticipant(trace.value).at(-1)).toBe('paid 0 for epoch 1 and 500 for work')
  })
})

describe('three epochs by hand', () => {
  const models = registry(model('a'), model('b', { throughput_per_nonce: 10 }))
  const nodes = [
    { id: 'n1', models: ['a'] },
    { id: 'n2', models: ['a'] },
    { id: 'n3', models: ['b', 'a'] },
  ]
  const mine = (...nonces: readonly (readonly number[])[]) => nonces.map((found, i) => ({ node: `n${i + 1}`, nonces: found }))
  const inputs = { ...quiet, registry: models, reward: { ...quiet.reward, initial: 1000n, decay: new Decimal(0), cap: 1500n } }
  const first = run(GENESIS, {
    ...inputs,
    candidates: [
      candidate('p', nodes.slice(0, 2), mine([1, 2], [3])),
      candidate(
        'q',
        [
          { id: 'n1', models: ['a'] },
          { id: 'n2', models: ['b'] },
        ],
        mine([1, 2, 3], [4]),
      ),
    ],
  })
  test('the first: all enter with what they mined, and none is paid', () => {
    expect(first.next.participants.map(({ id, nodes: own }) => [id, own.map(({ model: serves, weight }) => [serves, weight])])).toEqual([
      [
        'p',
        [
          ['a', 2n],
          ['a', 1n],
        ],
      ],
      [
        'q',
        [
          ['a', 3n],
          ['b', 1n],
        ],
      ],
    ])
    expect([...first.report.models]).toEqual([
      ['a', { nodes: 3, power: 6n, throughput: 6000n }],
      ['b', { nodes: 1, power: 1n, throughput: 10n }],
    ])
    expect(first.report.serving.size).toBe(0)
  })
  const valid = ['p', 'q'].map((participant) => ({ validator: 'q', participant, valid: true }))
  const second = run(first.next, {
    ...inputs,
    candidates: [
      candidate('p', nodes.slice(0, 2), mine([7, 8, 9], [7, 8, 9])),
      candidate('q', [{ id: 'n1', models: ['b'] }], [{ node: null, nonces: [5] }], { seed: null }),
    ],
    validations: valid,
  })
  test('the second: one of two nodes served and keeps its weight, the other mined; a participant without a seed drops out', () => {
    const [served] = [...second.report.serving.get('p')!]
    const was = served === 'n1' ? 2n : 1n
    expect(second.report.participants.map(({ id, dropped }) => [id, dropped])).toEqual([
      ['p', []],
      ['q', ['NoSeed']],
    ])
    expect(second.next.participants[0]!.nodes.map(({ id, weight }) => [id, weight])).toEqual(
      ['n1', 'n2'].map((id) => [id, id === served ? was : 3n]),
    )
    expect(second.next.participants[0]!.nodes.every(({ timeslots }) => !timeslots[POC_SLOT])).toBe(true)
  })
  test('the first epoch is paid by weights 3 and 4.4, where 4.4 includes the bonus for serving both models', () => {
    expect(second.report.settlement).toEqual({
      minted: 1000n,
      payments: [
        { id: 'p', work: 0n, reward: 405n, error: null },
        { id: 'q', work: 0n, reward: 595n, error: null },
      ],
    })
  })
  test('a model that was registered later does not change the bonus', () => {
    const registered = run(first.next, { ...inputs, registry: registry(...models.values(), model('c')), candidates: [] })
    expect(registered.report.settlement).toEqual(second.report.settlement)
  })
  test('nodes are chosen by the epoch that ends', () => {
    const members = ['p', 'q', 'r', 's'].map((id) => member(id, ...['n1', 'n2', 'n3', 'n4'].map((node) => serving(node, 'a', 1n))))
    const state = { ...GENESIS, epoch: 7, models, participants: members }
    const same = members.map(({ id, nodes: own }) =>
      candidate(
        id,
        own.map((node) => ({ id: node.id, models: ['a'] })),
        [],
      ),
    )
    expect(run(state, { ...inputs, candidates: same }).report.serving).toEqual(serveHalf(7)(members, new Map()))
    expect(run(state, { ...inputs, candidates: same, serving: { by: 'weight', seed: 's' } }).report.serving).toEqual(
      serveByWeight('s')(state, new Map()),
    )
  })
  test('the third is limited by the cap', () => {
    const third = run(second.next, { ...inputs, candidates: [] })
    expect([third.report.reward, third.report.settlement.minted, third.next.minted]).toEqual([1000n, 500n, 1500n])
    expect(third.report.participants.map(({ id, dropped }) => [id, dropped])).toEqual([['p', ['Absent']]])
  })
  test('a participant is explained, as data and as text', () => {
    const trace = explainParticipant(second)('q')
    expect(isSome(trace) && showParticipant(trace.value)).toEqual([
      '"q" does not enter epoch 2: it gave no seed',
      'node "n1": 1 mined, serves "b"',
      'weight 1, multiplied by 1; found valid by 4 of 7',
      'paid 595 for epoch 1 and 0 for work',
    ])
    expect(explainParticipant(second)('r')._tag).toBe('None')
  })
  test('there is a text for every case', () => {
    const odd = run(
      { ...first.next, participants: [member('p', serving('n1', 'a', 2n, true)), member('q', serving('n1', 'a', 2n))] },
      {
        ...inputs,
        serving: { by: 'as_they_are' },
        accounts: [
          { id: 'p', balance: -2n, valid: true },
          { id: 'q', balance: 2n, valid: false },
        ],
        candidates: [
          candidate(
            'p',
            [{ id: 'n1', models: [] }],
            [
              { node: 'x', nonces: [1] },
              { node: null, nonces: [1, 2] },
            ],
            { validator_key: null, seed: null },
          ),
        ],
      },
    )
    const words = (id: string) => {
      const trace = explainParticipant(odd)(id)
      return isSome(trace) && showParticipant(trace.value)
    }
    expect(words('p')).toEqual([
      '"p" does not enter epoch 2: it has no validator key, it gave no seed, no majority found it valid',
      'node "n1": 2 kept, since it went on serving, serves no model',
      '2 mined without a node to count for',
      'node "x": not a node of its own, so what it mined does not count',
      'weight 2, multiplied by 1; found valid by 0 of 4',
      'paid 0 for epoch 1 and -2 for work (no reward: its balance is below 0)',
    ])
    expect(words('q')).toEqual([
      '"q" does not enter epoch 2: it handed in nothing',
      'weight 0, multiplied by 1; found valid by 0 of 4',
      'paid 0 for epoch 1 and 2 for work (no reward: it is invalid)',
    ])
    const whole = explainParticipant(second)('q')
    expect(
      isSome(whole) &&
        whole.value.payment !== null &&
        showParticipant({ ...whole.value, payment: { ...whole.value.payment, reward: 0n, error: 'NegativeWeight' } }).at(-1),
    ).toBe('paid 0 for epoch 1 and 0 for work (no reward: its weight is below 0)')
    const all = run(GENESIS, {
      ...inputs,
      candidates: [
        candidate(
          'p',
          [
            { id: 'n1', models: ['a'] },
            { id: 'n2', models: ['b'] },
          ],
          mine([1], [2]),
        ),
      ],
    })
    const trace = explainParticipant(all)('p')
    expect(isSome(trace) && showParticipant(trace.value).at(-1)).toBe('weight 2, multiplied by 11/10; found valid by 0 of 0')
  })
})

describe('throughput', () => {
  const state = { ...GENESIS, epoch: 1, models: registry(model('a')), participants: [member('p', serving('n1', 'a', 9n, true))] }
  const vectors = new Map([['a', { expected: [10n, 10n], real: [10n, 5n] } as const]])
  const weighed = (counts: boolean): EpochOutcome =>
    run(state, {
      ...quiet,
      registry: state.models,
      serving: { by: 'as_they_are' },
      candidates: [candidate('p', [{ id: 'n1', models: ['a'] }], [])],
      throughput: { vectors, tolerance: new Decimal('0.1'), counts },
    })
  test('is checked in the report, and changes no weight', () => {
    expect(weighed(false).report.throughput.get('a')!.held).toBe(false)
    expect(weighed(false).report.participants[0]!.weight).toBe(9n)
  })
  test('when it counts, a node that served keeps the part that its model reached, rounded down', () => {
    expect(weighed(true).report.participants[0]!.weight).toBe(4n)
  })
})

describe('bad input', () => {
  test('is refused, and all mistakes are reported', () => {
    const node = (id: string, weight: bigint) => serving(id, null, weight)
    const state = {
      epoch: 0.5,
      models: registry(),
      participants: [member('p', node('n1', -1n), node('n1', 2n ** 64n)), member('p', serving('n2', 'gone', 1n))],
      minted: -1n,
    }
    const bad = candidate(
      'q',
      [
        { id: 'n1', models: ['x', 'y', 'x'] },
        { id: 'n1', models: [] },
      ],
      [
        { node: 'n1', nonces: [-1, 0.5, 3] },
        { node: null, nonces: [2 ** 53] },
      ],
    )
    const errors = expectLeft(
      runEpoch(state, {
        ...quiet,
        registry: registry(),
        candidates: [bad, { ...bad, nodes: [], batches: [] }],
        accounts: [
          { id: 'p', balance: 0n, valid: true },
          { id: 'p', balance: 0n, valid: true },
        ],
        reward: { initial: -1n, decay: new Decimal(1), genesis: -1, cap: null },
        throughput: { vectors: new Map([['a', { expected: [0n, 1n], real: [0n, -5n] }]]), tolerance: new Decimal(2), counts: false },
      }),
    )
    expect(errors.map(({ _tag }) => _tag)).toEqual([
      'DuplicateParticipant',
      'DuplicateNode',
      'NegativeWeight',
      'Overflow',
      'UnknownModel',
      'InvalidEpoch',
      'InvalidAmount',
      'DuplicateParticipant',
      'DuplicateParticipant',
      'UnknownModel',
      'UnknownModel',
      'DuplicateNode',
      'InvalidNonce',
      'InvalidNonce',
      'InvalidNonce',
      'InvalidAmount',
      'InvalidEpoch',
      'InvalidDecay',
      'InvalidTolerance',
      'InvalidThroughput',
    ])
    expect(errors.map(showComputeNodesError)).toEqual([
      'the participant "p" is there twice',
      'node "n1" of "p" is there twice',
      'node "n1" of "p" has the weight -1: a weight is at least 0',
      'node "n1" of "p" has the weight 18446744073709551616: a weight is at most 2^64 - 1',
      'node "n2" of "p" names the model "gone", which nobody registered',
      'epoch is 0.5: an epoch is an integer from 0 to 2^53 - 1',
      'minted is -1: an amount of coins is from 0 to 2^128 - 1',
      'the participant "q" is there twice',
      'the participant "p" is there twice',
      'node "n1" of "q" names the model "x", which nobody registered',
      'node "n1" of "q" names the model "y", which nobody registered',
      'node "n1" of "q" is there twice',
      'a batch of node "n1" of "q" has the nonce -1: a nonce is an integer from 0 to 2^53 - 1',
      'a batch of node "n1" of "q" has the nonce 0.5: a nonce is an integer from 0 to 2^53 - 1',
      'a batch of "q" has the nonce 9007199254740992: a nonce is an integer from 0 to 2^53 - 1',
      'initial is -1: an amount of coins is from 0 to 2^128 - 1',
      'genesis is -1: an epoch is an integer from 0 to 2^53 - 1',
      'the decay is 1: it is a decimal of at most 0, with at most 64 places',
      'the tolerance is 2: it is a decimal from 0 to 1',
      'the model "a" has the throughput -5: it is at least 0',
    ])
  })
  test('ids that a state can not hold are refused, and all are reported', () => {
    const long = 'x'.repeat(257)
    const odd = candidate('', [{ id: '', models: [] }], [], { validator_key: long, seed: long })
    const errors = expectLeft(
      runEpoch(GENESIS, { ...quiet, registry: registry(), candidates: [odd], accounts: [{ id: long, balance: 0n, valid: true }] }),
    )
    expect(errors.map((error) => error._tag === 'InvalidId' && [error.what, error.participant, error.id])).toEqual([
      ['participant', long, long],
      ['participant', '', ''],
      ['validator key', '', long],
      ['seed', '', long],
      ['node', '', ''],
    ])
    expect([errors[1]!, errors[4]!].map(showComputeNodesError)).toEqual([
      'participant "" is not of 1 to 256 characters',
      'node "" of "" is not of 1 to 256 characters',
    ])
    expect(
      run(GENESIS, { ...quiet, registry: registry(), candidates: [candidate('p', [], [], { validator_key: '', seed: '' })] }).report
        .participants[0]!.dropped,
    ).toEqual(['NoValidatorKey', 'NoSeed', 'NoWeight'])
  })
  test('input that leads to coins above 2^128 - 1 or an index above 2^53 - 1 is refused', () => {
    const state = { ...GENESIS, epoch: 1, participants: [member('p', serving('n', null, 1n))], minted: 2n ** 128n - 2n }
    const inputs = { ...quiet, registry: registry(), candidates: [] }
    const mint = (initial: bigint) => runEpoch(state, { ...inputs, reward: { ...quiet.reward, initial } })
    expect(expectRight(mint(1n)).next.minted).toBe(2n ** 128n - 1n)
    expect(expectLeft(mint(2n))).toEqual([{ _tag: 'InvalidAmount', what: 'minted', amount: 2n ** 128n }])
    expect(expectLeft(runEpoch({ ...GENESIS, epoch: 2 ** 53 - 1 }, inputs))).toEqual([
      { _tag: 'InvalidEpoch', what: 'epoch', epoch: 2 ** 53 },
    ])
    for (const epoch of [-1, 1.5, Number.NaN])
      expect(expectLeft(runEpoch({ ...GENESIS, epoch }, inputs))).toEqual([{ _tag: 'InvalidEpoch', what: 'epoch', epoch }])
  })
})
