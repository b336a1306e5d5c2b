/** A comparison as text for people, and as comma-separated values. */
import type { ComparedMiner, ComparedShare, Comparison } from '../../policy/compare/compare-decisions.js'
import { left, right, tableLines } from './table.js'
import { plain } from '../../units/text/plain.js'

const percent = ({ decimal }: { readonly decimal: string }): string => `${(100 * Number(decimal)).toFixed(4)} %`

const signed = ({ difference, change }: ComparedMiner): string =>
  change === 'stays' ? '' : `${change === 'gains' ? '+' : ''}${percent(difference)}`

const share = (held: ComparedShare): string => `${held.burn ? 'burn ' : ''}${percent(held)}`

/** One line with the totals, then one line for each hotkey; `names` are the names of the two sides. */
export const comparisonTable = (
  { miners, total_variation, gain, lose, stay }: Comparison,
  [a, b]: readonly [string, string],
): readonly string[] => [
  `a: ${a}`,
  `b: ${b}`,
  `From a to b: ${gain} up, ${lose} down, ${stay} unchanged; ${percent(total_variation)} of the whole changes hands`,
  '',
  ...tableLines(
    [
      right('uid'),
      left('hotkey'),
      right('share in a'),
      right('share in b'),
      right('difference'),
      right('weight in a'),
      right('weight in b'),
      left(''),
    ],
    miners.map((miner) => [
      miner.uid.toString(),
      plain(miner.hotkey),
      share(miner.a),
      share(miner.b),
      signed(miner),
      miner.a.weight.toString(),
      miner.b.weight.toString(),
      miner.change,
    ]),
  ),
]

/** The same as comma-separated values with a header; shares have 12 decimals. No field needs quoting. */
export const comparisonCsv = ({ miners }: Comparison): readonly string[] => [
  'uid,hotkey,share_a,share_b,difference,weight_a,weight_b,change',
  ...miners.map(({ uid, hotkey, a, b, difference, change }) =>
    [uid, hotkey, a.decimal, b.decimal, difference.decimal, a.weight, b.weight, change].join(','),
  ),
]
