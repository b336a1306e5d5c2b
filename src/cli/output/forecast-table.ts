/** A forecast as text for people. */
import type { Forecast } from '../../chain/yuma/forecast.js'
import type { ForecastSides } from '../../chain/yuma/forecast-sides.js'
import { left, right, tableLines } from './table.js'

const MOST_CUT = 20

const percent = (part: number): string => `${(100 * part).toFixed(4)} %`
const sides = <A>(read: (side: A) => string, { now, then }: ForecastSides<A>): readonly string[] => [read(now), read(then)]

const SIDED = ['now', 'then'].map(right)

const validatorLines = ({ validator }: Forecast): readonly string[] =>
  tableLines(
    [left('this validator'), ...SIDED],
    [
      ['validator trust', ...sides(({ validator_trust }) => percent(validator_trust), validator)],
      ['dividends', ...sides(({ dividends }) => percent(dividends), validator)],
      ['emission, rao', ...sides(({ emission }) => emission.toString(), validator)],
    ],
  )

const minerLines = ({ miners }: Forecast, hotkeys: readonly string[]): readonly string[] =>
  tableLines(
    [right('uid'), left('hotkey'), ...['weight', 'then', 'consensus', 'then', 'incentive', 'then', 'emission, rao', 'then'].map(right)],
    miners.map((miner) => [
      miner.uid.toString(),
      hotkeys[miner.uid]!,
      ...sides(({ weight }) => percent(weight), miner),
      ...sides(({ consensus }) => percent(consensus), miner),
      ...sides(({ incentive }) => percent(incentive), miner),
      ...sides(({ emission }) => emission.toString(), miner),
    ]),
  )

const blockCount = (blocks: number): string => (blocks === 1 ? 'one epoch' : `${blocks} epochs`)

/** When the weights count; nothing when that was not asked. */
const timeLines = ({ epoch: { block, counts_from, before } }: Forecast): readonly string[] =>
  counts_from === null
    ? []
    : [
        `The weights count from block ${counts_from}, so this is the epoch of block ${block}. ${
          before.length === 0
            ? 'No epoch before it reads'
            : `Before it, ${blockCount(before.length)} still ${before.length === 1 ? 'reads' : 'read'}`
        } the weights that are on chain.`,
        '',
      ]

const cutLines = ({ clipped }: Forecast): readonly string[] => {
  if (clipped.length === 0) return ['No weight would be clipped.']
  const more = clipped.length - MOST_CUT
  return [
    `Clipped would be ${clipped.length === 1 ? 'one weight' : `${clipped.length} weights`}, held down by the validators named last:`,
    ...tableLines(
      [right('validator'), right('miner'), right('weight'), right('cut to'), left('by')],
      clipped
        .slice(0, MOST_CUT)
        .map(({ validator, miner, weight, consensus, by }) => [
          validator.toString(),
          miner.toString(),
          percent(weight),
          percent(consensus),
          by.join(', '),
        ]),
    ),
    ...(more > 0 ? [`  and ${more} more (--format json has them all)`] : []),
  ]
}

/** First the validator, then its miners, last the clipped weights, of which the validator's own come first. */
export const forecastTable = (forecast: Forecast, hotkeys: readonly string[]): readonly string[] => {
  const own = forecast.clipped.filter(({ validator }) => validator === forecast.uid)
  const others = forecast.clipped.filter(({ validator }) => validator !== forecast.uid)
  return [
    ...timeLines(forecast),
    ...validatorLines(forecast),
    '',
    ...minerLines(forecast, hotkeys),
    '',
    ...cutLines({ ...forecast, clipped: [...own, ...others] }),
  ]
}
