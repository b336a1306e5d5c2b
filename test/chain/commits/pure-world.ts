/** A world of the pure functions alone, on the rules of spec 293. */
import { rulesOf } from '../rules.js'
import { isRight } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import { commitEpoch, epochSeen } from '../../../src/chain/schedule/epoch-seen.js'
import { openedPayload } from '../../../src/chain/commits/opened-payload.js'
import type { OpenedPayload } from '../../../src/chain/commits/opened-payload.js'
import { revealDue } from '../../../src/chain/commits/reveal-due.js'
import type { CommitFate } from '../../../src/chain/commits/reveal-due.js'
import type { WeightsLedger } from '../../../src/chain/commits/weights-ledger.js'
import { unrevealedIn, withCommit, withSet } from '../../../src/chain/commits/weights-ledger.js'
import type { ChainState } from '../../../src/chain/preflight/chain-state.js'
import { chainState } from '../../../src/chain/preflight/chain-state.js'
import type { CommitCall } from '../../../src/chain/preflight/commit-state.js'
import { preflightCommit } from '../../../src/chain/preflight/preflight-commit.js'
import { firstRefusal } from '../../../src/chain/preflight/preflight.js'
import { byteList, littleEndian, u16List } from '../../../src/chain/scale/scale.js'
import type { MetagraphNeuron } from '../../../src/network/metagraph.js'
import { neuronByHotkey } from '../../../src/network/metagraph.js'
import type { Hotkey } from '../../../src/units/address/hotkey.js'
import { publicKeyOf } from '../../../src/units/address/hotkey.js'
import type { Block } from '../../../src/units/integer/block.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { metagraphOf, neuronOf, submissionOf } from '../preflight/attempts.js'
import type { Item, RecordedPayload, Situation } from './recorded-situations.js'
import { RAO, SEATS, SLOTS, STAKES, START } from './recorded-situations.js'
import type { Call, World } from './replay.js'

const SPEC = 293

/** Addresses for the accounts of a record, and back. */
export const addressBook = () => {
  const known = new Map<string, string>()
  return {
    of: (account: string): string => {
      if (!known.has(account)) known.set(account, hotkeyOf(3000 + known.size))
      return known.get(account)!
    },
    nameOf: (hotkey: string): string => [...known].find(([, address]) => address === hotkey)?.[0] ?? hotkey,
  }
}

/** The plaintext of a recorded payload, in the form that it was made in. */
export const plaintextOf = ({ uids, values, version_key, form }: RecordedPayload, hotkey: string, hasTrailing: boolean): Uint8Array =>
  Uint8Array.from([
    ...(form?.startsWith('hotkey') === true ? byteList(publicKeyOf(hotkey)!) : []),
    ...u16List(uids),
    ...u16List(values),
    ...littleEndian(BigInt(version_key), 8),
    ...(hasTrailing ? [1, 2, 3] : []),
  ])

/** The functions that are tried: the library's, or one of them wrong. */
export interface Parts {
  readonly commitEpoch: typeof commitEpoch
  readonly epochSeen: typeof epochSeen
  readonly openedPayload: typeof openedPayload
  readonly revealDue: typeof revealDue
  readonly withCommit: typeof withCommit
}
export const PARTS: Parts = { commitEpoch, epochSeen, openedPayload, revealDue, withCommit }

/** A world that also tells what became of each commit. */
export interface PureWorld extends World {
  readonly fates: () => readonly CommitFate[]
}

