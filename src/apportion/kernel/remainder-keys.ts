/**
 * Floors and remainders in one pass (steps 4 to 6 of the proof): each quota as a double, its floor, its remainder as an
 * integer key, the histogram of the keys, and the indices of the floors that the double can't decide.
 */
import { EDGE, KEY_SCALE, LAST_KEY } from './bound.js'
import type { Scratch } from './scratch.js'

export interface Floors {
  /** The sum of the floors. */
  readonly given: number
  /** How many floors are in doubt; their indices are the first members. */
  readonly doubts: number
}

/** Fills keys, units, bins (of keys without their `shift` low bits) and members for the first `n` claims. */
export const remainderKeys = ({ claims, keys, units, members, bins }: Scratch): ((n: number, ratio: number, shift: number) => Floors) => {
  // Constants of the closure, like the arrays: see `scratch.ts`.
  const scale = KEY_SCALE
  const last = LAST_KEY
  const edge = EDGE
  const edges = 2 * EDGE
  return (n, ratio, shift) => {
    let given = 0
    let doubts = 0
    let i = 0
    // Four claims at a time, which halves the time of the loop; the remaining ones follow one by one below.
    for (const whole = n - 3; i < whole; i += 4) {
      // Step 4: claim times ratio. To multiply quota and claim first would take one division per claim, and overflow
      // unless the claims are scaled.
      const q0 = claims[i]! * ratio
      const q1 = claims[i + 1]! * ratio
      const q2 = claims[i + 2]! * ratio
      const q3 = claims[i + 3]! * ratio
      const f0 = q0 | 0
      const f1 = q1 | 0
      const f2 = q2 | 0
      const f3 = q3 | 0
      // Step 5: the subtraction and the scaling are exact; `| 0` rounds towards 0.
      const k0 = ((q0 - f0) * scale) | 0
      const k1 = ((q1 - f1) * scale) | 0
      const k2 = ((q2 - f2) * scale) | 0
      const k3 = ((q3 - f3) * scale) | 0
      units[i] = f0
      units[i + 1] = f1
      units[i + 2] = f2
      units[i + 3] = f3
      keys[i] = k0
      keys[i + 1] = k1
      keys[i + 2] = k2
      keys[i + 3] = k3
      given = (given + f0 + f1 + f2 + f3) | 0
      bins[k0 >>> shift]!++
      bins[k1 >>> shift]!++
      bins[k2 >>> shift]!++
      bins[k3 >>> shift]!++
      // Step 6: only the first key and the last key are next to an integer, and no quota is below 0.
      if (((k0 + edge) & last) < edges && (k0 | f0) !== 0) members[doubts++] = i
      if (((k1 + edge) & last) < edges && (k1 | f1) !== 0) members[doubts++] = i + 1
      if (((k2 + edge) & last) < edges && (k2 | f2) !== 0) members[doubts++] = i + 2
      if (((k3 + edge) & last) < edges && (k3 | f3) !== 0) members[doubts++] = i + 3
    }
    for (; i < n; i++) {
      const q = claims[i]! * ratio
      const floor = q | 0
      const key = ((q - floor) * scale) | 0
      units[i] = floor
      keys[i] = key
      given = (given + floor) | 0
      bins[key >>> shift]!++
      if (((key + edge) & last) < edges && (key | floor) !== 0) members[doubts++] = i
    }
    return { given, doubts }
  }
}
