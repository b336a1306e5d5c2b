/** Values of options, valid ones and others. */
import type { Dice } from './dice.js'
import { pick } from './dice.js'

export const configName = (roll: Dice): string => pick(roll, ['c.toml', 'c.json'])

/** Some of the options. */
export const flags = (roll: Dice, ...all: readonly string[]): readonly string[] => all.filter(() => roll(3) === 0)

export const uid = (roll: Dice): string => pick(roll, ['0', '1', '2', '3', '9', '65535'])
