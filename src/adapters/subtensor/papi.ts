/**
 * The parts of polkadot-api that are used, by their shape: the types of this package need no polkadot-api. `PolkadotClient` and
 * `PolkadotSigner` of polkadot-api 2 fit; a test compiles this.
 */
import type { Provider } from './muted-provider.js'

/** What is told to who watches. */
export interface Watcher<A> {
  readonly next: (value: A) => void
  readonly error: (error: unknown) => void
  readonly complete: () => void
}

/** Something that is watched. */
export interface Watched<A> {
  readonly subscribe: (watcher: Watcher<A>) => { readonly unsubscribe: () => void }
}

/** A block that a client follows. */
export interface HeadBlock {
  readonly hash: string
  readonly number: number
}

/** The news of a transaction. */
export interface TransactionNews {
  readonly type: string
  readonly found?: boolean
  readonly ok?: boolean
  readonly events?: unknown
  readonly block?: HeadBlock
  readonly dispatchError?: unknown
}

/** The part of a client of polkadot-api that is used. */
export interface SubtensorClient {
  readonly bestBlocks$: Watched<readonly HeadBlock[]>
  readonly getBestBlocks: () => Promise<readonly HeadBlock[]>
  readonly getChainSpecData: () => Promise<{ readonly genesisHash: string }>
  readonly getMetadata: (at: string) => Promise<Uint8Array>
  readonly getUnsafeApi: () => object
  readonly hodlBlock: (hash: string) => () => void
  readonly submitAndWatch: (transaction: Uint8Array) => Watched<TransactionNews>
  readonly _request: (method: string, params: string[] | [string[], string]) => Promise<unknown>
  readonly destroy: () => void
}

/**
 * Who signs: the part of a `PolkadotSigner` that is used. `publicKey` has 32 bytes; `signTx` gets the encoded call, what goes with it, the
 * metadata and the block number, and gives the signed transaction.
 */
export interface TransactionSigner {
  readonly publicKey: Uint8Array
  readonly signTx: (
    callData: Uint8Array,
    signedExtensions: Record<string, { identifier: string; value: Uint8Array; additionalSigned: Uint8Array }>,
    metadata: Uint8Array,
    atBlockNumber: number,
    hasher?: (data: Uint8Array) => Uint8Array,
  ) => Promise<Uint8Array>
  readonly signBytes: (data: Uint8Array) => Promise<Uint8Array>
}

/** Options of signing. */
export interface SigningOptions {
  readonly at: string
  readonly nonce: number
  readonly tip: bigint
  readonly mortality: { readonly mortal: true; readonly period: number }
}

/** A transaction that can be signed. */
export interface UnsignedTransaction {
  readonly sign: (signer: TransactionSigner, options: SigningOptions) => Promise<Uint8Array>
}

/** By pallet or API, then by name. */
export type Named<A> = Readonly<Record<string, Readonly<Record<string, A>>>>

/** The unsafe API: whatever is asked of it is looked up in the runtime. */
export interface UnsafeApi {
  readonly apis: Named<(...args: readonly unknown[]) => Promise<unknown>>
  readonly query: Named<{ readonly getValue: (...args: readonly unknown[]) => Promise<unknown> }>
  readonly tx: Named<(args: object) => UnsignedTransaction>
  readonly getStaticApis: (options: { readonly at: string }) => Promise<StaticApis>
}

/** What is known of a runtime without asking. */
export interface StaticApis {
  /** the hash of the runtime's code */
  readonly id: string
  readonly constants: Named<unknown>
  readonly query: Named<{ readonly getKey: (...args: readonly unknown[]) => string }>
}

/** The codecs of a runtime; what it has not throws when it is asked for. */
export interface Codecs {
  readonly query: Named<{ readonly value: { readonly dec: (hex: string) => unknown } }>
  readonly tx: Named<{ readonly inner: object }>
  readonly apis: Named<object>
}

/** The functions of polkadot-api that are used. */
export interface Papi {
  readonly createClient: (
    provider: Provider,
    options: {
      readonly getMetadata: (codeHash: string) => Promise<Uint8Array | null>
      readonly setMetadata: (codeHash: string, metadata: Uint8Array) => void
    },
  ) => SubtensorClient
  readonly getTypedCodecs: (definition: { readonly getMetadata: () => Promise<Uint8Array> }) => Promise<Codecs>
  readonly getWsProvider: (url: string, config: object) => Provider
}
