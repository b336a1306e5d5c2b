/** The attempts on a real runtime with their outcomes, and the accounts and networks that they were made with. */
import { readFileSync } from 'node:fs'
import type { Json } from '../arbitraries/snapshot.js'

/** An attempt to set weights, and what the runtime answered. */
export interface Case {
  readonly name: string
  readonly signer: string
  readonly netuid: number
  readonly dests: readonly number[]
  readonly weights: readonly number[]
  readonly version_key: string
  readonly ok: boolean
  readonly error: string | null
  readonly raw?: string
  readonly block?: number
  readonly stored?: readonly (readonly [number, number])[]
}

export const { cases } = JSON.parse(readFileSync('test/vectors/set_weights_outcomes.json', 'utf8')) as { readonly cases: readonly Case[] }

/** The accounts that sign. */
export const ACCOUNTS: Readonly<Record<string, { readonly uid: number; readonly stake: number; readonly permit: boolean }>> = {
  '//Alice': { uid: 0, stake: 1_000_000, permit: true },
  '//Bob': { uid: 1, stake: 500_000, permit: true },
  '//Charlie': { uid: 2, stake: 2000, permit: false },
  '//Dave': { uid: 3, stake: 1, permit: true },
  '//Eve': { uid: 900, stake: 5000, permit: false },
}

/** The networks by netuid, with what differs from the defaults. */
export const NETWORKS: Readonly<Record<number, Json>> = {
  1: {},
  2: { min_allowed_weights: 8, max_weight_limit: 16_384, weights_rate_limit: 100, weights_version: 1000 },
  3: { commit_reveal_weights_enabled: true },
  5: { weights_rate_limit: 20 },
}
