/** The ports as the validator has them: each call goes to the part that is in force, and is counted. */
import type { Parts } from './mode.js'

/** Which call, by port. */
export type Call = 'block' | 'look' | 'submit' | 'results' | 'read' | 'write' | 'sleep' | 'now' | 'decide'

/** As many calls may come in the time of one block. */
export const MOST: { readonly [C in Call]: number } = {
  block: 8,
  look: 6,
  submit: 1,
  results: 3,
  read: 60,
  write: 24,
  sleep: 120,
  now: 400,
  decide: 3,
}

/** From here on a call never comes to an end: a loop without a pause would hold the test up for ever. */
const FLOOD = 2000

export interface Counts {
  readonly called: (call: Call) => boolean
  readonly nextBlock: () => void
  /** The most calls in the time of one block. */
  readonly most: () => Readonly<Record<Call, number>>
}

export const countsOf = (): Counts => {
  const none = (): Record<Call, number> => ({ block: 0, look: 0, submit: 0, results: 0, read: 0, write: 0, sleep: 0, now: 0, decide: 0 })
  const most = none()
  let current = none()
  return {
    called: (call) => {
      current[call]++
      most[call] = Math.max(most[call], current[call])
      return current[call] < FLOOD
    },
    nextBlock: () => {
      current = none()
    },
    most: () => most,
  }
}

const never = <A>(): Promise<A> => new Promise(() => undefined)

export const counted = (now: () => Parts, signer: string, { called }: Counts): Parts => ({
  chain: {
    signer,
    block: () => (called('block') ? now().chain.block() : never()),
    look: () => (called('look') ? now().chain.look() : never()),
    submit: (call, until) => (called('submit') ? now().chain.submit(call, until) : never()),
  },
  prover: { results: (since) => (called('results') ? now().prover.results(since) : never()) },
  storage: {
    read: (query) => (called('read') ? now().storage.read(query) : never()),
    write: (batch) => (called('write') ? now().storage.write(batch) : never()),
    close: () => now().storage.close(),
  },
  clock: {
    now: () => {
      called('now')
      return now().clock.now()
    },
    sleep: (seconds, signal) => (called('sleep') ? now().clock.sleep(seconds, signal) : never()),
  },
  policy: {
    name: now().policy.name,
    readConfig: (document) => now().policy.readConfig(document),
    updateConfig: (config) => now().policy.updateConfig(config),
    writeConfig: (config) => now().policy.writeConfig(config),
    pace: (config) => now().policy.pace(config),
    readEvidence: (row) => now().policy.readEvidence(row),
    decide: (config) => (world) => {
      called('decide')
      return now().policy.decide(config)(world)
    },
  },
})
