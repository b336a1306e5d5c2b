/**
 * Hands reports to the ports: lines to the logger, alerts to the alert port, measurements to the metrics. If the logger or the metrics
 * throw, this is ignored. If an alert can't be raised, this is logged. Every alert is a line in the log as well.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Alert } from '../../validator/alert.js'
import type { Ports } from '../../validator/ports.js'
import type { Report } from '../../validator/report.js'
import type { Severity } from '../../validator/show-alert.js'
import { showAlert } from '../../validator/show-alert.js'
import type { Level } from '../../validator/show-log.js'
import { showLog } from '../../validator/show-log.js'
import type { Line } from './line.js'

/** Says something to the log. */
export type Say = (level: Level, fields: object, message: string) => void

/** Takes in what a call throws, and what its promise does if it made one. */
const quietly = (call: () => unknown): void => {
  new Promise((resolve) => resolve(call())).catch(() => undefined)
}

export const sayTo =
  ({ logger }: Pick<Ports, 'logger'>): Say =>
  (level, fields, message) =>
    quietly(() => logger?.[level](fields, message))

const LEVEL: { readonly [S in Severity]: Level } = { critical: 'error', warning: 'warn', resolved: 'info' }

export const telling = ({ alerts, metrics }: Pick<Ports, 'alerts' | 'metrics'>, { ask }: Line, say: Say) => {
  const raise = async (alert: Alert): Promise<void> => {
    const { severity, message } = showAlert(alert)
    say(LEVEL[severity], alert, message)
    if (alerts === undefined) return
    const raised = await ask('alerts', () => alerts.raise(alert))
    if (isLeft(raised)) say('warn', raised.left, `an alert was not raised: ${alert._tag}`)
  }
  return (report: Report): void => {
    switch (report._tag) {
      case 'Log': {
        const { log } = report
        return quietly(() => {
          const { level, message } = showLog(log)
          say(level, log, message)
        })
      }
      case 'Alert':
        return quietly(() => raise(report.alert))
      case 'Measurement':
        return quietly(() => metrics?.record(report.measurement))
    }
  }
}
