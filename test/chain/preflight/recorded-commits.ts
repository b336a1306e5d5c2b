/**
 * The recorded situations of a real runtime, taken apart into single calls. Of the chain's life between them only this is kept: who has which
 * uid, the last updates, the commits of the epoch, and what a situation writes into the storage.
 */
import { readFileSync } from 'node:fs'
import type { CommitCall, CommitState } from '../../../src/chain/preflight/commit-state.js'
import type { Submission } from '../../../src/chain/preflight/chain-state.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { metagraphOf, neuronOf, submissionOf } from './attempts.js'

interface Item {
  readonly item: string
  readonly keys: readonly (string | number)[]
  readonly value: unknown
}
interface Result {
  readonly block: string | null
  readonly ok?: boolean
  readonly accepted?: boolean
  readonly error?: string
  readonly refused?: string
}
interface Step {
  readonly call?: string
  readonly signer?: string
  readonly netuid?: number
  readonly hotkey?: string
  readonly payload?: { readonly uids: readonly number[]; readonly values: readonly number[]; readonly version_key: string }
  readonly commit?: string
  readonly reveal_round?: string
  readonly dests?: readonly number[]
  readonly weights?: readonly number[]
  readonly version_key?: string
  readonly result?: Result
  readonly storage?: readonly Item[] | string
  readonly pulse?: number
  readonly to?: string
  readonly head?: string
}
export interface Situation {
  readonly id: string
  readonly title: string
  readonly netuid: number
  readonly hyperparameters: Readonly<Record<string, number | boolean>>
  readonly steps: readonly Step[]
  readonly revealEvents: readonly object[]
}
export const { cases: situations } = JSON.parse(readFileSync('test/vectors/commit_outcomes.json', 'utf8')) as {
  readonly cases: readonly Situation[]
}

/** A call with the state before it and the recorded answer: null for accepted, else the name or the pool's answer. */
export type Recorded = { readonly state: CommitState; readonly answer: string | null } & (
  | { readonly _tag: 'Commit'; readonly call: CommitCall }
  | { readonly _tag: 'Set'; readonly call: Submission }
)
export interface Replayed {
  readonly calls: readonly Recorded[]
  /** The state after the last step, and the last weights that were committed. */
  readonly end: CommitState
  readonly payload: Submission | null
}

const START = 1000
/** The height at which the recorded situations start. */
const RECORDED_START = 26
/** In whole TAO, as the recording has them. */
const STAKES: Readonly<Record<string, number>> = { Alice: 1e6, Bob: 5e5, Charlie: 2000, Dave: 1, Eve: 2000, Owner: 0 }
const PLACES: readonly string[] = ['Alice', 'Bob', 'Charlie', 'Dave']
const RAO = 1_000_000_000n

const answerOf = ({ error, refused }: Result): string | null => {
  const custom = refused === undefined ? undefined : /"custom":(\d+)/.exec(refused)?.[1]
  return custom === undefined ? (error?.replace('subtensorModule.', '') ?? null) : `Invalid.Custom(${custom})`
}
/** Nonces, signatures and what was never included are no matter of these rules. */
const isJudged = (call: string, result: Result | undefined): result is Result =>
  result !== undefined &&
  ['set_weights', 'commit_crv3_weights'].includes(call) &&
  (result.ok !== undefined || result.accepted === true || answerOf(result)?.startsWith('Invalid') === true)

