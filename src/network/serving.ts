/** Whether a neuron can be reached: what its axon says of that. */
import { ipBytes } from './ip-address.js'
import type { Neuron } from './subnet.js'

/** Everywhere, and the machine itself. */
const isNowhere = (bytes: readonly number[]): boolean =>
  bytes.length === 4
    ? bytes[0] === 127 || bytes.every((byte) => byte === 0)
    : bytes.slice(0, -1).every((byte) => byte === 0) && bytes.at(-1)! < 2

/**
 * Whether a neuron serves: it has an axon, its port is not 0, and its ip is an address (a dotted quad without leading zeros, or RFC 4291
 * without a zone) other than 0.0.0.0, 127.0.0.0/8, :: and ::1. Private ranges serve.
 *
 * @example
 * ```ts
 * import { isServing } from 'steelyard/network'
 * isServing({ axon: { ip: '203.0.113.7', port: 8091 } }) // => true
 * isServing({ axon: { ip: '::ffff:127.0.0.1', port: 8091 } }) // => false
 * isServing({}) // => false
 * ```
 */
export const isServing = ({ axon }: Pick<Neuron, 'axon'>): boolean => {
  if (axon === undefined || axon.port === 0) return false
  const bytes = ipBytes(axon.ip)
  return bytes !== null && !isNowhere(bytes)
}
