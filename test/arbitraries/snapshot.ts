export * from '../../src/testing/arbitraries/snapshot.js'
