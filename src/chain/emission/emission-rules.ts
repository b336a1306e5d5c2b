/**
 * Which rules of emission hold on which runtime.
 *
 * Those of 293 were seen on a running chain. Those of 421 to 425 were read line by line, and the changes until 459 from single files. What
 * happened between 293 and 421 was not settled (shares went by flows of TAO for a time), so these runtimes are refused.
 */
import { unknownRuntime } from '../preflight/chain-rules.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { isKnownSpec, OLDEST_KNOWN_SPEC } from '../preflight/spec.js'
import type { EmissionError } from './emission-error.js'

/** The first spec in which a burn costs the subnet a part of its TAO. */
const BURN_COUNTS = 421
/** The first spec in which shares no longer depend on the root proportion. */
const WITHOUT_ROOT = 425
/** The first spec in which shares pass the gate. */
const GATED = 440

/** The rules that hold on a runtime. */
export interface EmissionRules {
  /** One amount for miners and validators, and root's part is sold for TAO. */
  readonly oneAmount: boolean
  /** Burned parts lower the share of TAO, and a subnet may have its TAO switched off. */
  readonly burnCounts: boolean
  /** The share of TAO is in proportion to the root proportion too. */
  readonly byRootProportion: boolean
  /** Shares pass the gate at last. */
  readonly isGated: boolean
}

export const emissionRules = (spec: number): Either<EmissionError, EmissionRules> => {
  if (!isKnownSpec(spec)) return left(unknownRuntime(spec))
  const burnCounts = spec >= BURN_COUNTS
  if (!burnCounts && spec !== OLDEST_KNOWN_SPEC) return left({ _tag: 'UnsettledRules', spec, before: OLDEST_KNOWN_SPEC, from: BURN_COUNTS })
  return right({
    oneAmount: !burnCounts,
    burnCounts,
    byRootProportion: burnCounts && spec < WITHOUT_ROOT,
    isGated: spec >= GATED,
  })
}

export const unsettledGate = (spec: number): EmissionError => ({ _tag: 'UnsettledGate', spec, since: GATED })
