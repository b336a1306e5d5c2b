/**
 * A simulated subtensor subnet in memory. Blocks, forks and faults happen when the caller orders them.
 *
 * The chain follows the rules of a runtime (`spec`) as `steelyard/chain` has them: what refuses a call, what becomes of rows and commits, when
 * epochs are due, and Yuma consensus, which gives incentives, permits and bonds. The same genesis and the same calls give the same chain.
 * Not simulated: fees, nonces, signatures, emission, child keys, other subnets, more than one mechanism, and the beacon, whose pulses the
 * caller stores.
 */
import { toNullable } from 'fp-ts/lib/Option.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import type { SubmitAnswer, WeightsCall } from '../../validator/ports.js'
import { registered, replaced, withHyperparameters, withNeuron, withPulse, withRevealPeriod } from './amend.js'
import type { SimulatedCommit, SimulatedSubmission, SimulatedSubtensor, Taken } from './controls.js'
import { newFaults } from './faults.js'
import { fork } from './fork.js'
import { lookDocument } from './ledger.js'
import { produceBlock } from './produce-block.js'
import { readCall } from './read-call.js'
import { simulatedError } from './simulated-error.js'
import { submitTransaction } from './submit-transaction.js'
import type { Fate, Outcome, SimulatedBlock, SimulatedGenesis, SubtensorState } from './subtensor-state.js'
import { genesisState, headOf } from './subtensor-state.js'

interface Caller {
  readonly resolve: (answer: SubmitAnswer) => void
  readonly reject: (error: Error) => void
}

const answer = ({ resolve, reject }: Caller, fate: Fate): void => {
  if (fate._tag === 'Included' || fate._tag === 'Refused') resolve(fate)
  else if (fate._tag === 'Expired') reject(simulatedError('Expired', 'no block included the transaction in time'))
  else reject(simulatedError('TransactionLost', 'the node forgot the transaction'))
}

/**
 * A simulated chain that begins with a genesis. Throws when the genesis is malformed; a malformed change throws too.
 *
 * @example
 * ```ts
 * import { simulatedSubnet, simulatedSubtensor } from 'steelyard/adapters/memory'
 * const subtensor = simulatedSubtensor(simulatedSubnet({ miners: 3, seed: 1, netuid: 39 }))
 * subtensor.advance(5)
 * subtensor.fork(2)
 * subtensor.block() // => 1006
 * ```
 */
export const simulatedSubtensor = (genesis: SimulatedGenesis): SimulatedSubtensor => {
  const faults = newFaults()
  const log: Taken<WeightsCall>[] = []
  const callers = new Map<number, Caller>()
  let state: SubtensorState = genesisState(genesis)
  let isUp = true

  const settle = (outcomes: readonly Outcome[]): void => {
    for (const { id, fate } of outcomes) {
      log[id] = { ...log[id]!, fate }
      const caller = callers.get(id)
      if (caller === undefined) continue
      callers.delete(id)
      answer(caller, fate)
    }
  }
  const call = (): void => {
    if (!isUp) throw simulatedError('Unreachable', 'the node is starting')
    faults.call()
  }
  const read = (): SimulatedBlock => {
    call()
    const { blocks } = state
    return blocks[Math.max(0, blocks.length - 1 - faults.read())]!
  }
  const submit = async (hotkey: string, sent: WeightsCall, valid_until: number): Promise<SubmitAnswer> => {
    call()
    const read = readCall(sent)
    const fault = faults.submission()
    if (fault?._tag === 'LoseTransaction') throw simulatedError('TransactionLost', 'the transaction did not reach the node')
    if (fault?._tag === 'Refuse') return { _tag: 'Refused', error: fault.error, block: null }
    const sent_at = headOf(state).height
    const taken = submitTransaction(state, {
      signer: hotkey,
      call: read,
      valid_until,
      delay: fault?._tag === 'DelayInclusion' ? fault.blocks : 0,
    })
    if (taken._tag === 'Refused') return { ...taken, block: null }
    state = taken.state
    log.push({
      id: taken.id,
      hotkey,
      call: sent._tag === 'Commit' ? { ...sent } : { ...sent, uids: [...sent.uids], weights: [...sent.weights] },
      sent_at,
      valid_until,
      fate: { _tag: 'Pending' },
    })
    if (fault?._tag === 'LoseAnswer') throw simulatedError('AnswerLost', 'the node took the transaction and said nothing')
    return new Promise((resolve, reject) => {
      callers.set(taken.id, { resolve, reject })
    })
  }

  return {
    chainFor: (hotkey) => ({
      signer: hotkey,
      block: async () => read().height,
      look: async () => {
        const { ledger, height } = read()
        return lookDocument(ledger, height, hotkey, state.runtime)
      },
      submit: (call, validUntil) => submit(hotkey, call, validUntil),
    }),
    advance: (blocks = 1) => {
      isUp = true
      for (let i = 0; i < blocks; i++) {
        const produced = produceBlock(state)
        state = produced.state
        settle(produced.outcomes)
      }
    },
    fork: (depth, options) => {
      const forked = fork(state, depth, options)
      state = forked.state
      settle(forked.outcomes)
    },
    restart: () => {
      const lost = state.pool.map(({ transaction: { id } }): Outcome => ({ id, fate: { _tag: 'Lost' } }))
      state = { ...state, pool: [] }
      isUp = false
      settle(lost)
    },
    registerNeuron: (newcomer) => {
      const { state: next, uid } = registered(state, newcomer)
      state = next
      return uid
    },
    replaceNeuron: (uid, newcomer) => {
      state = replaced(state, uid, newcomer)
    },
    setStake: (hotkey, stake) => {
      state = withNeuron(state, hotkey, { stake })
    },
    setPermit: (hotkey, validator_permit) => {
      state = withNeuron(state, hotkey, { validator_permit })
    },
    setHyperparameters: (changes) => {
      state = withHyperparameters(state, changes)
    },
    setRevealPeriod: (reveal_period_epochs) => {
      state = withRevealPeriod(state, reveal_period_epochs)
    },
    commit: (hotkey, commit, validUntil) => submit(hotkey, { ...commit, _tag: 'Commit' }, validUntil),
    storePulse: (round) => {
      state = withPulse(state, round)
    },
    faults: faults.orders,
    block: () => headOf(state).height,
    blocks: () => state.blocks,
    weightsOf: (hotkey) => {
      const { metagraph, weights } = headOf(state).ledger
      const neuron = toNullable(neuronByHotkey(metagraph)(hotkey))
      return neuron === null ? null : (weights.get(neuron.uid) ?? null)
    },
    submissions: () => log.filter((one): one is SimulatedSubmission => one.call._tag === 'Set'),
    commits: () => log.filter((one): one is SimulatedCommit => one.call._tag === 'Commit'),
  }
}
