const assert = require('node:assert/strict')
const core = require('steelyard')
const { largestRemainder } = require('steelyard/apportion')
const { mergeWithDefaults } = require('steelyard/allocation')
const { maxUpscale } = require('steelyard/chain')
const { timelockEncrypt } = require('steelyard/chain/timelock')
const { normalizeGpuModel } = require('steelyard/gpu')
const { verificationRatio } = require('steelyard/scoring')
const { memoryStorage } = require('steelyard/adapters/memory')
const { run } = require('steelyard/adapters/run')
const { sqliteStorage } = require('steelyard/adapters/sqlite')
const { gpuPools } = require('steelyard/policies')
const { step } = require('steelyard/validator')
const { readEmissionToml, writeEmissionToml } = require('steelyard/adapters/toml')

assert.deepEqual([...largestRemainder(10)([1, 1, 1]).right], [4, 3, 3])
assert.equal(normalizeGpuModel('A100-SXM4-80GB'), 'A100')
assert.deepEqual([...maxUpscale(Uint16Array.of(1, 2))], [32768, 65535])
assert.equal(verificationRatio(1, 2), 0.5)
assert.equal(timelockEncrypt({ round: 1000, entropy: new Uint8Array(76) })(Uint8Array.of(7)).right.length, 245)
assert.equal(core.largestRemainder, largestRemainder)
assert.equal(
  readEmissionToml(writeEmissionToml(mergeWithDefaults({ burn_percentage: '12.5' }).right)).right.burn_percentage.toFixed(),
  '12.5',
)
assert.deepEqual(
  [run, step, gpuPools, memoryStorage, sqliteStorage].map((f) => typeof f),
  Array(5).fill('function'),
)
console.log('cjs consumer ok')
