/** Plays a recorded situation on a world, and gives what the world did beside what the record says. */
import { answerOf, heightOf, payloadInWords, START } from './recorded-situations.js'
import type { Item, Look, RecordedPayload, Situation, Step } from './recorded-situations.js'

/** Something that behaves like the recorded runtime. Accounts are named as in the record. */
export interface World {
  /** Builds a block with these calls, and gives the answer to each: null for done, else the chain's name. */
  readonly build: (calls: readonly Call[]) => readonly (string | null)[]
  readonly height: () => number
  readonly write: (item: Item) => void
  readonly storePulse: (round: bigint) => void
  readonly show: (kinds: readonly (keyof Look)[]) => Shown
  /** The reveals so far, as the record has their events. */
  readonly reveals: () => readonly { readonly height: number; readonly uid: number; readonly account: string }[]
}
export type Call =
  | {
      readonly _tag: 'Commit'
      readonly signer: string
      readonly netuid: number
      readonly payload: RecordedPayload | null
      readonly round: bigint
      readonly bytes: number
      readonly hasTrailing: boolean
    }
  | {
      readonly _tag: 'Set'
      readonly signer: string
      readonly netuid: number
      readonly uids: readonly number[]
      readonly weights: readonly number[]
      readonly version_key: bigint
    }
  | { readonly _tag: 'Register'; readonly hotkey: string }
/** What a look shows, in the record's words: commits by epoch, rows and last updates by uid, heights as they are. */
export interface Shown {
  readonly weights: ReadonlyMap<number, readonly (readonly [number, number])[]>
  readonly lastUpdate: ReadonlyMap<number, number>
  readonly commitsKept: ReadonlyMap<number, readonly string[]>
  readonly Incentive?: readonly number[]
  readonly Active?: readonly boolean[]
  readonly ValidatorPermit?: readonly boolean[]
}
/** One comparison: where, what was found, what was recorded. */
export interface Compared {
  readonly where: string
  readonly found: unknown
  readonly recorded: unknown
}

const ALICE = '//Alice'

const callOf = ({ call, signer = ALICE, netuid = 3, hotkey = '', payload, commit, reveal_round = '1000', ...set }: Step): Call | null => {
  if (call === 'burned_register') return { _tag: 'Register', hotkey }
  if (call === 'set_weights')
    return { _tag: 'Set', signer, netuid, uids: set.dests ?? [], weights: set.weights ?? [], version_key: BigInt(set.version_key ?? 0) }
  if (call?.startsWith('commit_crv3_weights') !== true) return null
  const bytes = Number(/^(\d+) (?:random )?bytes/.exec(commit ?? '')?.[1] ?? 258)
  const content = payload ?? (commit === undefined ? { uids: [1], values: [1], version_key: '0' } : payloadInWords(commit))
  const hasTrailing = commit?.startsWith('valid +') ?? false
  return { _tag: 'Commit', signer, netuid, payload: content, round: BigInt(reveal_round), bytes, hasTrailing }
}

const compareLook = (world: World, look: Look): readonly Compared[] => {
  const kinds = (Object.keys(look) as (keyof Look)[]).filter((kind) => kind !== 'at')
  const shown = world.show(kinds)
  const at = (what: string): string => `${what} at ${look.at}`
  const lists = (['Incentive', 'Active', 'ValidatorPermit'] as const).flatMap((kind) =>
    look[kind] === undefined ? [] : [{ where: at(kind), found: shown[kind], recorded: look[kind] }],
  )
  const kept = look.commitsKept ?? {}
  return [
    ...Object.entries(look.weights ?? {}).map(([uid, row]) => ({
      where: at(`weights of ${uid}`),
      found: shown.weights.get(Number(uid)) ?? [],
      recorded: row,
    })),
    ...Object.entries(look.lastUpdate ?? {}).map(([uid, block]) => ({
      where: at(`last update of ${uid}`),
      found: shown.lastUpdate.get(Number(uid)),
      recorded: heightOf(block),
    })),
    {
      where: at('commits'),
      found: [...shown.commitsKept].map(([epoch, accounts]) => [epoch, ...accounts]),
      recorded: Object.entries(kept).map(([epoch, accounts]) => [5 + Number(epoch.slice(2)), ...accounts]),
    },
    ...lists,
  ]
}

/** Every comparison of a situation. */
export const replay = (world: World, { steps, revealEvents }: Situation): readonly Compared[] => {
  const compared: Compared[] = []
  let waiting: Call[] = []
  const build = (calls: readonly Call[] = []): readonly (string | null)[] => {
    const answers = world.build([...waiting, ...calls])
    compared.push(...waiting.map((_, i) => ({ where: 'a call that was accepted before', found: answers[i], recorded: null })))
    const rest = answers.slice(waiting.length)
    waiting = []
    return rest
  }
  const walk = (height: number): void => {
    while (world.height() < height) build()
  }
  for (const step of steps) {
    if (Array.isArray(step.storage)) (step.storage as readonly Item[]).forEach(world.write)
    if (step.pulse !== undefined) world.storePulse(BigInt(step.pulse))
    const call = callOf(step)
    const { result } = step
    if (call !== null) {
      if (step.call?.includes('×10') === true) build(Array.from({ length: 10 }, () => call))
      else if (result?.accepted === true) waiting.push(call)
      else if (result?.block != null && result.included !== false) {
        walk(heightOf(result.block) - 1)
        compared.push({ where: `${step.call} at ${result.block}`, found: build([call])[0], recorded: answerOf(result) })
      } else if (/custom/.test(result?.refused ?? '')) {
        // The pool refused it, so no block holds it. Asked after the last block, in a world that goes on without it.
        compared.push({ where: `${step.call}`, found: world.build([call])[0], recorded: answerOf(result!) })
      }
    }
    if (step.head !== undefined) walk(heightOf(step.head))
    if (step.look !== undefined) compared.push(...compareLook(world, step.look))
  }
  const reveals = revealEvents.filter(({ event }) => event === 'CRV3WeightsRevealed')
  const stores = revealEvents.filter(({ event }) => event === 'WeightsSet')
  compared.push({
    where: 'reveals',
    found: world.reveals().map(({ height, uid, account }) => [height, uid, account]),
    recorded: reveals.map(({ block, data }, i) => [heightOf(block), stores[i]!.data[1], data[1]]),
  })
  return compared.map((one) => ({ ...one, where: `${one.where} (start ${START})` }))
}
