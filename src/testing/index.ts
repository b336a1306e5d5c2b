/** Contracts as suites for any test runner, with the arbitraries that they are tried on. */
export { eventConfigs, eventWorlds } from './arbitraries/event-worlds.js'
export { gpuConfigs, gpuWorlds } from './arbitraries/gpu-worlds.js'
export { batchArbitrary, queryArbitrary, recordArbitrary } from './arbitraries/records.js'
export type { PolicyWorlds } from './policy-laws/subject.js'
export type { Runner } from './runner.js'
export * from './test-chain.js'
export * from './test-policy.js'
export * from './test-storage.js'
