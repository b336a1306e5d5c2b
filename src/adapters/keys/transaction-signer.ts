/** A signer as polkadot-api wants it: it signs transactions, of which it encodes the parts that are signed. */
import type { TransactionSigner } from '../subtensor/papi.js'
import type { Signer } from './signer.js'

type GetSigner = (publicKey: Uint8Array, type: 'Sr25519', sign: Signer['sign']) => TransactionSigner

// In a variable, so that bundlers do not look for the package.
const PACKAGE = 'polkadot-api/signer'

/**
 * The signer for `subtensorChain`. polkadot-api, an optional peer, is loaded with the first transaction.
 *
 * @example
 * ```ts
 * import { transactionSigner } from 'steelyard/adapters/keys'
 * const signer = transactionSigner({ publicKey: new Uint8Array(32), sign: async () => new Uint8Array(64) })
 * signer.publicKey.length // => 32
 * ```
 */
export const transactionSigner = ({ publicKey, sign }: Pick<Signer, 'publicKey' | 'sign'>): TransactionSigner => {
  const loaded = async (): Promise<TransactionSigner> => {
    const { getPolkadotSigner } = (await import(PACKAGE)) as { readonly getPolkadotSigner: GetSigner }
    return getPolkadotSigner(publicKey, 'Sr25519', sign)
  }
  return {
    publicKey,
    signTx: async (...args) => (await loaded()).signTx(...args),
    signBytes: async (data) => (await loaded()).signBytes(data),
  }
}
