/** The recipients of a ledger, and its burn and pools as nodes that refer to them by their places. */
import type { Node } from './node-quotas.js'
import type { Ledger } from './shares.js'

/** All uids that may have a weight, sorted, with their units of the ledger. A node names a recipient by its place in `uids`. */
export interface Recipients {
  readonly uids: Uint16Array
  readonly units: Uint32Array
  readonly nodes: readonly Node[]
}

export const recipientsOf = ({ burn, pools }: Ledger): Recipients => {
  const burnt =
    burn.target === null
      ? []
      : [{ ...burn, counted: Float64Array.of(1), claims: [{ neuron: burn.target }], parts: Uint32Array.of(burn.units) }]
  const paying = [...burnt, ...pools]
  const uids = Uint16Array.from(new Set(paying.flatMap(({ claims }) => claims.map(({ neuron }) => neuron.uid)))).sort()
  const places = new Map<number, number>(Array.from(uids, (uid, place) => [uid, place]))
  const units = new Uint32Array(uids.length)
  const nodes = paying.map(({ quota, counted, claims, parts }): Node => {
    const recipients = Uint32Array.from(claims, ({ neuron }) => places.get(neuron.uid)!)
    recipients.forEach((place, i) => {
      units[place]! += parts[i]!
    })
    return { quota, counted, recipients }
  })
  return { uids, units, nodes }
}
