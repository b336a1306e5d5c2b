import type * as t from 'io-ts'
import { isIntegerIn, leaf } from '../codec/leaf.js'

interface UidBrand {
  readonly Uid: unique symbol
}

/** A neuron's slot on a subnet: an integer from 0 to 65535. A slot is not an identity; a hotkey is. */
export type Uid = t.Branded<number, UidBrand>

const inRange = isIntegerIn(0, 65_535)
export const Uid = leaf<Uid, number>('an integer from 0 to 65535', (u): u is Uid => inRange(u))
