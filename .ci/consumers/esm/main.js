import assert from 'node:assert/strict'
import { isRight } from 'fp-ts/lib/Either.js'
import * as core from 'steelyard'
import { allocate, mergeWithDefaults, quantize, readSnapshot } from 'steelyard/allocation'
import { largestRemainder } from 'steelyard/apportion'
import { maxUpscale } from 'steelyard/chain'
import { normalizeGpuModel } from 'steelyard/gpu'
import { verificationRatio } from 'steelyard/scoring'
import { readEmissionToml } from 'steelyard/adapters/toml'

assert.deepEqual([...largestRemainder(10)([1, 1, 1]).right], [4, 3, 3])
assert.equal(normalizeGpuModel('NVIDIA H100 80GB HBM3'), 'H100')
assert.deepEqual([...maxUpscale(Uint16Array.of(1, 2))], [32768, 65535])
assert.equal(verificationRatio(1, 2), 0.5)
assert.equal(core.allocate, allocate)
assert.ok(isRight(readEmissionToml('[emission]')))
const config = mergeWithDefaults({ burn_uid: 0 })
const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const snapshot = readSnapshot({ netuid: 1, block: 1, at: '2026-11-20T06:00:00Z', neurons: [{ uid: 0, hotkey: key, coldkey: key, registered_at_block: 0 }], results: [] })
assert.deepEqual([...quantize('max')(allocate(config.right)(snapshot.right).right).weights], [65535])
console.log('esm consumer ok')
