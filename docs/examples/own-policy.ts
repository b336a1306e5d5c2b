import type { Either } from 'fp-ts/lib/Either.js'
import { bimap, chain, isLeft, left, map, mapLeft } from 'fp-ts/lib/Either.js'
import { match } from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { Fractions, Hotkey, Instant, Percent, U64, Uid } from 'steelyard'
import type { Decision, EvidenceRow, Policy, PoolClaim, Problem, Refused, World } from 'steelyard/policy'
import { judgeBurn, judgeEvidence, paySinglePool, poolDecision, readWorld, showBurnTarget } from 'steelyard/policy'
import { type DatedScore, decayedMean, inWindow } from 'steelyard/scoring'

const isPositive = (u: unknown): u is number => Number.isSafeInteger(u) && (u as number) > 0
const Positive = new t.Type<number>(
  'an integer above 0',
  isPositive,
  (u, c) => (isPositive(u) ? t.success(u) : t.failure(u, c)),
  t.identity,
)

/** Every key may be missing, and is then what stands here; there is no default burn target. */
const DEFAULTS = { burn_percentage: 0, weight_set_interval_blocks: 360, weight_version_key: 0, window_hours: 168, half_life_hours: 24 }
const Config = t.intersection([
  t.type({
    burn_percentage: Percent,
    weight_set_interval_blocks: Positive,
    weight_version_key: U64,
    window_hours: Positive,
    half_life_hours: Positive,
  }),
  t.partial({ burn_uid: Uid, burn_hotkey: Hotkey }),
])
export type UptimeConfig = t.TypeOf<typeof Config>
const KEYS = [...Object.keys(DEFAULTS), 'burn_uid', 'burn_hotkey']

/** One knock at a miner's door, and whether it answered. */
const Check = t.strict({ hotkey: Hotkey, at: Instant, up: t.boolean }, 'a check { hotkey, at, up }')

const problem = (_tag: string, path: string, message: string): Problem => ({ _tag, path, message })
const problems = (errors: t.Errors): Refused =>
  errors
    .map(({ context }) => context[context.length - 1]!)
    .map(({ key, type }) => problem('Unexpected', key, `expected ${type.name}${key === '' ? '' : ` as ${key}`}`))

const readConfig = (document: unknown): Either<Refused, UptimeConfig> => {
  if (!t.UnknownRecord.is(document)) return left([problem('Unexpected', '', 'expected a table of settings')])
  const unknown = Object.keys(document).filter((key) => !KEYS.includes(key))
  if (unknown.length > 0) return left(unknown.map((key) => problem('UnknownKey', key, `${key}: no such key`)))
  return pipe(Config.decode({ ...DEFAULTS, ...document }), mapLeft(problems))
}

/** The checks of the window by hotkey, each as a score of 0 or 1, and a warning for each row that is not a check. */
const gather = (config: UptimeConfig, at: Instant, rows: readonly unknown[]) => {
  const counts = inWindow(config.window_hours * 3600)(at)
  const checks = new Map<string, readonly DatedScore[]>()
  const warnings: Problem[] = []
  rows.forEach((row, i) => {
    const check = Check.decode(row)
    if (isLeft(check)) warnings.push(...problems(check.left).map((found) => ({ ...found, path: `results[${i}]` })))
    else if (counts(check.right.at))
      checks.set(check.right.hotkey, [...(checks.get(check.right.hotkey) ?? []), { value: check.right.up ? 1 : 0, at: check.right.at }])
  })
  return { checks, warnings }
}

const decide =
  (config: UptimeConfig) =>
  (world: World): Either<Refused, Decision> =>
    pipe(
      readWorld(world),
      chain((subnet) => {
        const { checks, warnings } = gather(config, subnet.at, world.results)
        const uptimeOf = decayedMean(config.half_life_hours * 3600)(subnet.at)
        const claims = subnet.neurons.flatMap((neuron) =>
          pipe(
            uptimeOf(checks.get(neuron.hotkey) ?? []),
            match(
              (): readonly PoolClaim[] => [],
              (mean) => [{ neuron, claim: Fractions.fromDouble(mean) }],
            ),
          ),
        )
        return pipe(
          paySinglePool(config)(subnet.neurons)(claims),
          mapLeft((error): Refused => [problem(error._tag, '', showBurnTarget(error))]),
          chain((pool) =>
            pipe(
              judgeBurn(config, subnet, pool.burn.quota, false),
              map((verdict): Decision => {
                const {
                  burn: { target },
                  parts,
                } = pool
                const unpaid = [...checks.keys()].filter((hotkey) => parts.every(({ neuron }) => neuron.hotkey !== hotkey)).sort()
                const excluded = unpaid.map((hotkey) => ({
                  hotkey,
                  category: null,
                  ...(hotkey === target?.hotkey ? { uid: target.uid, reason: 'BurnTarget' } : { uid: null, reason: 'NotRegistered' }),
                }))
                const paid = poolDecision('uptime')(pool)
                const reasons = [...excluded.map(({ reason }) => reason), ...warnings.map(({ _tag }) => _tag)]
                const unusable = judgeEvidence(config, { results: world.results, entries: paid.entries, reasons })
                return { ...paid, excluded, next: [], profiles: [], warnings: [...verdict, ...unusable, ...warnings] }
              }),
            ),
          ),
        )
      }),
    )

/** A miner's share is in proportion to its mean uptime of late; beside it a part may burn. */
export const uptime: Policy<UptimeConfig> = {
  name: 'uptime',
  readConfig,
  updateConfig: (inForce) => (changes) => readConfig(t.UnknownRecord.is(changes) ? { ...Config.encode(inForce), ...changes } : changes),
  writeConfig: (config) => Config.encode(config),
  pace: (c) => ({ interval_blocks: c.weight_set_interval_blocks, version_key: c.weight_version_key, window_hours: c.window_hours }),
  readEvidence: (row) =>
    pipe(
      Check.decode(row),
      bimap(
        problems,
        (check): EvidenceRow => ({ hotkey: check.hotkey, subject: 'uptime', at: check.at.text, document: Check.encode(check) }),
      ),
    ),
  decide,
}
