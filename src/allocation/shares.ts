/** Who gets what, over all pools: the exact quota and the ledger's units of each recipient. */
import { quotas } from '../apportion/quotas.js'
import type { Fraction } from '../units/fraction.js'
import { add } from '../units/fraction.js'
import type { Allocation } from './allocation.js'
import type { Neuron } from './snapshot.js'

/** `quota` is the exact part of 65535, `units` the whole one; over all recipients each sums to 65535. */
export interface Share {
  readonly neuron: Neuron
  readonly quota: Fraction
  readonly units: number
}

const together = (a: Share, b: Share): Share => ({ neuron: a.neuron, quota: add(a.quota, b.quota), units: a.units + b.units })

/** One share a recipient, by uid: the burn target, and each miner with a claim, its pools taken together. */
export const shares = ({ burn, pools }: Allocation): readonly Share[] => {
  const byUid = new Map<number, Share>()
  const give = (share: Share): void => {
    const { uid } = share.neuron
    const before = byUid.get(uid)
    byUid.set(uid, before === undefined ? share : together(before, share))
  }
  if (burn.target !== null) give({ neuron: burn.target, quota: burn.quota, units: burn.units })
  for (const { quota, counted, claims, parts } of pools) {
    const exact = quotas(quota)(counted)
    claims.forEach(({ neuron }, i) => { give({ neuron, quota: exact[i]!, units: parts[i]! }) })
  }
  return [...byUid.values()].sort((a, b) => a.neuron.uid - b.neuron.uid)
}
