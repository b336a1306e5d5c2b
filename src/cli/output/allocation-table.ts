/** An allocation as text for people: the pools, the weights, and the excluded miners with the reasons. */
import { styleText } from 'node:util'
import type { AllocationReport } from '../../allocation/report/report.js'
import type { RealisedReport } from '../../chain/stored/distortion.js'
import type { Snapshot } from '../../allocation/snapshot/snapshot.js'
import type { AllocationStatistics } from '../../allocation/report/statistics.js'
import { left, right, tableLines } from './table.js'
import { plain } from '../../units/text/plain.js'

export interface TableInput {
  readonly snapshot: Snapshot
  readonly report: AllocationReport
  readonly realised: RealisedReport
  readonly statistics: AllocationStatistics
  readonly colour: boolean
}

const percent = (units: number, total: number): string => `${((100 * units) / total).toFixed(3)} %`

const grouped = (n: number): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ' ')

const count = (n: number, noun: string): string => `${grouped(n)} ${noun}${n === 1 ? '' : 's'}`

/** A claim's score with six significant digits, which is enough for a table; JSON has all digits. */
const shortScore = (score: number): string => Number(score.toPrecision(6)).toString()

const poolLines = ({ report, statistics }: TableInput): readonly string[] => {
  const { burn, pools, total } = report
  const recipient = burn.uid === null ? '' : `to uid ${burn.uid}`
  const rows = pools.map((pool, i) => [
    plain(pool.category),
    `${pool.percentage} % of the rest`,
    grouped(pool.weight),
    percent(pool.weight, total),
    grouped(statistics.categories[i]!.miners),
    shortScore(pool.total_score),
    burn.unpaid_pools.includes(pool.category) ? 'unpaid' : '',
  ])
  return tableLines(
    [left('pool'), right('config'), right('weight'), right('of total'), right('miners'), right('total score'), left('')],
    [
      ...rows,
      ['burn', `${burn.configured_percentage} % of all`, grouped(burn.weight), percent(burn.weight, total), '', '', recipient],
      ['total', '', grouped(total), percent(total, total), grouped(statistics.miners_served), '', 'miners paid'],
    ],
  )
}

const weightLines = ({ report }: TableInput): readonly string[] => {
  const sum = report.weights.reduce((rest, { weight }) => rest + weight, 0)
  const roles = new Map<number, string[]>()
  for (const { category, miners } of report.pools)
    for (const { uid, share } of miners) if (Number(share) > 0) roles.set(uid, [...(roles.get(uid) ?? []), plain(category)])
  if (report.burn.uid !== null) roles.set(report.burn.uid, ['burn'])
  return tableLines(
    [right('uid'), left('hotkey'), right('weight'), right('share'), left('from')],
    [
      ...report.weights.map(({ uid, hotkey, weight }) => [
        uid.toString(),
        hotkey,
        grouped(weight),
        percent(weight, sum),
        (roles.get(uid) ?? []).join(' + '),
      ]),
      ['', 'total', grouped(sum), percent(sum, sum), ''],
    ],
  )
}

const exclusionLines = ({ report }: TableInput): readonly string[] => {
  const byReason = new Map<string, { entries: number; uids: Set<number | string> }>()
  for (const { reason, uid, hotkey } of report.excluded) {
    const tally = byReason.get(reason) ?? { entries: 0, uids: new Set<number | string>() }
    tally.entries++
    tally.uids.add(uid ?? hotkey ?? '?')
    byReason.set(reason, tally)
  }
  const rows = [...byReason]
    .sort(([a, x], [b, y]) => y.entries - x.entries || (a < b ? -1 : 1))
    .map(([reason, { entries, uids }]) => [reason, grouped(entries), grouped(uids.size)])
  return tableLines([left('reason'), right('entries'), right('miners')], rows)
}

const asPercent = (part: string, places: number): string => `${(100 * Number(part)).toFixed(places)} %`

const chainLines = ({ report, realised }: TableInput): readonly string[] => {
  const { burn, total_variation, zeroed_uids } = realised
  const lost =
    zeroed_uids.length === 0
      ? 'nobody falls to zero'
      : `${count(zeroed_uids.length, 'uid')} ${zeroed_uids.length === 1 ? 'falls' : 'fall'} to zero: ${zeroed_uids.slice(0, 10).join(', ')}${zeroed_uids.length > 10 ? ', …' : ''}`
  return [
    `  ${asPercent(total_variation, 4)} of the whole goes to somebody else than meant; ${lost}`,
    ...(report.burn.uid === null ? [] : [`  the burn comes to ${asPercent(burn, 4)}`]),
  ]
}

const SCALES = {
  sum: 'the ledger: they sum to 65 535',
  max: 'to submit: the largest is 65 535, each rounded once from its exact share',
} as const

/** The whole table as lines. */
export const allocationTable = (input: TableInput): readonly string[] => {
  const { snapshot, report, statistics, colour } = input
  // The maker of the terminal has already decided whether the stream can show styles.
  const styled =
    (style: 'bold' | 'dim') =>
    (text: string): string =>
      colour ? styleText(style, text, { validateStream: false }) : text
  const [bold, dim] = [styled('bold'), styled('dim')]
  const section = (title: string, note: string, lines: readonly string[]): readonly string[] => [
    '',
    `${bold(title)}${note === '' ? '' : ` ${dim(`(${note})`)}`}`,
    dim(lines[0]!),
    ...lines.slice(1),
  ]
  return [
    `${bold('steelyard')}  netuid ${snapshot.netuid}, block ${grouped(snapshot.block)}, ${snapshot.at.text}`,
    `${count(snapshot.neurons.length, 'neuron')}, ${count(snapshot.results.length, 'result')}, next weights at block ${grouped(statistics.next_weight_set_block)}`,
    ...section('Pools', `ledger of ${grouped(report.total)} units`, poolLines(input)),
    ...section('Weights', SCALES[report.scale], weightLines(input)),
    '',
    `${bold('On chain')} ${dim('(after the chain has scaled and normalised these weights)')}`,
    ...chainLines(input),
    ...(report.excluded.length === 0 ? [] : section('Excluded', '', exclusionLines(input))),
  ]
}
