import { defineConfig } from 'vitest/config'

// The long runs: `vitest run --config test/long/vitest.config.ts`. Not part of the suite.
export default defineConfig({
  test: {
    include: ['test/long/*.long.ts'],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 3_600_000,
  },
})
