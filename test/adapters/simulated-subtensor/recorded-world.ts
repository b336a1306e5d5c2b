/** The simulated chain as a world for the recorded situations: its own transitions, with the storage of the record written into its ledger. */
import { amend, registered, withPulse } from '../../../src/adapters/simulated-subtensor/amend.js'
import type { Ledger } from '../../../src/adapters/simulated-subtensor/ledger.js'
import { produceBlock } from '../../../src/adapters/simulated-subtensor/produce-block.js'
import type { ReadCall } from '../../../src/adapters/simulated-subtensor/read-call.js'
import { submitTransaction } from '../../../src/adapters/simulated-subtensor/submit-transaction.js'
import type { SubtensorState } from '../../../src/adapters/simulated-subtensor/subtensor-state.js'
import { genesisState, headOf } from '../../../src/adapters/simulated-subtensor/subtensor-state.js'
import type { CommitCall } from '../../../src/chain/preflight/commit-state.js'
import type { MetagraphNeuron } from '../../../src/network/metagraph.js'
import type { Block } from '../../../src/units/integer/block.js'
import type { Hotkey } from '../../../src/units/address/hotkey.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { addressBook, plaintextOf } from '../../chain/commits/pure-world.js'
import type { Item, Situation } from '../../chain/commits/recorded-situations.js'
import { RAO, SEATS, SLOTS, STAKES, START } from '../../chain/commits/recorded-situations.js'
import type { Call, World } from '../../chain/commits/replay.js'
import { submissionOf } from '../../chain/preflight/attempts.js'

const SPEC = 293
const LIFE = 100

