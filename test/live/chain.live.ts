/**
 * The adapter against a real runtime: a local chain at `STEELYARD_CHAIN` that makes blocks on `dev_newBlock` alone (chopsticks, manual mode). Its
 * subnet 1 takes weights of //Alice for the uids 1, 2 and 3 at any time; subnet 3 takes commits.
 */
import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { afterAll, describe, expect, it, test } from 'vitest'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { testChain } from '../../src/testing/test-chain.js'
import type { WeightsCall } from '../../src/validator/ports.js'
import { devSigner } from './dev-signer.js'

const url = process.env['STEELYARD_CHAIN'] ?? 'ws://127.0.0.1:8810'
const socket = new WebSocket(url)
const opened = new Promise((open) => socket.once('open', open))
afterAll(() => socket.close())

let asked = 0
const ask = async (method: string, params: readonly unknown[]): Promise<unknown> => {
  await opened
  const id = asked++
  const answer = new Promise<unknown>((resolve) => {
    const hear = (data: { toString: () => string }): void => {
      const message = JSON.parse(data.toString()) as { readonly id?: unknown }
      if (message.id !== id) return
      socket.off('message', hear)
      resolve(message)
    }
    socket.on('message', hear)
  })
  socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
  return answer
}

const open = (netuid: number) => {
  const signer = devSigner('//Alice')
  const chain = subtensorChain({ url, netuid, signer })
  const advance = async (blocks: number): Promise<void> => {
    const from = await chain.block()
    for (let i = 0; i < blocks; i++) await ask('dev_newBlock', [{ count: 1 }])
    while ((await chain.block()) < from + blocks) await new Promise((passed) => setTimeout(passed, 20))
  }
  return { chain, advance }
}

testChain(
  async () => {
    const { chain, advance } = open(1)
    await advance(1)
    return { chain, advance, signer: chain.signer, uids: [1, 2, 3], close: async () => chain.close() }
  },
  { describe, it },
)

test('a commit is kept byte for byte, with its block', async () => {
  const { chain, advance } = open(3)
  const commit = `0x${randomBytes(284).toString('hex')}`
  const call: WeightsCall = { _tag: 'Commit', netuid: 3, commit, reveal_round: '1000', commit_reveal_version: 4 }
  const pending = chain.submit(call, (await chain.block()) + 30)
  let isSettled = false
  void pending.finally(() => (isSettled = true))
  while (!isSettled) await advance(1)
  const answer = await pending
  expect(answer._tag).toBe('Included')
  const look = (await chain.look()) as { readonly commits?: readonly { readonly commit: string }[] }
  expect(look.commits === undefined || look.commits.some((kept) => kept.commit === commit)).toBe(true)
  chain.close()
})

test('weights too soon are refused by their name', async () => {
  const { chain, advance } = open(1)
  await ask('dev_setStorage', [{ SubtensorModule: { WeightsSetRateLimit: [[[1], 60]] } }])
  const call: WeightsCall = { _tag: 'Set', netuid: 1, uids: [1, 2], weights: [1, 2], version_key: '0' }
  const answers = []
  for (let i = 0; i < 2; i++) {
    await advance(1)
    const pending = chain.submit(call, (await chain.block()) + 30)
    let isSettled = false
    void pending.finally(() => (isSettled = true))
    while (!isSettled) await advance(1)
    answers.push(await pending)
  }
  // The first may come too soon after the tests above.
  expect(answers[1]).toMatchObject({ _tag: 'Refused', error: 'SettingWeightsTooFast' })
  await ask('dev_setStorage', [{ SubtensorModule: { WeightsSetRateLimit: [[[1], '0x0000000000000000']] } }])
  chain.close()
})
