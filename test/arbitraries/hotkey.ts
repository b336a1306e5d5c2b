export * from '../../src/testing/arbitraries/hotkey.js'
