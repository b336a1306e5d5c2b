/** What a look costs, and a cycle on 256 neurons: requests, time, and how much of it is the chain's. Nothing here is a limit. */
import { expect, test } from 'vitest'
import { run, systemClock } from '../../src/adapters/run.js'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Chain } from '../../src/validator/ports.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { expectRight } from '../either.js'
import { signerOf } from './accounts.js'
import { producing, URL } from './node.js'
import { cutAfter } from './proxy.js'
import { onNode } from './suite.js'

const NETUID = 4
const { node } = onNode()

test('a look takes at most three requests after connecting', async () => {
  const proxy = await cutAfter(Number.MAX_SAFE_INTEGER)
  const chain = subtensorChain({ url: proxy.url, netuid: NETUID, signer: signerOf('//Alice') })
  try {
    await chain.look()
    for (let i = 0; i < 3; i++) {
      const [before, began] = [proxy.asked().length, performance.now()]
      await chain.look()
      const took = performance.now() - began
      const asked = proxy.asked().slice(before)
      console.log(`a look at 256 neurons: ${Math.round(took)} ms, ${asked.join(', ')}`)
      expect(asked.length).toBeLessThanOrEqual(3)
    }
  } finally {
    chain.close()
    proxy.close()
  }
})

test('a cycle on 256 neurons, from the look to the answer of the chain', async () => {
  const real = subtensorChain({ url: URL, netuid: NETUID, signer: signerOf('//Alice') })
  const hotkeys = ((await real.look()) as { readonly neurons: readonly { readonly hotkey: string }[] }).neurons.map(({ hotkey }) => hotkey)
  const inChain: (readonly [call: string, ms: number])[] = []
  const timed = async <A>(name: string, call: () => Promise<A>): Promise<A> => {
    const began = performance.now()
    try {
      return await call()
    } finally {
      inChain.push([name, performance.now() - began])
    }
  }
  let [began, ended] = [0, 0]
  const chain: Chain = {
    ...real,
    look: () => {
      if (began === 0) began = performance.now()
      return timed('look', real.look)
    },
    submit: async (call, validUntil) => {
      const answer = await timed('submit', () => real.submit(call, validUntil))
      ended = performance.now()
      return answer
    },
  }
  const at = new Date().toISOString()
  const results = hotkeys.slice(4).map((miner_hotkey) => ({
    ...{ miner_hotkey, executor_id: 'rig', is_valid: true, attestation_valid: true, hardware_score: 1, validation_timestamp: at },
    ...{ gpu_model: 'NVIDIA H100 80GB HBM3', gpu_count: 8, gpu_memory_gb: 80 },
  }))
  const stop = new AbortController()
  const settings = { ...DEFAULT_SETTINGS, netuid: NETUID, hotkey: real.signer, block_seconds: 0.3, beat_seconds: 60 }
  const config = { burn_uid: 1, burn_percentage: 0, gpu_allocations: { H100: 100 } }
  const ports = { chain, prover: { results: async () => results }, storage: memoryStorage(), clock: systemClock() }
  const validator = expectRight(run(gpuPools(), ports, { settings, config, signal: stop.signal }))
  const blocks = producing(node(), 0)
  try {
    while (ended === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  } finally {
    await blocks.stop()
    stop.abort()
    await validator.done
    real.close()
  }
  const ofChain = inChain.reduce((sum, [, ms]) => sum + ms, 0)
  console.log(
    `a cycle on 256 neurons: ${Math.round(ended - began)} ms, of which ${Math.round(ofChain)} ms in calls of the chain (${inChain.map(([name, ms]) => `${name} ${Math.round(ms)}`).join(', ')})`,
  )
})
