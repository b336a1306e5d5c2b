/** The recorded situations of a real runtime (spec 293), and what differs between a replay of one and its record. */
import { readFileSync } from 'node:fs'

export interface Item {
  readonly item: string
  readonly keys: readonly (string | number)[]
  readonly value: unknown
}
export interface Result {
  /** Blocks after the start, as `+1`. */
  readonly block?: string | null
  readonly ok?: boolean
  readonly accepted?: boolean
  readonly included?: boolean
  readonly error?: string
  readonly refused?: string
}
export interface RecordedPayload {
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly version_key: string
  readonly form?: string
  readonly encryptedToRound?: number
}
export interface Look {
  readonly at: string
  readonly weights?: Readonly<Record<string, readonly (readonly [number, number])[]>>
  readonly lastUpdate?: Readonly<Record<string, string | number>>
  readonly commitsKept?: Readonly<Record<string, readonly string[]>>
  readonly Incentive?: readonly number[]
  readonly Active?: readonly boolean[]
  readonly ValidatorPermit?: readonly boolean[]
}
export interface Step {
  readonly call?: string
  readonly signer?: string
  readonly netuid?: number
  readonly hotkey?: string
  readonly payload?: RecordedPayload
  /** What was committed, in words. */
  readonly commit?: string
  readonly reveal_round?: string
  readonly dests?: readonly number[]
  readonly weights?: readonly number[]
  readonly version_key?: string
  readonly result?: Result
  readonly storage?: readonly Item[] | string
  readonly pulse?: number
  /** The height of the newest block after the step. */
  readonly head?: string
  readonly look?: Look
}
export interface Situation {
  readonly id: string
  readonly title: string
  readonly netuid: number
  readonly hyperparameters: Readonly<Record<string, number | boolean>>
  readonly steps: readonly Step[]
  readonly revealEvents: readonly { readonly block: string; readonly event: string; readonly data: readonly (string | number)[] }[]
}

export const { cases: situations } = JSON.parse(readFileSync('test/vectors/commit_outcomes.json', 'utf8')) as {
  readonly cases: readonly Situation[]
}

/** The height at which they start, and the epoch of it: heights and epochs are recorded as `+n` and `e+n` after these. */
export const START = 26
export const FIRST_EPOCH = 5
/** In whole TAO. */
export const STAKES: Readonly<Record<string, number>> = { '//Alice': 1e6, '//Bob': 5e5, '//Charlie': 2000, '//Dave': 1, '//Eve': 2000 }
/** The accounts of the slots; those after them are `//Neuron//4` and so on. */
export const SEATS: readonly string[] = ['//Alice', '//Bob', '//Charlie', '//Dave']
export const SLOTS = 16
export const RAO = 1_000_000_000n

export const heightOf = (text: string | number): number => (typeof text === 'number' ? text : START + Number(text))

/** The chain's name for a refusal, or null for what it took. */
export const answerOf = ({ error, refused }: Result): string | null => {
  const reason = refused === undefined ? undefined : /"(custom|stale|badProof)":(\d+|null)/.exec(refused)
  if (reason?.[1] === 'custom') return `Invalid.Custom(${reason[2]})`
  if (reason != null) return `Invalid.${reason[1]![0]!.toUpperCase()}${reason[1]!.slice(1)}`
  return error?.replace('subtensorModule.', '') ?? null
}

/** Weights that any of the recorded commits in words stands for; null for bytes that no round opens. */
export const payloadInWords = (words: string): RecordedPayload | null =>
  /random|^\d+ bytes/.test(words) ? null : { uids: [5, 6], values: [7, 14], version_key: '0' }
