/** The pure core: functions that depend only on their inputs. Your program reads files, chain, storage and clock, and passes the values. */
export * from './units/index.js'
export * from './gpu/index.js'
export * from './scoring/index.js'
export * from './apportion/index.js'
export * from './network/index.js'
export * from './policy/index.js'
export * from './allocation/index.js'
export * from './chain/index.js'
