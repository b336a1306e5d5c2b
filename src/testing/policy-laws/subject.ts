/** What the laws of policies are checked with: a policy, and configs and worlds for it. */
import assert from 'node:assert/strict'
import type { Either } from 'fp-ts/lib/Either.js'
import { map } from 'fp-ts/lib/Either.js'
import type fc from 'fast-check'
import type { Policy } from '../../policy/policy.js'
import type { Decision } from '../../policy/decision.js'
import type { Refused } from '../../policy/problem.js'
import type { World } from '../../policy/world.js'

/**
 * `configs` are documents that the policy reads, `worlds` what it decides about; both should contain difficult cases: ties, zeros,
 * malformed rows.
 */
export interface PolicyWorlds {
  readonly configs: fc.Arbitrary<unknown>
  readonly worlds: fc.Arbitrary<World>
}

/** A policy under test, without its type of config: here a config is the document from which it is read. */
export interface Subject extends PolicyWorlds {
  readonly policy: Policy<unknown>
  readonly decide: (config: unknown, world: World) => Either<Refused, Decision>
}

/** A law: its name, and a check with one config and one world. */
export interface PolicyLaw {
  readonly name: string
  readonly check: (subject: Subject, config: unknown, world: World) => void
}

export const subjectOf = <C>(policy: Policy<C>, arbitraries: PolicyWorlds): Subject => {
  const opaque = policy as Policy<unknown>
  return {
    ...arbitraries,
    policy: opaque,
    decide: (document, world) => {
      const config = opaque.readConfig(document)
      if (config._tag === 'Left')
        return assert.fail(`a config of the arbitrary was refused: ${config.left.map(({ message }) => message).join('; ')}`)
      return opaque.decide(config.right)(world)
    },
  }
}

/** A decision as plain data that can be compared: exact quotas as text, traces as a list. */
export const plain = (decided: Either<Refused, Decision>): unknown =>
  JSON.parse(
    JSON.stringify(map((decision: Decision) => ({ ...decision, traces: [...(decision.traces ?? [])] }))(decided), (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : ArrayBuffer.isView(value) ? [...(value as Uint16Array)] : value,
    ),
  )

/** The list under `neurons` in a world's network. */
export const neuronsOf = ({ network }: World): readonly { readonly uid: number; readonly hotkey: string }[] =>
  Array.isArray(network['neurons']) ? (network['neurons'] as { uid: number; hotkey: string }[]) : []
