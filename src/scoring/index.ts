export * from './ema.js'
export * from './verification.js'
