/** The pure core. The world (files, chain, storage, clock) is handed in by whoever embeds it. */
export * from './units/index.js'
export * from './gpu/index.js'
export * from './scoring/index.js'
export * from './apportion/index.js'
export * from './network/index.js'
export * from './policy/index.js'
export * from './allocation/index.js'
export * from './chain/index.js'
