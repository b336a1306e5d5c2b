/** Limits of time that no hurried clock on a slow machine reaches, so that what fails is what was made to fail. */
import type { Timeouts } from '../../src/adapters/run/timeouts.js'

const HOUR = 3600

export const PATIENT: Timeouts = {
  chain: 12 * HOUR,
  submit: 12 * HOUR,
  storage: 12 * HOUR,
  prover: 12 * HOUR,
  seal: 600,
  alerts: 12 * HOUR,
}
