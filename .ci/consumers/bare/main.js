// Without any optional peer: all subpaths load, all but what needs a peer works, and what needs one says which.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { openSigner } from 'steelyard/adapters/keys'
import { timelockSeal } from 'steelyard/adapters/run'
import { subtensorChain } from 'steelyard/adapters/subtensor'

for (const peer of ['polkadot-api', 'ws', '@noble/curves', '@noble/ciphers', '@scure/sr25519', 'pg', 'prom-client'])
  assert.throws(() => createRequire(import.meta.url).resolve(peer), `${peer} is installed, so this shows nothing`)

const { exports } = JSON.parse(readFileSync('node_modules/steelyard/package.json', 'utf8'))
const needy = ['./package.json', './chain/timelock', './testing']
for (const subpath of Object.keys(exports).filter((name) => !needy.includes(name))) {
  const name = `steelyard${subpath.slice(1)}`
  assert.ok(Object.keys(await import(name)).length > 0, name)
  assert.ok(Object.keys(createRequire(import.meta.url)(name)).length > 0, `${name} by require`)
}

const signer = { publicKey: new Uint8Array(32), signTx: async () => new Uint8Array(), signBytes: async () => new Uint8Array() }
const chain = subtensorChain({ url: 'ws://127.0.0.1:9', netuid: 1, signer })
await assert.rejects(chain.look(), ({ error }) => error._tag === 'MissingPackage' && /^npm install /.test(error.install))
chain.close()
await assert.rejects(
  timelockSeal().ready(),
  ({ name, message }) => name === 'TimelockMissing' && message.includes('npm install @noble/curves'),
)
const opened = await openSigner()({ _tag: 'Variable', name: 'HOTKEY', value: `0x${'07'.repeat(32)}` })
assert.equal(opened.left?._tag, 'NoPackage')
console.log('bare consumer ok')
