/**
 * One call over a hostile node, from its begin to its end, and what is wrong with that end.
 *
 * The law: a call gives what was recorded, or rejects with a `SubtensorFailure`, in its time. It may give something else only where the node
 * lies (see `faults.ts`), and even then nothing that contradicts what was sent: without a broadcast nothing is included, with one nothing is
 * `NotSent` or refused without a block, and a failure is `OutcomeUnknown`. No secret is told, no timer and no socket is left, and the next
 * call over a healthy node works.
 */
import { isRight } from 'fp-ts/lib/Either.js'
import { isDeepStrictEqual } from 'node:util'
import { vi } from 'vitest'
import { SubtensorFailure, showSubtensorError, subtensorChain } from '../../../../src/adapters/subtensor.js'
import type { SubtensorChain } from '../../../../src/adapters/subtensor.js'
import { readLook } from '../../../../src/network/look.js'
import type { SubmitAnswer, WeightsCall } from '../../../../src/validator/ports.js'
import { dice, pick } from '../../../cli/mutations/dice.js'
import type { Dice } from '../../../cli/mutations/dice.js'
import type { Log, Scene, Tamper } from '../replay.js'
import { bytesOf, replaySocket, sceneOf } from '../replay.js'
import type { Clean, Fault } from './faults.js'
import { drawFaults, tamperOf } from './faults.js'
import { hexOf } from './values.js'

const GENESIS = `0x${'45'.repeat(32)}`
const PASSWORD = 'correct-horse-battery'
const API_KEY = 'k3y0f4pr0v1der77'
const TOKEN = 't0ken0f4pr0v1der'
const SEED = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const SECRET_KEY = '5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0ffee5ec2'
const FIRST = `wss://user:${PASSWORD}@first.node/rpc/${API_KEY}?token=${TOKEN}`
const SECOND = `wss://second.node/${API_KEY}`

const LIMITS = { connect: 10, look: 30, block: 30, submit: 120, silence: 30 } as const

/** What is called, over which scene. */
interface Kind {
  readonly name: string
  readonly scene: string
  readonly seconds: number
  readonly call: (chain: SubtensorChain) => Promise<unknown>
}

const set: WeightsCall = { _tag: 'Set', netuid: 1, uids: [1, 2, 3], weights: [1, 2, 3], version_key: '0' }
const commit: WeightsCall = {
  ...{ _tag: 'Commit', netuid: 3, commit: `0x${'ab'.repeat(284)}` },
  ...{ reveal_round: '1000', commit_reveal_version: 4 },
}
const submitting = (scene: string, call: WeightsCall): Kind => ({
  ...{ name: `submit (${scene})`, scene, seconds: LIMITS.submit },
  call: (chain) => chain.submit(call, 24),
})
const look: Kind = { name: 'look', scene: 'look', seconds: LIMITS.look, call: (chain) => chain.look() }
const KINDS: readonly Kind[] = [
  ...[look, look, look],
  { name: 'block', scene: 'look', seconds: LIMITS.block, call: (chain) => chain.block() },
  ...[submitting('set', set), submitting('set', set), submitting('commit', commit), submitting('refused-duplicate', set)],
  submitting('refused-stake', set),
]

/** How a call ended, in fake time. */
type Outcome = { readonly value: unknown; readonly after: number } | { readonly thrown: unknown; readonly after: number } | null

/** Waits in steps of fake time. Gives null where nothing came in so many seconds. */
const ended = async (promise: Promise<unknown>, seconds: number): Promise<Outcome> => {
  let outcome: Outcome = null
  const began = Date.now()
  promise.then(
    (value) => (outcome = { value, after: Date.now() - began }),
    (thrown: unknown) => (outcome = { thrown, after: Date.now() - began }),
  )
  for (let step = 50; outcome === null && Date.now() - began <= seconds * 1000; step = Math.min(1000, step + 50))
    await vi.advanceTimersByTimeAsync(step)
  return outcome
}

/** The scene with another hash of the runtime's code, so that its metadata is loaded. */
const withFreshCode = (roll: Dice, scene: Scene): Scene => {
  const text = JSON.stringify(scene)
  const hash = /\\"hash\\":\\"(0x[0-9a-f]{64})\\"/.exec(text)![1]!
  return JSON.parse(text.replaceAll(hash, `0x${hexOf(roll, 64)}`)) as Scene
}