/** Replays a situation. */
export const replay = ({ netuid, hyperparameters: h, steps }: Situation): Replayed => {
  const hotkeys = new Map<string, string>()
  const keyOf = (account: string): string => {
    const name = account.slice(2)
    if (!hotkeys.has(name)) hotkeys.set(name, hotkeyOf(3000 + hotkeys.size))
    return hotkeys.get(name)!
  }
  const seats = Array.from({ length: 16 }, (_, uid) => ({
    key: keyOf(`//${PLACES[uid] ?? `Neuron//${uid}`}`),
    permit: uid !== 2 && uid < 4,
  }))
  const updates: number[] = seats.map(() => 0)
  const stakes = new Map(Object.entries(STAKES).map(([name, tao]) => [keyOf(`//${name}`), BigInt(tao) * RAO]))
  const params = new Map(Object.entries(h))
  const unrevealed = new Map<string, number>()
  const calls: Recorded[] = []
  let head = 0
  let stored = 0n
  let payload: Submission | null = null
  let signer = '//Alice'

  const stateAt = (block: number, asked = netuid): CommitState => {
    const hotkey = keyOf(signer)
    const neurons = seats.map(({ key, permit }, uid) =>
      neuronOf(uid, { hotkey: key, validator_permit: permit, last_update: updates[uid]! }),
    )
    const metagraph = metagraphOf(
      netuid,
      neurons,
      {
        tempo: Number(params.get('Tempo')),
        weights_rate_limit: Number(params.get('WeightsSetRateLimit')),
        min_allowed_weights: Number(params.get('MinAllowedWeights')),
        max_weight_limit: Number(params.get('MaxWeightsLimit')),
        weights_version: Number(params.get('WeightsVersionKey')),
        commit_reveal_weights_enabled: params.get('CommitRevealWeightsEnabled') === true,
      },
      { owner: { hotkey: keyOf('//Owner'), coldkey: hotkeyOf(2000) } },
    )
    return {
      metagraph: asked === netuid ? metagraph : null,
      signer: { hotkey, stake: stakes.get(hotkey) ?? 0n },
      block,
      stake_threshold: 1000n * RAO,
      spec: 293,
      unrevealed: unrevealed.get(hotkey) ?? 0,
      last_stored_round: stored,
    } as CommitState
  }
  const write = ({ item, keys, value }: Item): void => {
    const account = keyOf(String(keys.find((key) => typeof key === 'string') ?? '//Nobody'))
    if (item === 'LastUpdate')
      (value as readonly number[]).forEach((block, uid) => (updates[uid] = block === 0 ? 0 : START + block - RECORDED_START))
    else if (item === 'ValidatorPermit') (value as readonly boolean[]).forEach((permit, uid) => (seats[uid]!.permit = permit))
    else if (item === 'TotalHotkeyAlpha') stakes.set(account, BigInt(value as string))
    else if (item === 'Uids' && value === null) seats.filter(({ key }) => key === account).forEach((seat) => (seat.key = keyOf('//Gone')))
    else if (item === 'Uids') seats[value as number]!.key = account
    else if (params.has(item)) params.set(item, value as number | boolean)
  }

  for (const step of steps) {
    if (Array.isArray(step.storage)) (step.storage as readonly Item[]).forEach(write)
    if (step.pulse !== undefined && BigInt(step.pulse) > stored) stored = BigInt(step.pulse)
    if (step.head !== undefined) head = Number(step.head)
    if (step.to?.startsWith('epoch block') === true) unrevealed.clear()
    if (step.call === undefined) continue
    const block = START + (step.result?.block == null ? head + 1 : Number(step.result.block))
    if (step.call === 'burned_register') {
      seats.push({ key: keyOf(step.hotkey!), permit: false })
      updates.push(block)
    }
    if (step.call.includes('×10')) unrevealed.set(keyOf(step.signer!), 10)
    if (step.signer !== undefined && step.call !== 'burned_register') signer = step.signer
    const state = stateAt(block, step.netuid)
    const hotkey = keyOf(signer)
    if (isJudged(step.call, step.result)) {
      const answer = answerOf(step.result)
      const isCommit = step.call === 'commit_crv3_weights'
      const { uids, values, version_key } = step.payload ?? {
        uids: step.dests ?? [],
        values: step.weights ?? [],
        version_key: step.version_key ?? '0',
      }
      const submission = submissionOf(step.netuid!, uids, values, BigInt(version_key))
      if (isCommit) {
        const bytes = Number(/(\d+) (?:random )?bytes/.exec(step.commit ?? '')?.[1] ?? 284)
        const call = {
          netuid: step.netuid!,
          commit: new Uint8Array(bytes),
          reveal_round: BigInt(step.reveal_round!),
          commit_reveal_version: 4,
        }
        calls.push({ _tag: 'Commit', state, call: call as CommitCall, answer })
        if (answer === null) {
          unrevealed.set(hotkey, (unrevealed.get(hotkey) ?? 0) + 1)
          payload = submission
        }
      } else calls.push({ _tag: 'Set', state, call: submission, answer })
      const uid = seats.findIndex(({ key }) => key === hotkey)
      if (answer === null && uid >= 0) updates[uid] = block
    }
    if (step.result?.block != null) head = Number(step.result.block)
  }
  return { calls, end: stateAt(START + head), payload }
}
