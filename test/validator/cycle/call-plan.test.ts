import { describe, expect, test } from 'vitest'
import type { Look } from '../../../src/network/look.js'
import type { U16Weights } from '../../../src/policy/shares/u16-weights.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import type { U64 } from '../../../src/units/integer/u64.js'
import { judgedSpec, planCall } from '../../../src/validator/cycle/call-plan.js'
import type { Registered } from '../../../src/validator/network.js'
import { expectLeft, expectRight } from '../../either.js'
import { networkOf, stateOf } from '../lanes/seats.js'

const AT = '2026-11-20T06:00:00Z'
const SCHEDULE = { last_epoch_block: 900, pending_epoch_at: 0, subnet_epoch_index: 5, tempo: 360, blocks_since_last_step: 100 }
const PARAMETERS = { version: 4, reveal_period_epochs: 1, last_stored_round: 1000 }

interface Changes {
  readonly look?: object
  readonly hyperparameters?: object
  readonly signer?: object
}
const networkWith = ({ look = {}, hyperparameters = {}, signer = {} }: Changes = {}): Registered => {
  const network = networkOf([{ seed: 0 }, { seed: 1 }, { seed: 2 }])
  const neuron = { ...network.signer, last_update: 900, ...signer }
  const metagraph = {
    ...network.metagraph,
    spec: 425,
    schedule: SCHEDULE,
    commits: [],
    commit_reveal: PARAMETERS,
    ...look,
    neurons: network.metagraph.neurons.map((one) => (one.uid === neuron.uid ? neuron : one)),
    hyperparameters: { ...network.metagraph.hyperparameters, commit_reveal_weights_enabled: true, ...hyperparameters },
  }
  return { signer: neuron as Registered['signer'], metagraph: metagraph as unknown as Look }
}
const vector: U16Weights = { uids: Uint16Array.of(1, 2), weights: Uint16Array.of(3, 65_535) }
const plan = (changes: Changes = {}, awaited: readonly Partial<WeightSubmissionRecord>[] = []) =>
  planCall(
    { network: networkWith(changes), vector, versionKey: 0n as U64, at: AT },
    { ...stateOf(), awaited: awaited as readonly WeightSubmissionRecord[] },
  )
const commitOf = (...given: Parameters<typeof plan>) => {
  const found = expectRight(plan(...given))
  if (found._tag !== 'Commit') throw new Error('it is set')
  return found
}
const reasonsOf = (changes: Changes): string => expectLeft(plan(changes)).join('; ')

describe('how a vector reaches the chain', () => {
  test('it is set where commit-reveal is off, whatever else is shown', () => {
    expect(expectRight(plan({ hyperparameters: { commit_reveal_weights_enabled: false } }))).toEqual({ _tag: 'Set' })
    expect(expectRight(plan({ hyperparameters: { commit_reveal_weights_enabled: false }, look: { commit_reveal: undefined } }))).toEqual({
      _tag: 'Set',
    })
  })
  test('it is committed where it is on, and the payload says whose it is on the runtimes that ask', () => {
    const payload = commitOf().payload
    expect(payload.startsWith('0x80')).toBe(true)
    expect(payload.endsWith('08010002000803' + '00ffff' + '00'.repeat(8))).toBe(true)
    expect(commitOf({ look: { spec: 300 } }).payload).toBe(`0x${payload.slice(2 + 66)}`)
    expect(commitOf({ look: { spec: 301 } }).payload).toBe(payload)
  })
  test('the reveal is that of the schedule', () => {
    const { block, round } = commitOf().reveal
    expect(block).toBe(1260)
    expect(round).toBe(Math.floor((Date.parse(AT) / 1000 + (1263 - 1000) * 12 - 1_692_803_367) / 3))
  })
  test('a round is never lower than that of an earlier commit of the same epoch; where the queue is not shown, of any that is awaited', () => {
    const { round } = commitOf().reveal
    const queued = { block: 950, commit: '0x00', epoch: 5, reveal_round: round + 9 }
    expect(commitOf({ look: { commits: [queued] } }).reveal.round).toBe(round + 9)
    expect(commitOf({ look: { commits: [{ ...queued, epoch: undefined }] } }).reveal.round).toBe(round + 9)
    expect(commitOf({ look: { commits: [{ ...queued, reveal_round: 5 }] } }).reveal.round).toBe(round)
    const unshown = { look: { commits: undefined } }
    expect(commitOf(unshown, [{ reveal_round: round + 11 }, { reveal_round: null }]).reveal.round).toBe(round + 11)
  })
  test('the round of a commit that the chain deletes before does not count: this one would be deleted too', () => {
    const { round } = commitOf().reveal
    const queued = { block: 800, commit: '0x00', epoch: 4, reveal_round: round + 5000 }
    expect(commitOf({ look: { commits: [queued] } }, [{ reveal_round: round + 5000 }]).reveal.round).toBe(round)
  })
})

describe('why it would not be taken', () => {
  test.each<[string, Changes, string]>([
    ['too soon', { signer: { last_update: 998 } }, 'CommittingWeightsTooFast'],
    ['another version', { look: { commit_reveal: { ...PARAMETERS, version: 5 } } }, 'IncorrectCommitRevealVersion'],
    ['a round that is over', { look: { commit_reveal: { ...PARAMETERS, last_stored_round: 99_999_999 } } }, 'InvalidRevealRound'],
    ['no permit', { signer: { validator_permit: false } }, 'at the reveal: NeuronNoValidatorPermit'],
    ['a newer version key', { hyperparameters: { weights_version: 7n } }, 'at the reveal: IncorrectWeightVersionKey'],
    ['too short a vector', { hyperparameters: { min_allowed_weights: 3 } }, 'at the reveal: WeightVecLengthIsLow'],
    ['parameters that are not shown', { look: { commit_reveal: undefined } }, 'does not show the parameters of commit-reveal'],
    ['a schedule that is not shown', { look: { schedule: undefined } }, 'schedule'],
    ['no epochs', { look: { schedule: { ...SCHEDULE, tempo: 0 } } }, 'never has an epoch'],
  ])('%s', (_, changes, reason) => {
    expect(reasonsOf(changes)).toContain(reason)
  })
  test('ten commits wait in the epoch of this one; those of other epochs do not count', () => {
    const queue = (epoch: number) => Array.from({ length: 10 }, (_, i) => ({ block: 901 + i, commit: `0x0${i}`, epoch, reveal_round: 7 }))
    expect(reasonsOf({ look: { commits: queue(5) } })).toContain('TooManyUnrevealedCommits')
    expect(commitOf({ look: { commits: queue(4) } })._tag).toBe('Commit')
  })
  test('every reason is told, those of the commit first', () => {
    const reasons = expectLeft(plan({ signer: { last_update: 998, validator_permit: false } }))
    expect(reasons.map((reason) => reason.split(':')[0])).toEqual(['CommittingWeightsTooFast', 'at the reveal'])
  })
})

test('the rules of the newest spec that is known stand for those of a newer one, and where none is shown', () => {
  expect([judgedSpec({ spec: 320 }), judgedSpec({ spec: 99_999 }), judgedSpec({})]).toEqual([320, 459, 459])
})
