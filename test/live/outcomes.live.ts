/** The 25 attempts that were recorded on a real runtime, made again through the adapter. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { cases } from '../vectors/outcomes.js'
import { signerOf } from './accounts.js'
import type { Node } from './node.js'
import { connectNode, URL } from './node.js'

let node: Node
let begin = 0

beforeAll(async () => {
  node = await connectNode()
  begin = await node.height()
})
afterAll(async () => {
  await node.backTo(begin)
  node.close()
})

/** The name that the adapter gives: the last part of the recorded one. */
const nameOf = (error: string | null, raw: string | undefined): string | null => {
  if (error === null || raw === undefined) return error?.split('.').at(-1) ?? null
  const { value } = (JSON.parse(raw) as { value: { value: number } }).value
  return `Invalid.Custom(${value})`
}

test.each(cases)('$name', async ({ signer, netuid, dests, weights, version_key, ok, error, raw }) => {
  const chain = subtensorChain({ url: URL, netuid, signer: signerOf(signer) })
  try {
    const head = await chain.block()
    const pending = chain.submit({ _tag: 'Set', netuid, uids: dests, weights, version_key }, head + 16)
    let isOver = false
    void pending.then(
      () => (isOver = true),
      () => (isOver = true),
    )
    for (let i = 0; i < 20 && !isOver; i++) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      if (!isOver) await node.newBlocks(1)
    }
    const answer = await pending
    if (ok) expect(answer._tag).toBe('Included')
    else expect(answer).toMatchObject({ _tag: 'Refused', error: nameOf(error, raw) })
  } finally {
    chain.close()
  }
})
