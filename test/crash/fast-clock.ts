/** A clock that hurries: so many seconds of a validator in one second of the machine, the same in every process that is told when it began. */
import { systemClock } from '../../src/adapters/run/system-clock.js'
import type { Clock } from '../../src/validator/ports.js'

/** `began` is in milliseconds of the machine. */
export interface Hurry {
  readonly began: number
  readonly speed: number
}

export const fastClock = ({ began, speed }: Hurry): Clock => {
  const { sleep } = systemClock()
  return {
    now: () => new Date(began + (Date.now() - began) * speed).toISOString(),
    sleep: (seconds, signal) => sleep(seconds / speed, signal),
  }
}
