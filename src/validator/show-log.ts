/**
 * The log lines of a validator in words. The lines of a decision and of a publication have the words of the systems that this library
 * replaces, so that programs which read their logs can read these.
 */
import type { Problem } from '../policy/problem.js'
import { cappedProblems } from '../policy/problem.js'
import { MOST_STILL } from './lease.js'
import { Decimal } from '../units/exact/decimal.js'
import { plain } from '../units/text/plain.js'
import { quote } from '../units/text/quote.js'
import type { Log, MinerShare } from './report.js'
import { oneLine } from '../units/text/one-line.js'

/** How much a line matters, in the names that loggers have. */
export type Level = 'debug' | 'info' | 'warn' | 'error'

/** A message of one line or several. */
export interface LogLine {
  readonly level: Level
  readonly message: string
}

const line = (level: Level, ...lines: readonly string[]): LogLine => ({ level, message: lines.map(oneLine).join('\n') })

const listed = (problems: readonly Problem[]): readonly string[] => cappedProblems(problems).map(({ message }) => `  ${message}`)

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const span = (hours: number): string => (hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : plural(hours, 'hour'))

const top = (shares: readonly MinerShare[]): readonly string[] =>
  shares.length === 0
    ? []
    : ['Top 5 miners by share:', ...shares.map(({ hotkey, share }) => `  ${hotkey}: ${new Decimal(share).toFixed(4)}`)]

const numbered = ({ hotkey, share }: MinerShare, i: number): string =>
  ` ${i + 1}. ${hotkey} ${new Decimal(share).toFixed(4)} (${new Decimal(share).times(100).toFixed(2)}%)`

/**
 * A line for the log in words, with its level. Texts from outside are quoted.
 *
 * @example
 * ```ts
 * import { showLog } from 'steelyard/validator'
 * showLog({ _tag: 'Lost', submission: 's1', valid_until: 116 }) // => { level: 'warn', message: 'Submission s1 got into no block up to 116' }
 * const shares = [{ uid: 7, hotkey: '5F', share: '1' }]
 * const { message } = showLog({ _tag: 'Published', submission: 's1', block: 100, shares, miners: 1, total_share: '1' })
 * message.split('\n') // => ['Published new weights:', ' 1. 5F 1.0000 (100.00%)', 'Found 1 miners', 'Total share: 1.000000', 'Confirmed at block 100 (submission s1)']
 * ```
 */
