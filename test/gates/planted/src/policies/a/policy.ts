export * from '../b/policy.js'
