/** The shares over all pools: the exact quota and the ledger's units of each recipient. */
import { quotas } from '../../apportion/quotas.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { sum } from '../../units/exact/fraction.js'
import type { Given } from '../../apportion/split-node.js'
import type { Neuron } from '../../network/subnet.js'

/**
 * `quota` is the exact part of the 65535 units, `units` is the whole number of units. Over all recipients each of the
 * two sums to 65535.
 */
export interface Share {
  readonly neuron: Neuron
  readonly quota: Fraction
  readonly units: number
}

/** A pool of a ledger: `claims[i]` counts as `counted[i]` in its quota, and gets `parts[i]` of its units. */
export interface LedgerPool extends Given {
  readonly claims: readonly { readonly neuron: Neuron }[]
  readonly counted: Float64Array
  readonly parts: Uint32Array
}

/**
 * What each recipient gets: the burn, and the pools with their miners. `burn.target` is null when there is no burn target.
 */
export interface Ledger {
  readonly burn: Given & { readonly target: Neuron | null }
  readonly pools: readonly LedgerPool[]
}

/**
 * One share for each recipient, sorted by uid: the burn target, and each miner with a claim, whose pools are added up.
 *
 * @example
 * ```ts
 * import { allocate, mergeWithDefaults, readSnapshot } from 'steelyard/allocation'
 * import { shares } from 'steelyard/policy'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }], results: [] }
 * const config = mergeWithDefaults({ burn_uid: 7 }).right
 * const allocation = allocate(config)(readSnapshot(document).right).right
 * shares(allocation).map(({ neuron, units }) => [neuron.uid, units]) // => [[7, 65535]]
 * ```
 */
export const shares = ({ burn, pools }: Ledger): readonly Share[] => {
  const byUid = new Map<number, { readonly neuron: Neuron; readonly quotas: Fraction[]; units: number }>()
  const give = (neuron: Neuron, quota: Fraction, units: number): void => {
    const own = byUid.get(neuron.uid) ?? { neuron, quotas: [], units: 0 }
    byUid.set(neuron.uid, own)
    own.quotas.push(quota)
    own.units += units
  }
  if (burn.target !== null) give(burn.target, burn.quota, burn.units)
  for (const { quota, counted, claims, parts } of pools) {
    const exact = quotas(quota)(counted)
    claims.forEach(({ neuron }, i) => {
      give(neuron, exact[i]!, parts[i]!)
    })
  }
  return [...byUid.values()]
    .sort((a, b) => a.neuron.uid - b.neuron.uid)
    .map(({ neuron, quotas: own, units }) => ({ neuron, quota: sum(own), units }))
}
