/**
 * Checks this package against a running chain: `npm run test:live -- --chain ws://127.0.0.1:8800`.
 *
 * The chain has to be a development node with the accounts and subnets of docs/live-chain.md, whose blocks are made by `dev_newBlock`. It is not part of
 * `npm test`: no such node is there on a clean machine.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ options: { chain: { type: 'string' } }, allowPositionals: true })
if (values.chain === undefined || !/^wss?:\/\//.test(values.chain)) {
  console.error('error: name a development node, such as --chain ws://127.0.0.1:8800')
  process.exit(2)
}
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/live/vitest.config.ts', ...positionals]
const { status } = spawnSync(process.execPath, vitest, { stdio: 'inherit', env: { ...process.env, STEELYARD_CHAIN: values.chain } })
process.exit(status ?? 1)
