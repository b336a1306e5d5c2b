import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const whole = { lines: 100, branches: 100, functions: 100, statements: 100 }

/** The subpaths as users import them, over the sources. */
const alias = [
  { find: /^steelyard$/, replacement: resolve('src/index.ts') },
  { find: /^steelyard\/(adapters\/.+)$/, replacement: resolve('src/$1.ts') },
  { find: /^steelyard\/(.+)$/, replacement: resolve('src/$1/index.ts') },
]

export default defineConfig({
  resolve: { alias },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property-seed.ts'],
    // As many as there are cores: the main process has little to do.
    maxWorkers: '100%',
    // A busy machine is slow, and that is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      // A part of the tests covers a part of the sources, so only the whole run is measured: `npm run coverage`.
      enabled: process.env['COVERAGE'] === '1',
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/cli/main.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        lines: 95,
        branches: 95,
        functions: 95,
        statements: 95,
        'src/units/**': whole,
        'src/apportion/**': whole,
        'src/network/**': whole,
        'src/policy/**': whole,
        'src/allocation/**': whole,
      },
    },
  },
})
