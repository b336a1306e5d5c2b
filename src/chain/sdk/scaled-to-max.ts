/** The scaling that both lines of the Python SDK share: each weight divided by the largest, times 65535, rounded half to even. */
import { U16_MAX } from '../../units/integer/u16.js'

/** `round` of Python. */
const halfToEven = (x: number): number => {
  const floor = Math.floor(x)
  const part = x - floor
  return part > 0.5 || (part === 0.5 && floor % 2 === 1) ? floor + 1 : floor
}

/** `max` of Python: it returns a NaN only from the first place. 0 for an empty list. */
export const largestInPython = (weights: readonly number[]): number =>
  weights.reduce((largest, weight) => (weight > largest ? weight : largest), weights[0] ?? 0)

/** Every weight scaled, in its place; all are 0 when the largest is 0. Weights are finite numbers of at least 0. */
export const scaledToMax = (weights: readonly number[]): readonly number[] => {
  const largest = largestInPython(weights)
  return weights.map((weight) => (largest === 0 ? 0 : halfToEven((weight / largest) * U16_MAX)))
}
