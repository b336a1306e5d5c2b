/**
 * Which call of a runtime does what a validator asks: the newest that the runtime has. Arguments are matched by their names. A call that wants
 * an argument nobody knows is not used.
 */
import { PALLET } from './storage-item.js'
import type { CallValues } from './weights-arguments.js'
import type { Runtime } from './runtime.js'

/** A call of a runtime with its arguments. */
export interface RuntimeCall {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

/** The calls that set or commit, the newest first. */
const CALLS = {
  setOfMechanism: ['set_mechanism_weights'],
  set: ['set_weights'],
  commitOfMechanism: ['commit_timelocked_mechanism_weights', 'commit_crv3_mechanism_weights'],
  commit: ['commit_timelocked_mechanism_weights', 'commit_timelocked_weights', 'commit_crv3_weights'],
} as const

const candidates = ({ mechanism, commit }: CallValues, isNamed: boolean): readonly string[] => {
  if (commit !== undefined) return mechanism > 0 ? CALLS.commitOfMechanism : CALLS.commit
  if (mechanism > 0) return CALLS.setOfMechanism
  return isNamed ? [...CALLS.setOfMechanism, ...CALLS.set] : CALLS.set
}

/** What runtimes call the mechanism: `mecid`, and other spellings. */
const MECHANISM = /^(?:mec|mech|mechanism|sub)_?id$/

/** The arguments by the runtime's names, or null where it wants one that nobody knows. */
const argumentsFor = (names: readonly string[], values: CallValues): Readonly<Record<string, unknown>> | null => {
  const args = names.map((name): [string, unknown] => [name, MECHANISM.test(name) ? values.mechanism : Reflect.get(values, name)])
  return args.every(([, value]) => value !== undefined) ? Object.fromEntries(args) : null
}

/** The runtime's call, or in words why there is none. `isNamed` says whether the caller named the mechanism. */
export const runtimeCall = ({ callArguments, spec }: Runtime, values: CallValues, isNamed: boolean): RuntimeCall | string => {
  for (const name of candidates(values, isNamed)) {
    const names = callArguments(PALLET, name)
    const args = names === null ? null : argumentsFor(names, values)
    if (args !== null) return { name, args }
  }
  const doing = values.commit === undefined ? 'sets weights' : 'commits weights'
  return `the runtime ${spec} has no call that ${doing}${values.mechanism > 0 ? ' of a mechanism' : ''}`
}
