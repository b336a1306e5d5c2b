/** The times at which events of a simulated subnet occur: at regular intervals that depend only on the rhythm. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { Instant } from '../../units/time/instant.js'
import type { Clock } from '../../validator/ports.js'

/** Times since 1970 in seconds: every multiple of `every`, plus `offset`. */
export interface Rhythm {
  readonly every: number
  readonly offset: number
}

/** The whole seconds of a rhythm, oldest first. */
export type Times = (rhythm: Rhythm) => readonly number[]

const read = (text: string): Instant => {
  const instant = Instant.decode(text)
  if (isLeft(instant)) throw new Error(`not an instant: ${text}`)
  return instant.right
}

/** The first whole second that is not before an instant. */
const nextSecond = ({ seconds, decimals }: Instant): number => (decimals === '' ? seconds : seconds + 1)

/** The times from an instant, included, up to now. None is more than `history` seconds before the clock was first read. */
export const timesSince = (clock: Pick<Clock, 'now'>, history: number): ((since: string) => Times) => {
  const began = read(clock.now()).seconds - history
  return (since) => {
    const [from, to] = [Math.max(began, nextSecond(read(since))), read(clock.now()).seconds]
    return ({ every, offset }) => {
      const first = Math.ceil((from - offset) / every)
      const count = Math.max(0, Math.floor((to - offset) / every) - first + 1)
      return Array.from({ length: count }, (_, i) => (first + i) * every + offset)
    }
  }
}