/** The signer of a scene, which tells secrets when it is asked to fail, and remembers the nonces that it signed. */
const signerOf = ({ publicKey, transactions }: Scene, mood: 'signs' | 'throws' | 'garbage' | 'never') => {
  const nonces: string[] = []
  return {
    nonces,
    publicKey: bytesOf(publicKey),
    secret: SECRET_KEY,
    signTx: (_call: Uint8Array, extensions: Record<string, { readonly value: Uint8Array }>): Promise<Uint8Array> => {
      nonces.push(Buffer.from(extensions['CheckNonce']?.value ?? []).toString('hex'))
      if (mood === 'throws') return Promise.reject(new Error(`can't sign with ${SEED} (${SECRET_KEY})`))
      if (mood === 'never') return new Promise(() => undefined)
      return Promise.resolve(mood === 'garbage' ? Uint8Array.of(1, 2, 3) : bytesOf(transactions[0] ?? '0x00'))
    },
    signBytes: () => Promise.reject(new Error(SEED)),
  }
}

const cleans = new Map<string, Clean>()

/** The frames of a call without a fault, with the runtime known or not. */
const cleanOf = async (kind: Kind, isFresh: boolean): Promise<Clean> => {
  const name = `${kind.name} ${isFresh}`
  const known = cleans.get(name)
  if (known !== undefined) return known
  const frames: string[] = []
  const listening: Tamper = ({ frame }) => {
    frames.push(frame)
    return [{ data: frame, after: 1 }]
  }
  const scene = isFresh ? withFreshCode(dice(1), sceneOf(kind.scene)) : sceneOf(kind.scene)
  const { chain } = open(scene, listening, signerOf(scene, 'signs'), [SECOND])
  const outcome = await ended(kind.call(chain), kind.seconds)
  chain.close()
  if (outcome === null || !('value' in outcome)) throw new Error(`${name} can't be replayed`)
  const blocks = [
    ...new Set(frames.flatMap((frame) => [...frame.matchAll(/BlockHash(?:es)?":\[?"(0x[0-9a-f]{64})"/g)].map(([, hash]) => hash!))),
  ]
  const clean = { frames, genesis: GENESIS, blocks }
  cleans.set(name, clean)
  return clean
}

const open = (scene: Scene, tamper: Tamper | null, signer: ReturnType<typeof signerOf>, urls: readonly string[], genesis?: string) => {
  const { Socket, log } = replaySocket(scene, tamper)
  vi.stubGlobal('WebSocket', Socket)
  const chain = subtensorChain({ urls, netuid: scene.netuid, signer, timeouts: LIMITS, ...(genesis === undefined ? {} : { genesis }) })
  return { chain, log }
}

const wasBroadcast = ({ asked }: Log): boolean => asked.some(({ method }) => method === 'transaction_v1_broadcast')

/** What is wrong with an answer of a submission. */
const judgeAnswer = (answer: SubmitAnswer, recorded: unknown, isSent: boolean, isLie: boolean, isSigned: boolean): readonly string[] => [
  ...(answer._tag === 'NotSent' && isSent ? ['NotSent, although it was broadcast'] : []),
  ...(answer._tag === 'NotSent' && isSigned && !isLie ? [`NotSent: ${answer.error}`] : []),
  ...(answer._tag === 'Refused' && answer.block === null && isSent ? ['refused without a block, although it was broadcast'] : []),
  ...(answer._tag !== 'NotSent' && !isLie && !isDeepStrictEqual(answer, recorded) ? [`a wrong answer: ${JSON.stringify(answer)}`] : []),
  ...(answer._tag === 'Included' && !isSent ? ['Included, although it was never broadcast'] : []),
  ...(answer._tag === 'Refused' && answer.block !== null && !isSent ? ['refused in a block, although it was never broadcast'] : []),
]

const judgeValue = (kind: Kind, value: unknown, scene: Scene, isLie: boolean): readonly string[] => {
  if (kind.name === 'block') return Number.isSafeInteger(value) && (isLie || value === 1) ? [] : [`a wrong height: ${String(value)}`]
  if (value !== null && !isRight(readLook(value))) return ['a look that can’t be read']
  return isLie || isDeepStrictEqual(value, scene.answers[0]) ? [] : ['a wrong look']
}

const judgeFailure = (thrown: unknown, isSent: boolean): readonly string[] => {
  if (!(thrown instanceof SubtensorFailure))
    return [`not a typed failure: ${String(thrown)} ${thrown instanceof Error ? thrown.stack : ''}`]
  const { error, message } = thrown
  return [
    ...(message === showSubtensorError(error) ? [] : ['a message that is not that of its error']),
    ...(isSent && error._tag !== 'OutcomeUnknown' ? [`${error._tag}, although it was broadcast`] : []),
    ...(message.length > 1000 ? [`a message of ${message.length} characters`] : []),
    // eslint-disable-next-line no-control-regex
    ...(/[\u0000-\u001f\u007f-\u009f\u202e]/.test(message) ? ['a message with control characters'] : []),
  ]
}

/** The ending of a case. */
export interface Ending {
  readonly seed: number
  readonly kind: string
  readonly faults: readonly string[]
  readonly isLie: boolean
  /** `answered`, or the tag of the error */
  readonly end: string
  readonly wrong: readonly string[]
}

const secretsIn = (words: string, scene: Scene): readonly string[] => {
  const signature = scene.transactions[0]?.slice(80, 144)
  const all = [PASSWORD, API_KEY, TOKEN, SEED, SECRET_KEY, ...(signature === undefined ? [] : [signature])]
  return all.filter((secret) => words.includes(secret)).map((secret) => `it tells ${secret}`)
}

/** Runs a case to its end, with fake timers. `stray` has what was thrown beside the promises. */
export const endingOf = async (seed: number, thrownBeside: unknown[], printed: string[]): Promise<Ending> => {
  const roll = dice(seed)
  const kind = pick(roll, KINDS)
  const isFresh = roll(6) === 0
  const clean = await cleanOf(kind, isFresh)
  const scene = isFresh ? withFreshCode(roll, sceneOf(kind.scene)) : sceneOf(kind.scene)
  const faults: readonly Fault[] = drawFaults(roll, clean)
  const isLie = faults.some((fault) => fault.isLie)
  const mood = roll(12) === 0 ? pick(roll, ['throws', 'garbage', 'never'] as const) : 'signs'
  const signer = signerOf(scene, mood)
  const names = [...faults.map(({ name }) => name), ...(mood === 'signs' ? [] : [`the signer: ${mood}`])]
  thrownBeside.length = 0
  printed.length = 0
  let isHealthy = false
  const tamper = tamperOf(faults)
  const genesis = roll(2) === 0 ? GENESIS : undefined
  const urls = roll(3) === 0 ? [FIRST, SECOND] : [FIRST]
  const { chain, log } = open(scene, (saying) => (isHealthy ? [{ data: saying.frame, after: 1 }] : tamper(saying)), signer, urls, genesis)
  const wrong: string[] = []
  let end = 'never'
  const told: string[] = []
  const failed = (thrown: unknown, isSent: boolean): void => {
    wrong.push(...judgeFailure(thrown, isSent))
    end = thrown instanceof SubtensorFailure ? thrown.error._tag : 'untyped'
    if (thrown instanceof Error) told.push(thrown.message, String(thrown.stack), JSON.stringify(thrown), String(thrown.cause))
  }
  try {
    const outcome = await ended(kind.call(chain), kind.seconds + 5)
    const isSent = wasBroadcast(log)
    if (outcome === null) wrong.push(`no end in ${kind.seconds} s`)
    else {
      if (outcome.after > kind.seconds * 1000 + 1000) wrong.push(`it took ${outcome.after} ms`)
      if ('thrown' in outcome) failed(outcome.thrown, isSent)
      else {
        end = 'answered'
        told.push(JSON.stringify(outcome.value))
        const isSubmit = kind.seconds === LIMITS.submit
        wrong.push(
          ...(isSubmit
            ? judgeAnswer(outcome.value as SubmitAnswer, scene.answers[0], isSent, isLie, mood === 'signs')
            : judgeValue(kind, outcome.value, scene, isLie)),
        )
      }
    }
    isHealthy = true
    wrong.push(
      ...(await afterwards(kind, chain, scene, {
        isLie,
        isForeign: names.some((name) => name.startsWith('other genesis')),
        isTriedAnew: roll(5) === 0,
      })),
    )
    chain.close()
    const closed = await ended(chain.block(), 1)
    if (closed === null || !('thrown' in closed)) wrong.push('it is not closed')
    await vi.advanceTimersByTimeAsync(1000)
    if (log.open > 0) wrong.push(`${log.open} sockets are left open`)
    if (vi.getTimerCount() > 0) wrong.push(`${vi.getTimerCount()} timers are left`)
  } catch (thrown) {
    wrong.push(`thrown in a timer: ${String(thrown)} ${thrown instanceof Error ? (thrown.stack ?? '') : ''}`)
  }
  await new Promise((resolve) => setImmediate(resolve))
  vi.clearAllTimers()
  for (const thrown of thrownBeside) wrong.push(`thrown beside: ${String(thrown)} ${thrown instanceof Error ? (thrown.stack ?? '') : ''}`)
  wrong.push(...secretsIn([...told, ...printed].join('\n'), scene))
  return { seed, kind: kind.name, faults: names, isLie, end, wrong }
}

/** Calls over a node that is healthy again. */
const afterwards = async (
  kind: Kind,
  chain: SubtensorChain,
  scene: Scene,
  { isLie, isForeign, isTriedAnew }: { readonly isLie: boolean; readonly isForeign: boolean; readonly isTriedAnew: boolean },
): Promise<readonly string[]> => {
  const wrong: string[] = []
  const isLook = kind.scene === 'look'
  // A lie that a connection was told stays with that connection, and so does another genesis with its address.
  if (!isLie && !isForeign) {
    let last: Outcome = null
    for (let i = 0; i < 3; i++) {
      last = await ended(isLook ? chain.look() : chain.block(), LIMITS.look + 5)
      if (last !== null && 'value' in last) break
    }
    if (last === null || !('value' in last))
      wrong.push(`the third call over a healthy node: ${last === null ? 'no end' : String(last.thrown)}`)
    else if (isLook && !isDeepStrictEqual(last.value, scene.answers[0])) wrong.push('a wrong look over a healthy node')
  }
  if (!isTriedAnew) return wrong
  // Another chain of the same process: what it remembers of the hostile node must not be in its way.
  const signer = signerOf(scene, 'signs')
  const { chain: next, log } = open(scene, null, signer, [SECOND])
  const outcome = await ended(kind.call(next), kind.seconds + 5)
  if (outcome === null || !('value' in outcome))
    wrong.push(`a new chain over a healthy node: ${outcome === null ? 'no end' : String(outcome.thrown)}`)
  else if (!isDeepStrictEqual(outcome.value, kind.name === 'block' ? 1 : scene.answers[0]))
    wrong.push(`a wrong answer of a new chain: ${JSON.stringify(outcome.value).slice(0, 200)}`)
  const expected = kind.seconds === LIMITS.submit && log.asked.some(({ params }) => JSON.stringify(params).includes('account_nonce'))
  if (expected && signer.nonces.some((nonce) => nonce !== nonceIn(scene))) wrong.push(`a nonce is not given back: ${signer.nonces.join()}`)
  next.close()
  return wrong
}

/** The nonce that the chain has in a scene, as a compact integer. */
const nonceIn = ({ frames }: Scene): string => {
  const asked = frames.find(({ to, data }) => to === 'node' && data.includes('AccountNonceApi_account_nonce'))
  const { id } = JSON.parse(asked!.data) as { readonly id: unknown }
  const started = frames
    .map(({ data }) => JSON.parse(data) as { id?: unknown; result?: { operationId?: string } })
    .find((one) => one.id === id && one.result !== undefined)
  const done = frames.find(({ data }) => data.includes('operationCallDone') && data.includes(started!.result!.operationId!))
  const nonce = Buffer.from(/"output":"0x([0-9a-f]{8})"/.exec(done!.data)![1]!, 'hex').readUInt32LE()
  return (nonce << 2).toString(16).padStart(2, '0')
}
