/** What a validator in a process of its own and the test that it belongs to say to each other. */
import type { WeightsCall } from '../../src/validator/ports.js'
import type { Write } from '../../src/storage/port.js'
import type { Orders } from './world.js'

/** What is wrong with a validator, for the test to find. */
export type Flaw = 'sends what it has not journalled' | 'trusts the answer Included'

/** What the process is started with. */
export interface ProcessOrders extends Orders {
  readonly file: string
  readonly flaw: Flaw | null
}

/** A call of the chain, or what becomes of a batch. */
export type FromProcess =
  | { readonly _tag: 'Asked'; readonly id: number; readonly call: 'block' | 'look' }
  | { readonly _tag: 'Submitted'; readonly id: number; readonly sent: WeightsCall; readonly valid_until: number }
  | { readonly _tag: 'Began'; readonly id: number; readonly batch: readonly Write[] }
  | { readonly _tag: 'Kept' | 'Failed'; readonly id: number }

export type ToProcess =
  | { readonly _tag: 'Answered'; readonly id: number; readonly value: unknown }
  | { readonly _tag: 'Rejected'; readonly id: number; readonly message: string }
  | { readonly _tag: 'Stop' }
