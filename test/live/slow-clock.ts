/**
 * A clock that stands in the three seconds of the beacon's round 1000, of which the signature is known: a second of it takes a thousand. With blocks of
 * a millisecond, a commit is encrypted to this round wherever its reveal is.
 */
import { QUICKNET } from '../../src/chain/timelock/beacon.js'
import { systemClock } from '../../src/adapters/run/system-clock.js'
import type { Clock } from '../../src/validator/ports.js'

export const ROUND = 1000
/** The beacon's signature of that round. */
export const SIGNATURE = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'

export const slowClock = (): Clock => {
  const begun = Date.now()
  const start = 1000 * (QUICKNET.genesis + ROUND * QUICKNET.period) + 500
  return { ...systemClock(), now: () => new Date(start + (Date.now() - begun) / 1000).toISOString() }
}