export const showLog = (log: Log): LogLine => {
  switch (log._tag) {
    case 'Starting':
      return line('info', `Validator ${log.hotkey} starts on subnet ${log.netuid} with the policy ${log.policy}`)
    case 'Restored': {
      const published = log.last_block === null ? 'no weights published yet' : `last weights published at block ${log.last_block}`
      return line('info', `Restored: ${published}, ${plural(log.open, 'open submission')}`)
    }
    case 'Collected': {
      const { since, rows, refused, malformed } = log
      const found = `Collected ${plural(rows, 'result')} since ${since}`
      return refused === 0 ? line('info', found) : line('warn', `${found}, ${refused} of them malformed:`, ...listed(malformed))
    }
    case 'Decided':
      return line(
        log.warnings.length === 0 ? 'info' : 'warn',
        'Starting miner share calculation',
        `Will calculate shares for last ${span(log.window_hours)}`,
        `Final shares calculated for ${log.miners} miners`,
        ...top(log.shares),
        `Burn: ${new Decimal(log.burn_percentage).toFixed(2)}% (block ${log.block})`,
        ...listed(log.warnings),
        ...(log.exclusions.length === 0
          ? []
          : [`Left out: ${log.exclusions.map(({ reason, count }) => `${count} ${plain(reason)}`).join(', ')}`]),
      )
    case 'Submitting':
      return line(
        'info',
        `Submitting ${plural(log.entries, 'weight')}${log.held ? ' of the last vector' : ''}, valid up to block ${log.valid_until} (submission ${log.submission})`,
      )
    case 'Published':
      return line(
        'info',
        'Published new weights:',
        ...log.shares.map(numbered),
        `Found ${log.miners} miners`,
        `Total share: ${new Decimal(log.total_share).toFixed(6)}`,
        `Confirmed at block ${log.block} (submission ${log.submission})`,
      )
    case 'Committed':
      return line(
        'info',
        `Committed at block ${log.block}: in force from about block ${log.reveal_block} on, with round ${log.reveal_round} (submission ${log.submission})`,
      )
    case 'InForce':
      return line(
        'info',
        `In force, seen at block ${log.block}: the weights committed at block ${log.committed} (submission ${log.submission})`,
      )
    case 'Replaced':
      return line(
        'info',
        `Submission ${log.submission}, committed at block ${log.committed}: other weights are in force, seen at block ${log.block}`,
      )
    case 'RuntimeNewer':
      return line('warn', `The chain runs spec ${log.spec}; the rules are known up to spec ${log.newest}, and weights are judged by those`)
    case 'Unchanged':
      return line('info', `Nothing to publish: the chain has these weights since block ${log.last_update}`)
    case 'Unanswered':
      return line('warn', `Submission ${log.submission}: no answer (${quote(log.error)}); the chain is asked what became of it`)
    case 'Lost':
      return line('warn', `Submission ${log.submission} got into no block up to ${log.valid_until}`)
    case 'WaitingForChain':
      return line('info', `Submission ${log.submission}: waiting for block ${log.until} to know its outcome, now at ${log.head}`)
    case 'Refused':
      return line('error', 'The chain refuses these weights:', ...log.errors.map((error) => `  ${error}`))
    case 'NotDecided':
      return line('error', 'No weights were decided:', ...listed(log.reasons))
    case 'ConsequencesUnreadable':
      return line(
        'error',
        `Submission ${log.submission} is on chain, but its metrics and scores can't be read, so they are not written:`,
        ...listed(log.reasons),
      )
    case 'NothingToHold':
      return line('warn', `${log.reason.charAt(0).toUpperCase()}${log.reason.slice(1)}, but no weights were set yet`)
    case 'Retrying': {
      const { lane, port, error, message, at, failures } = log
      return line('warn', `Failure ${failures} of ${port} in a row (${error}: ${quote(message)}); the ${lane} lane goes on at ${at}`)
    }
    case 'ConfigStored':
      return line('info', `Config change ${log.request} is stored; it counts from the next epoch on`)
    case 'ConfigRefused':
      return line('warn', `Config change ${log.request} is refused:`, ...listed(log.reasons))
    case 'ConfigApplied':
      return line('info', `The changed config is in force from block ${log.block} on`)
    case 'CleanedUp':
      return line(log.removed === 0 ? 'debug' : 'info', `${plural(log.removed, 'old record')} removed`)
    case 'WaitingForLease':
      return line(
        'info',
        log.still === 0
          ? `Another process holds the lease on the store (${quote(log.holder)}): whether it lives is seen after a heartbeat`
          : `${quote(log.holder)} has not renewed its lease for ${plural(log.still, 'heartbeat')}; after ${MOST_STILL} it is taken over`,
      )
    case 'RowUnknown':
      return line(
        'warn',
        "The chain client does not show the signer's stored row: weights that another process sets with this key would count as ours",
      )
    case 'Upcoming':
      return line('info', `Next weights at block ${log.block}, in about ${plural(log.minutes, 'minute')}, limited by the ${log.limited_by}`)
    case 'Holding':
      return line('info', `The last weights are held, since ${log.reason}:`, ...log.shares.map(numbered))
    case 'HeightDoubted':
      return line('warn', `The chain tells block ${log.block}, and the last one was ${log.head}: that can't be`)
    case 'Misdelivered':
      return line('error', `Results were handed in that are no list: ${quote(log.message)}`)
    case 'LateFailure':
      return line('debug', `${log.port} failed, and nobody waits for the answer (${log.error}: ${quote(log.message)})`)
    case 'Stopped':
      return line('info', log.open === null ? 'Stopped' : `Stopped; what became of submission ${log.open} is found out at the next start`)
  }
}
