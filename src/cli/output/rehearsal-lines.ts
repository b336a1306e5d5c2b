/** What a validator would do now, in lines. */
import { Decimal } from '../../units/exact/decimal.js'
import { plain } from '../../units/text/plain.js'
import type { Rehearsal } from '../../validator/rehearse.js'

/** As many miners, and as many differences, are listed. */
const MOST = 20

const more = (count: number): readonly string[] => (count > MOST ? [`  and ${count - MOST} more`] : [])

const percent = (share: string): string => `${new Decimal(share).times(100).toFixed(4)}%`

const differences = ({ differences: found }: Rehearsal): readonly string[] => {
  if (found === null) return ['row on chain     not known']
  if (found.length === 0) return ['row on chain     the same']
  return [
    `row on chain     ${found.length} ${found.length === 1 ? 'entry differs' : 'entries differ'}:`,
    ...found.slice(0, MOST).map(({ uid, a, b }) => `  uid ${uid ?? '?'}: ${a} on chain, ${b} now`),
    ...more(found.length),
  ]
}

const taken = ({ reveal }: Rehearsal): string =>
  reveal === null
    ? 'would take these weights'
    : `would take a commit of these weights, in force from about block ${reveal.block} on (round ${reveal.round})`

export const rehearsalLines = (rehearsal: Rehearsal): readonly string[] => {
  const { block, last_update, vector, burn_percentage, shares, exclusions, unusable, refusals } = rehearsal
  return [
    `at block         ${block}, ${last_update === 0 ? 'no weights yet' : `last set or committed at block ${last_update}`}`,
    `vector           ${vector.uids.length} entries, ${shares.length} miners paid, ${new Decimal(burn_percentage).toFixed(2)}% burnt`,
    ...shares.slice(0, MOST).map(({ uid, hotkey, share }) => `  uid ${uid} ${plain(hotkey)} ${percent(share)}`),
    ...more(shares.length),
    ...(exclusions.length === 0
      ? []
      : [`left out         ${exclusions.map(({ reason, count }) => `${count} ${plain(reason)}`).join(', ')}`]),
    ...(unusable === null ? [] : [`evidence         can't be used: ${plain(unusable)}; the last weights would be held`]),
    ...(refusals.length === 0
      ? [`the chain        ${taken(rehearsal)}`]
      : ['the chain        would refuse them:', ...refusals.map((text) => `  ${text}`)]),
    ...differences(rehearsal),
    'nothing was sent, and nothing was written',
  ]
}
