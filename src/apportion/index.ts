export * from './apportion-error.js'
export * from './largest-remainder.js'
export * from './nested.js'
export * from './quotas.js'
