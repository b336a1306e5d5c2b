/**
 * Hotkeys: the signer of a validator's calls, from a file, from Bittensor's wallets or from an environment variable.
 *
 * It is a subpath of its own because it reads files, which the chain's client does not: a page that watches a subnet loads no file system.
 */
export { openSigner, type SignerOptions } from './keys/open-signer.js'
export { showKeyError, type Encryption, type KeyError } from './keys/key-error.js'
export { type KeySource } from './keys/key-source.js'
export { WALLETS, type WalletHotkey } from './keys/wallet-file.js'
export { type Signer } from './keys/signer.js'
export { transactionSigner } from './keys/transaction-signer.js'
