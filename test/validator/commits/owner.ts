/** What the owner of the subnet, the makers of the runtime, the beacon and a thief of the key do to a validator that commits. */
import type { Beacon, ChainModel } from '../chain-model.js'
import { SIGNER } from '../chain-model.js'
import { publicKeyOf } from '../../../src/units/address/hotkey.js'
import { sealedBy } from './cipher.js'

export type OwnerAction =
  /** Commit-reveal is switched on or off. */
  | { readonly do: 'switch'; readonly on: boolean }
  | { readonly do: 'period'; readonly epochs: number }
  | { readonly do: 'tempo'; readonly blocks: number }
  | { readonly do: 'permit'; readonly given: boolean }
  | { readonly do: 'version'; readonly key: number }
  | { readonly do: 'upgrade'; readonly spec: number }
  | { readonly do: 'beacon'; readonly mood: Beacon }
  /** Another process uses the key. */
  | { readonly do: 'foreign'; readonly way: 'set' | 'commit' }

/** Weights that no policy of these tests gives. */
const FOREIGN = { uids: [2, 3], weights: [11, 7] }

const u16s = (numbers: readonly number[]): readonly number[] => [numbers.length << 2, ...numbers.flatMap((n) => [n & 255, n >> 8])]
const payload = (): string => {
  const { uids, weights } = FOREIGN
  const bytes = [32 << 2, ...publicKeyOf(SIGNER)!, ...u16s(uids), ...u16s(weights), ...Buffer.alloc(8)]
  return `0x${Buffer.from(bytes).toString('hex')}`
}

export const meddle = (chain: ChainModel, action: OwnerAction): void => {
  switch (action.do) {
    case 'switch':
      return chain.rule({ enabled: action.on })
    case 'period':
      return chain.rule({ period: action.epochs })
    case 'tempo':
      return chain.rule({ tempo: action.blocks })
    case 'permit':
      return chain.rule({ permit: action.given })
    case 'version':
      return chain.rule({ version_key: action.key })
    case 'upgrade':
      return action.spec > chain.rules().spec ? chain.rule({ spec: action.spec }) : undefined
    case 'beacon':
      return chain.beacon(action.mood)
    case 'foreign':
      return action.way === 'set'
        ? chain.setElsewhere(FOREIGN.uids.map((uid, i) => [uid, i === 0 ? 65_535 : 41_704] as const))
        : chain.commitElsewhere(sealedBy(0xf000_0000 + chain.height(), payload()))
  }
}

/** The owner lets the validator work, and the beacon works. */
export const calmOwner = (chain: ChainModel): void => {
  chain.beacon('works')
  const { permit, version_key } = chain.rules()
  if (!permit || version_key !== 0) chain.rule({ permit: true, version_key: 0 })
}