export const pureWorld = ({ netuid, hyperparameters: h }: Situation, parts: Parts = PARTS): PureWorld => {
  const book = addressBook()
  const stakes = new Map(Object.entries(STAKES).map(([account, tao]) => [account, BigInt(tao) * RAO]))
  const stakeOf = (hotkey: string): bigint => stakes.get(book.nameOf(hotkey)) ?? 0n
  const pulses = new Set<bigint>()
  const reveals: { height: number; uid: number; account: string }[] = []
  const fates: CommitFate[] = []
  let height = START
  let period = Number(h['RevealPeriodEpochs'])
  let ledger: WeightsLedger = {
    metagraph: metagraphOf(
      netuid,
      Array.from({ length: SLOTS }, (_, uid) =>
        neuronOf(uid, {
          hotkey: book.of(SEATS[uid] ?? `//Neuron//${uid}`),
          validator_permit: uid !== 2 && uid < 4,
          registered_at_block: 0,
        }),
      ),
      {
        tempo: h['Tempo'],
        weights_rate_limit: h['WeightsSetRateLimit'],
        min_allowed_weights: h['MinAllowedWeights'],
        max_weight_limit: h['MaxWeightsLimit'],
        weights_version: h['WeightsVersionKey'],
        commit_reveal_weights_enabled: h['CommitRevealWeightsEnabled'],
        stake_threshold: Number(1000n * RAO),
      },
      { owner: { hotkey: book.of('//Owner'), coldkey: hotkeyOf(2000) } },
    ),
    weights: new Map(),
    commits: new Map(),
  }
  const neuron = (uid: number, change: (old: MetagraphNeuron) => Partial<MetagraphNeuron>): void => {
    const neurons = ledger.metagraph.neurons.map((old) => (old.uid === uid ? { ...old, ...change(old) } : old))
    ledger = { ...ledger, metagraph: { ...ledger.metagraph, neurons } }
  }
  const hyperparameter = (key: string, value: unknown): void => {
    const hyperparameters = { ...ledger.metagraph.hyperparameters, [key]: value }
    ledger = { ...ledger, metagraph: { ...ledger.metagraph, hyperparameters } }
  }
  /** The stakes belong to hotkeys, and change without a call. */
  const staked = (): void =>
    ledger.metagraph.neurons.forEach(({ uid, hotkey }) => neuron(uid, () => ({ stake: stakeOf(hotkey) as MetagraphNeuron['stake'] })))
  const stateOf = (signer: string, asked: number): ChainState => ({
    ...chainState(ledger.metagraph)(book.of(signer) as Hotkey),
    ...(asked === netuid ? {} : { metagraph: null }),
    signer: { hotkey: book.of(signer) as Hotkey, stake: stakes.get(signer) ?? 0n },
    block: height as Block,
    spec: SPEC,
  })
  const clock = () => {
    const { tempo } = ledger.metagraph.hyperparameters
    const schedule = {
      tempo,
      last_epoch_block: 0,
      pending_epoch_at: 0,
      subnet_epoch_index: 0,
      blocks_since_last_step: 0,
      current_block: height,
    }
    return { rules: rulesOf(SPEC), netuid, schedule }
  }
  const commit = ({ signer, netuid: asked, payload, round, bytes, hasTrailing }: Extract<Call, { _tag: 'Commit' }>): string | null => {
    const hotkey = book.of(signer)
    const epoch = parts.commitEpoch(clock())(height)
    const last_stored_round = [...pulses].reduce((a, b) => (b > a ? b : a), 0n)
    const state = { ...stateOf(signer, asked), unrevealed: unrevealedIn(ledger, epoch, hotkey), last_stored_round }
    const call = { netuid: asked, commit: new Uint8Array(bytes), reveal_round: round, commit_reveal_version: 4 } as CommitCall
    const found = preflightCommit(state)(call)
    if (!isRight(found)) return found.left[0]!.onChain
    const isReadable = payload !== null && BigInt(payload.encryptedToRound ?? round) === round
    const opened: OpenedPayload | null = isReadable
      ? parts.openedPayload(rulesOf(SPEC))(plaintextOf(payload, hotkey, hasTrailing || 'trailing' in payload))
      : null
    ledger = parts.withCommit(ledger, epoch, { hotkey, block: height, reveal_round: round, opened })
    return null
  }
  const answer = (call: Call): string | null => {
    if (call._tag === 'Register') {
      const uid = ledger.metagraph.neurons.length
      const [added] = metagraphOf(netuid, [
        neuronOf(uid, { hotkey: book.of(call.hotkey), validator_permit: false, last_update: height, registered_at_block: height }),
      ]).neurons
      ledger = { ...ledger, metagraph: { ...ledger.metagraph, neurons: [...ledger.metagraph.neurons, added!] } }
      staked()
      return null
    }
    if (call._tag === 'Commit') return commit(call)
    const submission = submissionOf(call.netuid, call.uids, call.weights, call.version_key)
    const refused = toNullable(firstRefusal(stateOf(call.signer, call.netuid))(submission))
    if (refused !== null) return refused.onChain
    ledger = withSet(ledger, toNullable(neuronByHotkey(ledger.metagraph)(book.of(call.signer)))!.uid, submission, height)
    return null
  }
  const write = ({ item, keys, value }: Item): void => {
    const account = String(keys.find((key) => typeof key === 'string') ?? '')
    const KEYS: Readonly<Record<string, string>> = {
      CommitRevealWeightsEnabled: 'commit_reveal_weights_enabled',
      Tempo: 'tempo',
      MinAllowedWeights: 'min_allowed_weights',
    }
    if (item === 'Weights') {
      const row = value as readonly (readonly [number, number])[]
      ledger = {
        ...ledger,
        weights: new Map(ledger.weights).set(keys[1] as number, { uids: row.map(([uid]) => uid), weights: row.map(([, w]) => w) }),
      }
    } else if (item === 'LastUpdate')
      (value as readonly number[]).forEach((block, uid) => neuron(uid, () => ({ last_update: block as Block })))
    else if (item === 'ValidatorPermit')
      (value as readonly boolean[]).forEach((validator_permit, uid) => neuron(uid, () => ({ validator_permit })))
    else if (item === 'BlockAtRegistration') neuron(keys[1] as number, () => ({ registered_at_block: value as Block }))
    else if (item === 'Uids' && typeof value === 'number') neuron(value, () => ({ hotkey: book.of(account) as Hotkey }))
    else if (item === 'TotalHotkeyAlpha') stakes.set(account, BigInt(value as string))
    else if (item === 'RevealPeriodEpochs') period = Number(value)
    else if (item === 'WeightsVersionKey') hyperparameter('weights_version', BigInt(value as number))
    else if (KEYS[item] !== undefined) hyperparameter(KEYS[item], value)
    staked()
  }
  staked()
  return {
    build: (calls) => {
      height++
      const { tempo } = ledger.metagraph.hyperparameters
      // Spec 293 runs an epoch where the height says so, and reveals in those blocks alone.
      if ((height + netuid + 2) % (tempo + 1) === 0) {
        const { ledger: after, fates: found } = parts.revealDue({
          rules: rulesOf(SPEC),
          reveal_period_epochs: period,
          block: height,
          seen: parts.epochSeen(clock())(height),
          hasPulse: (round) => pulses.has(round),
        })(ledger)
        ledger = after
        fates.push(...found)
        for (const fate of found)
          if (fate._tag === 'Revealed') reveals.push({ height, uid: fate.uid, account: book.nameOf(fate.commit.hotkey) })
      }
      return calls.map(answer)
    },
    height: () => height,
    write,
    storePulse: (round) => pulses.add(round),
    show: () => ({
      weights: new Map([...ledger.weights].map(([uid, row]) => [uid, row.uids.map((to, i) => [to, row.weights[i]!] as const)])),
      lastUpdate: new Map(ledger.metagraph.neurons.map(({ uid, last_update }) => [uid, last_update])),
      commitsKept: new Map([...ledger.commits].map(([epoch, commits]) => [epoch, commits.map(({ hotkey }) => book.nameOf(hotkey))])),
    }),
    reveals: () => reveals,
    fates: () => fates,
  }
}
