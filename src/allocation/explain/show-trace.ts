/** A trace in words, for a miner: how its results became its weight. */
import { quote } from '../../units/text/quote.js'
import { showExclusion } from '../miners/show-exclusion.js'
import type { ClaimTrace, Exact, SmoothingTrace, SplitTrace, Trace, VerificationTrace } from './trace.js'
import { oneLine } from '../../units/text/one-line.js'
import { plain } from '../../units/text/plain.js'

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`)

const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', title, ...indent(lines)])

/** At most six decimals; a mark shows that there are more. */
const short = ({ exact, decimal }: Exact): string => {
  const [numerator, denominator] = exact.split('/').map(BigInt) as [bigint, bigint]
  const ends = (numerator * 1_000_000n) % denominator === 0n
  return ends ? decimal.replace(/\.?0+$/, '') : `${decimal.slice(0, -6)}…`
}

const resultLines = ({ results }: Trace): readonly string[] => {
  const { in_window, newest_stale, future } = results
  const valid = in_window.filter((r) => r.valid).length
  const left = [
    ...(newest_stale === null ? [] : [`older ones were left out, the newest of ${newest_stale}`]),
    ...(future === 0 ? [] : [`${plural(future, 'result')} from after the snapshot left out`]),
  ]
  return [
    `${plural(in_window.length, 'result')} in the window, ${valid} of them valid${left.map((l) => `; ${l}`).join('')}`,
    ...in_window.map(({ executor, made, gpu_model, gpu_count, gpu_memory_gb, valid: ok, counts_for_executor }) => {
      const gpus = `${gpu_count} x ${quote(gpu_model)} of ${gpu_memory_gb} GB`
      return `${made}  ${ok ? 'valid ' : 'failed'}  executor ${quote(executor)}, ${gpus}${counts_for_executor ? ', counts for the executor' : ''}`
    }),
  ]
}

const verificationLines = ({ kind, category, valid, results, hardware_scores, score }: VerificationTrace): readonly string[] => {
  const ratio = `${category === undefined || category === null ? '' : `${plain(category)}: `}${valid} valid of ${plural(results, 'result')}`
  if (kind === 'ratio') return [`${ratio} = ${score}`]
  const mean = hardware_scores.length === 0 ? 'no hardware score, so 0' : `the mean of ${plural(hardware_scores.length, 'hardware score')}`
  return [`${mean}, times ${ratio} = ${score}`]
}

const smoothingLine = ({ category, previous, alpha, sample, smoothed }: SmoothingTrace): string => {
  if (sample === null) return `${plain(category)}: no new sample, stays ${smoothed}`
  if (previous === null || alpha === null) return `${plain(category)}: the first sample, ${smoothed}`
  return `${plain(category)}: ${alpha} x ${sample} + ${1 - alpha} x ${previous} = ${smoothed}`
}

const splitLines = ({
  of_quota,
  claim,
  claims,
  quota,
  floor,
  remainder,
  left_over,
  place,
  among,
  units,
}: SplitTrace): readonly string[] => {
  const more = place <= left_over ? 'so it gets one more' : 'so it gets no more'
  return [
    `${short(of_quota)} x ${short(claim)} / ${short(claims)} = ${short(quota)} units exactly`,
    quota.exact === `${units}/1`
      ? `${units}, with nothing to round`
      : `starts at ${floor}; its remainder ${short(remainder)} is number ${place} of ${among}, and ${plural(left_over, 'unit')} ${left_over === 1 ? 'was' : 'were'} left, ${more}: ${units}`,
  ]
}

/** Why a claim gets no unit. */
const tooSmall = ({ category, claim, counted, status, miner }: ClaimTrace): string => {
  if (status === 'idle') return `the ${plain(category)} pool has 0 % of the whole`
  if (status === 'unpaid') return `the ${plain(category)} pool is unpaid: too few miners claim in it, or none with a score above 0`
  if (counted === 0) return `the claim in ${plain(category)} is ${claim}`
  return `the exact share in ${plain(category)} is ${short(miner.quota)} units, and no whole unit was left for it`
}

const STATUS = { paid: '', unpaid: '; the pool is unpaid', idle: '; the pool pays nothing' } as const

const claimLines = (c: ClaimTrace): readonly string[] => [
  `smoothed score x GPUs = ${c.smoothed} x ${c.gpus} = ${c.claim}${c.counted === c.claim ? '' : ', and as every claim is 0 each counts as 1'}`,
  'the pool, of the whole:',
  ...indent(splitLines(c.pool)),
  'this claim, of the pool:',
  ...indent(splitLines(c.miner)),
]

const weightLines = ({ weight }: Trace): readonly string[] => [
  `ledger: ${weight.sum} of 65535 units (exactly ${short(weight.quota)})`,
  `to submit: ${weight.max} of 65535, where the largest share (${short(weight.largest)}) is 65535`,
]

/**
 * A trace as lines of text.
 *
 * @example
 * ```ts
 * import { allocate, explain, mergeWithDefaults, readSnapshot, showTrace } from 'steelyard/allocation'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }], results: [] }
 * const config = mergeWithDefaults({ burn_uid: 7 }).right
 * const trace = explain(config)(allocate(config)(readSnapshot(document).right).right)(7).right
 * showTrace(trace).at(-2) // => '  ledger: 65535 of 65535 units (exactly 65535)'
 * ```
 */
export const showTrace = (trace: Trace): readonly string[] => {
  const nothing = trace.weight.sum === 0
  const { in_window, newest_stale, future } = trace.results
  const without = in_window.length === 0 && newest_stale === null && future === 0
  const silent = without && trace.excluded.length === 0
  return [
    `uid ${trace.uid}  ${plain(trace.hotkey)}  at ${trace.at}`,
    ...(nothing && silent && trace.burn === null ? ['', 'Nothing: there are no results for this neuron, so it is no miner.'] : []),
    ...section(!nothing ? 'Left out' : trace.weight.max === 0 ? 'Why nothing' : 'Why nothing in the ledger', [
      ...trace.excluded.map(showExclusion),
      ...(nothing ? trace.claims.map(tooSmall) : []),
    ]),
    ...(without ? [] : section('Results', resultLines(trace))),
    ...(trace.verification === null ? [] : section('Score of this round', verificationLines(trace.verification))),
    ...section('Smoothed score', trace.smoothing.map(smoothingLine)),
    ...trace.claims.flatMap((c) =>
      section(`Claim in ${plain(c.category)} (${c.percentage} % of what does not burn${STATUS[c.status]})`, claimLines(c)),
    ),
    ...(trace.burn === null ? [] : section('Burn', splitLines(trace.burn))),
    ...section('Weight', weightLines(trace)),
  ].map(oneLine)
}
