/**
 * Weights that are committed now and become readable at a round of a public beacon, as subtensor's `commit_timelocked_weights` takes them.
 *
 * A subpath of its own, because it needs `@noble/curves` and `@noble/ciphers`, which nothing else of the package loads.
 */
export * from './beacon.js'
export * from './decode-payload.js'
export * from './decrypt.js'
export * from './encrypt.js'
export * from './payload.js'
export * from './timelock-error.js'
