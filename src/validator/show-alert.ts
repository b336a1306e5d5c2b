/** Alerts in words, and how bad each is. */
import { Decimal } from '../units/exact/decimal.js'
import { quote } from '../units/text/quote.js'
import type { Problem } from '../policy/problem.js'
import type { Alert } from './alert.js'
import { oneLine } from '../units/text/one-line.js'

/** `critical`: weights are not set, or will not be. `warning`: someone should look. `resolved`: the trouble has ended. */
export type Severity = 'critical' | 'warning' | 'resolved'

/** An alert for people, on one line. */
export interface ShownAlert {
  readonly severity: Severity
  readonly message: string
}

const shown = (severity: Severity, message: string): ShownAlert => ({ severity, message: oneLine(message) })

const said = (problems: readonly Problem[]): string => problems.map(({ message }) => message).join('; ')

/**
 * An alert in words, with its severity.
 *
 * @example
 * ```ts
 * import { showAlert } from 'steelyard/validator'
 * showAlert({ _tag: 'WeightsStale', last_update: 1000, block: 2080, over: false }) // => { severity: 'critical', message: 'weights are 1080 blocks old: set at block 1000, now at 2080' }
 * showAlert({ _tag: 'PortFailing', port: 'chain', error: 'Timeout', failures: 3, over: true }) // => { severity: 'resolved', message: 'chain: works again' }
 * ```
 */
export const showAlert = (alert: Alert): ShownAlert => {
  switch (alert._tag) {
    case 'InvalidConfigAttempt':
      return shown('warning', `config change ${alert.request} is refused: ${said(alert.reasons)}`)
    case 'CalculationFailed':
      return shown('critical', `no weights were decided: ${said(alert.reasons)}`)
    case 'UnusualAllocation': {
      const { total_variation, miners, miners_before } = alert
      return shown(
        'warning',
        `unusual weights: ${new Decimal(total_variation).times(100).toFixed(1)}% of the whole changes hands, ${miners} miners instead of ${miners_before}`,
      )
    }
    case 'EvidenceUnusable':
      return shown('critical', `the last weights are held, since the evidence can't be used: ${quote(alert.reason)}`)
    case 'PerformanceDegraded':
      return shown('warning', `setting weights took ${alert.seconds} s, and ${alert.limit} s is the limit`)
    case 'WeightsStale': {
      const { last_update, block, over } = alert
      if (over) return shown('resolved', `weights are fresh again: set at block ${last_update}`)
      return shown(
        'critical',
        last_update === 0
          ? `no weights were ever set, now at block ${block}`
          : `weights are ${block - last_update} blocks old: set at block ${last_update}, now at ${block}`,
      )
    }
    case 'PortFailing': {
      const { port, error, failures, over } = alert
      return over
        ? shown('resolved', `${port}: works again`)
        : shown('critical', `${port}: ${failures} failures in a row, the last one ${quote(error)}`)
    }
    case 'TraceFailed':
      return shown('warning', `how these weights came about was not kept: ${quote(alert.error)}`)
    case 'ImplausibleAnswer':
      return shown('warning', `${alert.port}: an answer that can't be true: ${alert.reason}`)
    case 'WeightsNotSent':
      return shown('critical', `the weights were not sent: ${quote(alert.error)}`)
    case 'Superseded':
      return shown('critical', `submission ${alert.submission} is not in force: ${alert.reason}; somebody else uses this hotkey`)
    case 'ChainContradictsItself': {
      const { submission, block, last_update, head } = alert
      return shown(
        'critical',
        `the chain said that block ${block} includes submission ${submission}, and at block ${head} it shows weights of block ${last_update}`,
      )
    }
    case 'SubmissionOverdue': {
      const { submission, valid_until, over } = alert
      return over
        ? shown('resolved', `submission ${submission}: its outcome is known`)
        : shown('critical', `submission ${submission} was valid up to block ${valid_until}, and its outcome is still not known`)
    }
    case 'ChainStalled': {
      const { head, seconds, over } = alert
      if (over) return shown('resolved', `the chain grows again, now at block ${head ?? '?'}`)
      return shown('critical', `the chain stands at block ${head ?? '?'} since ${seconds} s`)
    }
    case 'NotRegistered': {
      const { hotkey, netuid, over } = alert
      return over
        ? shown('resolved', `${hotkey} is registered on subnet ${netuid}`)
        : shown('critical', `${hotkey} is not registered on subnet ${netuid}`)
    }
    case 'SubnetUnknown':
      return alert.over
        ? shown('resolved', `the chain has subnet ${alert.netuid}`)
        : shown('critical', `the chain has no subnet ${alert.netuid}`)
    case 'CleanUpStopped':
      return alert.over
        ? shown('resolved', 'clock and chain agree again: old records are removed')
        : shown('warning', `nothing old is removed: clock and blocks disagree by ${alert.seconds} s about the time that has passed`)
    case 'CleanUpFailed':
      return shown('critical', `old records could not be removed: ${quote(alert.error)}`)
    case 'LeaseHeld':
      return shown('critical', `another process runs this validator on this store: ${quote(alert.holder)}`)
    case 'LeaseLost':
      return shown('critical', `another process has taken this validator over${alert.holder === null ? '' : `: ${quote(alert.holder)}`}`)
    case 'TimelockMissing':
      return shown('critical', `the subnet wants commits, and they can't be encrypted: ${quote(alert.message)}`)
    case 'RevealFailed': {
      const { submission, block, reveal_round, reasons } = alert
      return shown(
        'critical',
        `submission ${submission}, committed at block ${block} for round ${reveal_round}, is not in force: ${reasons.join('; ')}`,
      )
    }
    case 'Overwritten':
      return shown(
        'warning',
        `submission ${alert.submission} was overwritten by the reveal of the older ${alert.by}; weights are set again`,
      )
    case 'WeightsRefused':
      return shown('critical', `the chain refuses the weights: ${alert.errors.join('; ')}`)
  }
}
