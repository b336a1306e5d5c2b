import { defineConfig } from 'vitest/config'

/** Tests against a real runtime on a local chain: `STEELYARD_CHAIN=ws://127.0.0.1:8810 npx vitest run --config test/live/vitest.config.ts`. */
export default defineConfig({
  test: { include: ['test/live/**/*.live.ts'], testTimeout: 600_000, hookTimeout: 600_000, fileParallelism: false },
})
