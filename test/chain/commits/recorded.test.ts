import { rulesOf } from '../rules.js'
import { describe, expect, test } from 'vitest'
import type { CommitFate } from '../../../src/chain/commits/reveal-due.js'
import { PARTS, pureWorld } from './pure-world.js'
import type { Parts } from './pure-world.js'
import { situations } from './recorded-situations.js'
import type { Compared } from './replay.js'
import { replay } from './replay.js'

/** What Yuma computes is compared in the simulated chain's test. */
const EPOCH = /^(Incentive|Active|ValidatorPermit) /

const compare = (parts: Parts, only = situations): readonly Compared[] =>
  only.flatMap((situation) => replay(pureWorld(situation, parts), situation)).filter(({ where }) => !EPOCH.test(where))
const isSame = ({ found, recorded }: Compared): boolean => JSON.stringify(found) === JSON.stringify(recorded)

describe('the recorded situations of a real runtime, in the pure model', () => {
  test.each(situations.map((situation) => [`${situation.id}: ${situation.title}`, situation] as const))('%s', (_, situation) => {
    const compared = compare(PARTS, [situation])
    expect(compared.map(({ where, found }) => ({ where, found }))).toEqual(
      compared.map(({ where, recorded }) => ({ where, found: recorded })),
    )
  })
  test('the answers to 68 calls are compared, 11 of them refusals, and 62 looks', () => {
    const all = compare(PARTS)
    const answers = all.filter(({ where }) => /^(set_|commit_|a call)/.test(where))
    expect(answers.length).toBe(68)
    expect(answers.filter(({ recorded }) => recorded !== null).length).toBe(11)
    expect(all.filter(({ where }) => where.startsWith('commits at')).length).toBe(62)
  })

  /** What became of the only commit of a situation that was not revealed. */
  const LOST: Readonly<Record<string, string>> = {
    'permit-lost': 'NeuronNoValidatorPermit',
    'permit-back': 'NeuronNoValidatorPermit',
    'never-permit': 'NeuronNoValidatorPermit',
    deregistered: 'HotKeyNotRegisteredInSubNet',
    'version-raised': 'IncorrectWeightVersionKey',
    'version-lower': 'IncorrectWeightVersionKey',
    'uid-outside': 'UidVecContainInvalidOne',
    unequal: 'WeightVecNotEqualSize',
    'empty-vectors': 'WeightVecLengthIsLow',
    'max-over': 'MaxWeightExceeded',
    'cr-off-limit': 'SettingWeightsTooFast',
    'pulse-late': 'Lost',
    'round-past': 'Lost',
    'round-far': 'Lost',
    garbage: 'Unreadable',
    'bytes-5000': 'Unreadable',
    'hotkey-first': 'Unreadable',
    'period-down': 'Expired',
  }
  const nameOf = (fate: CommitFate): string => (fate._tag === 'Refused' ? fate.refusals[0]!._tag : fate._tag)
  test.each(Object.entries(LOST))('%s is lost: %s', (id, reason) => {
    const situation = situations.find((one) => one.id === id)!
    const world = pureWorld(situation)
    replay(world, situation)
    expect(situation.revealEvents).toEqual([])
    expect(world.fates().map(nameOf)).toEqual([reason])
  })
})

/** Models that are wrong in one point. Each must differ from the record somewhere. */
const reversed = <K, V>(map: ReadonlyMap<K, readonly V[]>): ReadonlyMap<K, readonly V[]> =>
  new Map([...map].map(([key, list]) => [key, [...list].reverse()]))
const unshifted: Parts['epochSeen'] =
  ({ schedule }) =>
  (block) =>
    Math.floor(block / (schedule.tempo + 1))
const WRONG: Readonly<Record<string, Partial<Parts>>> = {
  'the epoch that is seen is one more': { epochSeen: (clock) => (block) => PARTS.epochSeen(clock)(block) + 1 },
  'the epoch of a commit is one more': { commitEpoch: (clock) => (block) => PARTS.commitEpoch(clock)(block) + 1 },
  'epochs are a tempo long': {
    epochSeen:
      ({ netuid, schedule }) =>
      (block) =>
        Math.floor((block + netuid + 1) / schedule.tempo),
  },
  'the netuid shifts nothing': { commitEpoch: unshifted, epochSeen: unshifted },
  'a commit is tried until its epoch is over': { revealDue: (options) => PARTS.revealDue({ ...options, rules: rulesOf(301) }) },
  'the period is one more': {
    revealDue: (options) => PARTS.revealDue({ ...options, reveal_period_epochs: options.reveal_period_epochs + 1 }),
  },
  'every pulse is there': { revealDue: (options) => PARTS.revealDue({ ...options, hasPulse: () => true }) },
  'the later commit is revealed first': {
    revealDue: (options) => (ledger) => PARTS.revealDue(options)({ ...ledger, commits: reversed(ledger.commits) }),
  },
  'the last update moves at the reveal': {
    revealDue: (options) => (ledger) => {
      const found = PARTS.revealDue(options)(ledger)
      const moved = new Set(found.fates.flatMap((fate) => (fate._tag === 'Revealed' ? [fate.uid] : [])))
      const { metagraph } = found.ledger
      const neurons = metagraph.neurons.map((neuron) =>
        moved.has(neuron.uid) ? { ...neuron, last_update: options.block as never } : neuron,
      )
      return { ...found, ledger: { ...found.ledger, metagraph: { ...metagraph, neurons } } }
    },
  },
  'nothing is deleted': {
    revealDue: (options) => (ledger) => {
      const found = PARTS.revealDue(options)(ledger)
      const expired = found.fates.some(({ _tag }) => _tag === 'Expired')
      return expired ? { ...found, ledger: { ...found.ledger, commits: ledger.commits } } : found
    },
  },
  'the permit does not matter': {
    revealDue: (options) => (ledger) => {
      const { metagraph } = ledger
      const neurons = metagraph.neurons.map((neuron) => ({ ...neuron, validator_permit: true as never }))
      return PARTS.revealDue(options)({ ...ledger, metagraph: { ...metagraph, neurons } })
    },
  },
  'a commit does not move the last update': {
    withCommit: (ledger, epoch, commit) => ({ ...PARTS.withCommit(ledger, epoch, commit), metagraph: ledger.metagraph }),
  },
  'the hotkey stands in the payload': { openedPayload: () => PARTS.openedPayload(rulesOf(301)) },
  'nothing may stand behind the payload': {
    openedPayload: (rules) => (payload) => (payload.length % 2 === 1 ? PARTS.openedPayload(rules)(payload.subarray(0, -1)) : null),
  },
}
test.each(Object.entries(WRONG))('a model in which %s differs from the record', (_, wrong) => {
  expect(compare({ ...PARTS, ...wrong }).every(isSame)).toBe(false)
})
