import base from '../../vitest.config.js'

/** One node, one story after the other. */
export default {
  ...base,
  test: {
    ...base.test,
    include: ['test/live/**/*.live.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    reporters: ['verbose'],
  },
}
