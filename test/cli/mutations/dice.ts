/** A small generator of its own, since hundreds of thousands of runs need no shrinking: xorshift32 from a seed. */

/** A number from 0 to one less than the sides. */
export type Dice = (sides: number) => number

export const dice = (seed: number): Dice => {
  let state = (Math.imul(seed, 0x85ebca6b) ^ 0x9e3779b9) | 1
  const roll: Dice = (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
  // Neighbouring seeds begin alike.
  for (let i = 0; i < 8; i++) roll(2)
  return roll
}

export const pick = <A>(roll: Dice, list: readonly A[]): A => list[roll(list.length)]!