export const recordedWorld = ({ netuid, hyperparameters: h }: Situation): World => {
  const book = addressBook()
  const stakeOf = (account: string): string => String(BigInt(STAKES[account] ?? 0) * RAO)
  const plaintexts = new Map<string, Uint8Array>()
  const reveals: { height: number; uid: number; account: string }[] = []
  let made = 0
  let state: SubtensorState = genesisState({
    spec: SPEC,
    netuid,
    block: START,
    owner: { hotkey: book.of('//Owner'), coldkey: hotkeyOf(2000) },
    neurons: Array.from({ length: SLOTS }, (_, uid) => {
      const account = SEATS[uid] ?? `//Neuron//${uid}`
      const hotkey = book.of(account)
      const permit = uid !== 2 && uid < 4
      return {
        uid,
        hotkey,
        coldkey: hotkeyOf(1000),
        registered_at_block: 0,
        validator_permit: permit,
        stake: stakeOf(account),
        last_update: 0,
      }
    }),
    hyperparameters: {
      tempo: Number(h['Tempo']),
      weights_rate_limit: Number(h['WeightsSetRateLimit']),
      min_allowed_weights: Number(h['MinAllowedWeights']),
      max_weight_limit: Number(h['MaxWeightsLimit']),
      weights_version: Number(h['WeightsVersionKey']),
      commit_reveal_weights_enabled: h['CommitRevealWeightsEnabled'] === true,
      stake_threshold: String(1000n * RAO),
    },
    reveal_period_epochs: Number(h['RevealPeriodEpochs']),
    openCommit: (commit, round) => plaintexts.get(`${round} ${commit.join()}`) ?? null,
    // The recorded subnets have places for two validators.
    epoch: { max_allowed_validators: 2, ...(typeof h['ActivityCutoff'] === 'number' ? { activity_cutoff: h['ActivityCutoff'] } : {}) },
  })
  // Stakes of accounts without a slot.
  const change = (of: (ledger: Ledger) => Ledger): void => {
    state = amend(state, of)
  }
  change((ledger) => ({ ...ledger, departed: new Map([[book.of('//Eve'), BigInt(stakeOf('//Eve'))]]) }))
  const neuron = (uid: number, of: (old: MetagraphNeuron) => Partial<MetagraphNeuron>): void =>
    change((ledger) => {
      const neurons = ledger.metagraph.neurons.map((old) => (old.uid === uid ? { ...old, ...of(old) } : old))
      return { ...ledger, metagraph: { ...ledger.metagraph, neurons } }
    })

  const callOf = (call: Exclude<Call, { _tag: 'Register' }>): ReadCall => {
    if (call._tag === 'Set') return { _tag: 'Set', submission: submissionOf(call.netuid, call.uids, call.weights, call.version_key) }
    const { payload, round } = call
    const commit = new Uint8Array(call.bytes).fill(made++ % 256, 0, 1)
    const content = payload === null ? null : plaintextOf(payload, book.of(call.signer), call.hasTrailing || 'trailing' in payload)
    if (content !== null) plaintexts.set(`${payload!.encryptedToRound ?? round} ${commit.join()}`, content)
    return { _tag: 'Commit', call: { netuid: call.netuid, commit, reveal_round: round, commit_reveal_version: 4 } as CommitCall }
  }
  const build = (calls: readonly Call[]): readonly (string | null)[] => {
    const { height } = headOf(state)
    const sent = calls.map((call) => {
      if (call._tag === 'Register') {
        const stake = stakeOf(call.hotkey)
        // The record registers in the block; the simulated chain before it.
        state = registered(state, { hotkey: book.of(call.hotkey), stake }).state
        const uid = headOf(state).ledger.metagraph.neurons.length - 1
        neuron(uid, () => ({ last_update: (height + 1) as Block, registered_at_block: (height + 1) as Block }))
        return null
      }
      const taken = submitTransaction(state, { signer: book.of(call.signer), call: callOf(call), valid_until: height + LIFE, delay: 0 })
      if (taken._tag === 'Taken') ({ state } = taken)
      return taken
    })
    const produced = produceBlock(state)
    ;({ state } = produced)
    const block = headOf(state)
    for (const fate of block.fates)
      if (fate._tag === 'Revealed') reveals.push({ height: block.height, uid: fate.uid, account: book.nameOf(fate.commit.hotkey) })
    return sent.map((taken) => {
      if (taken === null) return null
      if (taken._tag === 'Refused') return taken.error
      const fate = produced.outcomes.find(({ id }) => id === taken.id)?.fate
      return fate?._tag === 'Refused' ? fate.error : null
    })
  }
  const hyperparameter = (key: string, value: unknown): void =>
    change((ledger) => {
      const hyperparameters = { ...ledger.metagraph.hyperparameters, [key]: value }
      const schedule = key === 'tempo' ? { ...ledger.schedule, tempo: Number(value) } : ledger.schedule
      return { ...ledger, metagraph: { ...ledger.metagraph, hyperparameters }, schedule }
    })
  const write = ({ item, keys, value }: Item): void => {
    const account = String(keys.find((key) => typeof key === 'string') ?? '')
    const uid = keys[1] as number
    if (item === 'Weights') {
      const row = value as readonly (readonly [number, number])[]
      const stored = { uids: row.map(([to]) => to), weights: row.map(([, weight]) => weight) }
      change((ledger) => ({ ...ledger, weights: new Map(ledger.weights).set(uid, stored) }))
    } else if (item === 'LastUpdate')
      (value as readonly number[]).forEach((block, of) => neuron(of, () => ({ last_update: block as Block })))
    else if (item === 'ValidatorPermit')
      (value as readonly boolean[]).forEach((validator_permit, of) => neuron(of, () => ({ validator_permit })))
    else if (item === 'BlockAtRegistration') neuron(uid, () => ({ registered_at_block: value as Block }))
    else if (item === 'Uids' && typeof value === 'number')
      neuron(value, () => ({ hotkey: book.of(account) as Hotkey, stake: BigInt(stakeOf(account)) as MetagraphNeuron['stake'] }))
    else if (item === 'TotalHotkeyAlpha')
      headOf(state).ledger.metagraph.neurons.forEach(({ uid: of, hotkey }) =>
        hotkey === book.of(account) ? neuron(of, () => ({ stake: BigInt(value as string) as MetagraphNeuron['stake'] })) : undefined,
      )
    else if (item === 'RevealPeriodEpochs') change((ledger) => ({ ...ledger, reveal_period_epochs: Number(value) }))
    else if (item === 'WeightsVersionKey') hyperparameter('weights_version', BigInt(value as number))
    else if (item === 'CommitRevealWeightsEnabled') hyperparameter('commit_reveal_weights_enabled', value)
    else if (item === 'MinAllowedWeights') hyperparameter('min_allowed_weights', value)
    else if (item === 'Tempo') hyperparameter('tempo', value)
  }
  return {
    build,
    height: () => headOf(state).height,
    write,
    storePulse: (round) => {
      state = withPulse(state, round)
    },
    show: () => {
      const { metagraph, weights, commits } = headOf(state).ledger
      const { neurons } = metagraph
      return {
        weights: new Map([...weights].map(([uid, row]) => [uid, row.uids.map((to, i) => [to, row.weights[i]!] as const)])),
        lastUpdate: new Map(neurons.map(({ uid, last_update }) => [uid, last_update])),
        commitsKept: new Map([...commits].map(([epoch, queue]) => [epoch, queue.map(({ hotkey }) => book.nameOf(hotkey))])),
        Incentive: neurons.map(({ incentive }) => incentive ?? 0),
        ValidatorPermit: neurons.map(({ validator_permit }) => validator_permit),
      }
    },
    reveals: () => reveals,
  }
}
