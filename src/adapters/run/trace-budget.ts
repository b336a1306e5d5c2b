/**
 * Traces take no longer than their policy allows: where they would, all traces of the decision are left out, with a warning.
 *
 * They are worked out one by one, and the time is checked after each. One trace that takes too long still holds up the decision.
 */
import { isRight, map } from 'fp-ts/lib/Either.js'
import type { Policy } from '../../policy/policy.js'
import type { Decision } from '../../policy/decision.js'
import type { MinerTrace } from '../../policy/miner-trace.js'

/** Traces within a number of milliseconds, or null where there are more of them than fit, or one fails. */
const within = (traces: Iterable<MinerTrace>, milliseconds: number, now: () => number): readonly MinerTrace[] | null => {
  const began = now()
  const kept: MinerTrace[] = []
  try {
    for (const trace of traces) {
      kept.push(trace)
      if (now() - began > milliseconds) return null
    }
  } catch {
    return null
  }
  return kept
}

const limited = ({ traces, ...decision }: Decision, seconds: number, now: () => number): Decision => {
  if (traces === undefined) return decision
  const kept = within(traces, seconds * 1000, now)
  if (kept !== null) return { ...decision, traces: kept }
  const warning = {
    _tag: 'TraceSkipped',
    path: '',
    message: `how these weights came about is not kept: to work it out took more than ${seconds} s, or failed`,
  }
  return { ...decision, warnings: [...decision.warnings, warning] }
}

/** The same policy, its traces within the time that its config gives them; `now` counts milliseconds. */
export const withTraceBudget = <C>(policy: Policy<C>, now: () => number): Policy<C> => ({
  ...policy,
  decide: (config) => (world) => {
    const seconds = policy.tracing?.(config).most_seconds
    const decided = policy.decide(config)(world)
    return seconds === undefined || !isRight(decided) ? decided : map((decision: Decision) => limited(decision, seconds, now))(decided)
  },
})
