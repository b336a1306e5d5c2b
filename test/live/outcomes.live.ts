/** The 25 attempts that were recorded on a real runtime, made again through the adapter. */
import { expect, test } from 'vitest'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { cases } from '../vectors/outcomes.js'
import { signerOf } from './accounts.js'
import { meanwhile, URL } from './node.js'
import { onNode } from './suite.js'

const { node } = onNode()

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
    const answer = await meanwhile(node(), pending)
    if (ok) expect(answer._tag).toBe('Included')
    else expect(answer).toMatchObject({ _tag: 'Refused', error: nameOf(error, raw) })
  } finally {
    chain.close()
  }
})
