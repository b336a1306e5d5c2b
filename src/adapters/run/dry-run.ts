/** What a validator would do now: the ports are read, and nothing is sent or written. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import type { GuardedPolicy } from '../../policy/guarded.js'
import { guarded } from '../../policy/guarded.js'
import type { Policy } from '../../policy/policy.js'
import type { Refused } from '../../policy/problem.js'
import { signerColumns } from '../../storage/signer.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import type { Json } from '../../units/json/json.js'
import { evidenceIn } from '../../validator/cycle/collect.js'
import { initialState } from '../../validator/initial-state.js'
import { windowBefore } from '../../validator/pace.js'
import type { Ports } from '../../validator/ports.js'
import type { Rehearsal } from '../../validator/rehearse.js'
import { rehearse } from '../../validator/rehearse.js'
import type { Settings } from '../../validator/settings.js'
import { checkedStorage } from './checked-storage.js'
import { plainDocument, plainRows } from './plain.js'
import { profileOf } from './answer.js'
import { signsAs } from './signs-as.js'

/** With which settings and config to decide. */
export interface DryRunOptions {
  readonly settings: Settings
  readonly config: unknown
}

/** Documents that the policy reads as evidence, each once: those of the store and those that the prover gives. */
const evidenceOf = <C>(policy: GuardedPolicy<C>, rows: readonly unknown[], stored: readonly Json[]): readonly Json[] => {
  const read = rows.flatMap((row) => {
    const evidence = evidenceIn(policy)(row)
    return isLeft(evidence) ? [] : [evidence.right.document]
  })
  return [...new Map([...stored, ...read].map((document) => [fingerprintJson(document), document])).values()]
}

/**
 * Decides by the given config, asks what the chain would answer, and compares with the row that the chain has. The switch that holds the last
 * weights, and changes of the config at run time, are not looked at. Errors: what is wrong with the settings or the
 * config, or every reason for which nothing would be decided. Rejects where a port fails.
 *
 * @example
 * ```ts
 * import { dryRun } from 'steelyard/adapters/run'
 * dryRun.length // => 3
 * ```
 */
export const dryRun = async <C>(
  policy: Policy<C>,
  { chain, prover, storage: store, clock }: Pick<Ports, 'chain' | 'prover' | 'storage' | 'clock'>,
  { settings, config }: DryRunOptions,
): Promise<Either<Refused, Rehearsal>> => {
  const initial = initialState(policy, settings)(config)
  if (isLeft(initial)) return initial
  const signing = signsAs(settings, chain)
  if (isLeft(signing)) return signing
  const { given } = initial.right
  const at = clock.now()
  const since = windowBefore(at)(initial.right)
  const storage = checkedStorage(store)
  const { netuid } = signerColumns(settings)
  const kept = await storage.read({ table: 'validator_state', where: { ...signerColumns(settings), name: 'next' }, limit: 1 })
  const range = { column: 'verification_timestamp', from: since } as const
  const stored = await storage.read({ table: 'miner_prover_results', where: { netuid }, range })
  const profiles = await storage.read({ table: 'miner_gpu_profiles', where: { netuid } })
  const previous = kept[0]?.document ?? []
  if (!Array.isArray(previous)) return left([{ _tag: 'Unexpected', path: 'next', message: 'next: the store holds no list of scores' }])
  const rows = plainRows(await prover.results(since))
  return rehearse(policy, settings)(given)({
    network: plainDocument(await chain.look()),
    at,
    results: evidenceOf(
      guarded(policy),
      rows,
      stored.map(({ document }) => document),
    ),
    previous: previous as readonly Json[],
    profiles: profiles.map(profileOf),
  })
}
