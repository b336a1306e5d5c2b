/** Connections: which address is used, what a silent, wrong or missing node costs, and that nothing secret is told. */
import type { PolkadotClient, PolkadotSigner } from 'polkadot-api'
import { expect, test, vi } from 'vitest'
import type { SubtensorClient, SubtensorFailure, TransactionSigner } from '../../../src/adapters/subtensor.js'
import { subtensorChain, subtensorView } from '../../../src/adapters/subtensor.js'
import { loadPeer } from '../../../src/adapters/subtensor/peers.js'
import type { WeightsCall } from '../../../src/validator/ports.js'
import type { Scene } from './replay.js'
import { inFakeTime } from './fake-time.js'
import { replaySocket, sceneOf, signerOf } from './replay.js'

inFakeTime()

test('a client and a signer of polkadot-api fit', () => {
  const fits = (client: PolkadotClient, signer: PolkadotSigner): readonly [SubtensorClient, TransactionSigner] => [client, signer]
  expect(fits).toHaveLength(2)
})

const GENESIS = `0x${'45'.repeat(32)}`
const scene = sceneOf('look')
const foreign: Scene = {
  ...scene,
  frames: scene.frames.map(({ to, data }) => ({ to, data: data.replace(`"result":"${GENESIS}"`, `"result":"0x${'46'.repeat(32)}"`) })),
}

type Node = (url: string) => object

/** Sockets by the host of the address, and the addresses in the order of their use. */
const nodes = (byHost: Readonly<Record<string, Node>>): readonly string[] => {
  const used: string[] = []
  const Socket = function (url: string): object {
    used.push(url)
    return byHost[new URL(url).host]!(url)
  }
  vi.stubGlobal('WebSocket', Socket)
  return used
}

const up =
  (of: Scene = scene): Node =>
  (url) =>
    new (replaySocket(of).Socket)(url)

/** A socket that tells one event, and then nothing. */
const only =
  (type: string, event: object): Node =>
  () => ({
    addEventListener: (wanted: string, listener: (event: object) => void) => {
      if (wanted === type) setTimeout(() => listener(event), 1)
    },
    send: () => undefined,
    close: () => undefined,
  })
const down = only('error', { message: 'ECONNREFUSED' })

const after = async <A>(seconds: number, promise: Promise<A>): Promise<A | SubtensorFailure> => {
  const settled = promise.catch((thrown: unknown) => thrown as SubtensorFailure)
  await vi.advanceTimersByTimeAsync(seconds * 1000)
  return Promise.race([settled, Promise.reject(new Error(`nothing after ${seconds} s`))])
}
const errorAfter = async (seconds: number, promise: Promise<unknown>) => ((await after(seconds, promise)) as SubtensorFailure).error

const view = (urls: readonly string[], more: object = {}) => subtensorView({ urls, netuid: 4, ...more })

test('the first address that answers is used, in the order of preference', async () => {
  const used = nodes({ a: down, b: up(), c: up() })
  const chain = view(['ws://a', 'ws://b', 'ws://c'])
  expect(await after(5, chain.block())).toBe(1)
  expect(await after(1, chain.block())).toBe(1)
  expect(used).toEqual(['ws://a', 'ws://b'])
  chain.close()
})

test('an address that fails rests longer each time, up to ten seconds', async () => {
  const used = nodes({ a: down })
  const chain = view(['ws://a'], { timeouts: { block: 60 } })
  const pending = chain.block().catch(() => undefined)
  await vi.advanceTimersByTimeAsync(60_000)
  await pending
  // 0.25, 0.5, 1, 2, 4, 8, and then every 10 seconds.
  expect(used.length).toBeGreaterThan(8)
  expect(used.length).toBeLessThan(14)
  chain.close()
})

test('without a node a call ends in its time, and says of each address why, without its path', async () => {
  nodes({ a: down, 'b:1': only('close', { code: 1008 }), c: only('open', {}) })
  const chain = view(['ws://user:secret@a/key?token=secret', 'ws://b:1/secret', 'ws://c/secret'], { timeouts: { block: 20, connect: 3 } })
  const error = await errorAfter(21, chain.block())
  expect(error).toEqual({
    _tag: 'Unreachable',
    seconds: 20,
    tries: [
      { url: 'ws://a', fault: { _tag: 'SocketFailed', message: 'ECONNREFUSED' } },
      { url: 'ws://b:1', fault: { _tag: 'SocketClosed', code: 1008 } },
      { url: 'ws://c', fault: { _tag: 'NoGreeting', seconds: 3 } },
    ],
  })
  expect(JSON.stringify(error)).not.toContain('secret')
  chain.close()
})

test('a node of another chain than the expected one is a failure, at once and for ever', async () => {
  const used = nodes({ a: up() })
  const chain = view(['ws://a'], { genesis: `0x${'11'.repeat(32)}` })
  const wrong = { _tag: 'WrongGenesis', url: 'ws://a', expected: `0x${'11'.repeat(32)}`, found: GENESIS }
  expect(await errorAfter(3, chain.block())).toEqual(wrong)
  expect(await errorAfter(3, chain.look())).toEqual(wrong)
  expect(used).toEqual(['ws://a'])
  chain.close()
})

test('a node of another chain than the first one is never used', async () => {
  const used = nodes({ a: up(foreign), b: up() })
  const chain = view(['ws://b', 'ws://a'])
  expect(await after(5, chain.block())).toBe(1)
  vi.stubGlobal('WebSocket', undefined)
  const again = nodes({ a: up(foreign), b: down })
  // The connection to b ends by a call that can't be answered in time.
  chain.close()
  const other = view(['ws://a', 'ws://b'], { genesis: GENESIS, timeouts: { block: 4 } })
  expect(await errorAfter(5, other.block())).toMatchObject({ _tag: 'Unreachable' })
  expect(used).toEqual(['ws://b'])
  expect(again.filter((url) => url === 'ws://a')).toHaveLength(1)
  other.close()
})

test('a socket that says nothing although it was asked is dropped, and the next call connects again', async () => {
  let silent = false
  const sockets: { readonly asked: string[] }[] = []
  nodes({
    a: (url) => {
      const asked: string[] = []
      sockets.push({ asked })
      const socket = new (replaySocket(scene).Socket)(url)
      const send = socket.send.bind(socket)
      return Object.assign(socket, {
        send: (text: string): void => {
          asked.push(text)
          if (!silent) send(text)
        },
      })
    },
  })
  const chain = view(['ws://a'], { timeouts: { silence: 20 } })
  expect(await after(5, chain.block())).toBe(1)
  await vi.advanceTimersByTimeAsync(100_000)
  expect(sockets).toHaveLength(1)
  expect(sockets[0]!.asked.filter((text) => text.includes('system_health')).length).toBeGreaterThan(5)
  silent = true
  const looking = chain.look()
  expect(await errorAfter(25, looking)).toEqual({ _tag: 'Disconnected', url: 'ws://a', fault: { _tag: 'Silent', seconds: 20 } })
  silent = false
  expect(await after(5, chain.block())).toBe(1)
  expect(sockets).toHaveLength(2)
  chain.close()
})

test('closing ends calls under way and later ones, and lets no timer run on', async () => {
  nodes({ a: up() })
  const chain = view(['ws://a'])
  await after(5, chain.block())
  const looking = chain.look()
  chain.close()
  expect(await errorAfter(1, looking)).toEqual({ _tag: 'Closed' })
  expect(await errorAfter(1, chain.block())).toEqual({ _tag: 'Closed' })
  await vi.advanceTimersByTimeAsync(1000)
  expect(vi.getTimerCount()).toBe(0)
})

test('a peer that is missing is named, with the command that installs it', async () => {
  const missing = Promise.reject(Object.assign(new Error("Cannot find package 'ws'"), { code: 'ERR_MODULE_NOT_FOUND' }))
  await expect(loadPeer('ws', () => missing)).rejects.toMatchObject({
    error: { _tag: 'MissingPackage', name: 'ws', install: 'npm install ws@8' },
  })
})

test.each<readonly [string, object]>([
  ['url, urls, client', {}],
  ['url, urls, client', { url: 'ws://a', urls: ['ws://b'] }],
  ['url', { url: 'http://a' }],
  ['urls', { urls: [] }],
  ['urls', { urls: ['ws://a', 'b'] }],
  ['mechanism', { url: 'ws://a', mechanism: 16 }],
  ['netuid', { url: 'ws://a', netuid: 65_536 }],
  ['netuid', { url: 'ws://a', netuid: 4096, mechanism: 1 }],
  ['genesis', { url: 'ws://a', genesis: '0x12' }],
  ['timeouts.look', { url: 'ws://a', timeouts: { look: 0 } }],
  ['timeouts.submit', { url: 'ws://a', timeouts: { submit: Number.NaN } }],
  ['hotkey', { url: 'ws://a', hotkey: '5A' }],
])('the option %s is checked', (option, options) => {
  expect(() => subtensorView({ netuid: 4, ...options })).toThrow(expect.objectContaining({ error: expect.objectContaining({ option }) }))
})

test('a signer without a public key is no signer', () => {
  const signer = { ...signerOf(scene), publicKey: new Uint8Array(33) }
  expect(() => subtensorChain({ url: 'ws://a', netuid: 4, signer })).toThrow('signer: expected a public key of 32 bytes')
})

test('what a signer throws is not told: it may hold a key', async () => {
  const seed = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
  const submitted = sceneOf('set')
  nodes({ a: up(submitted) })
  const signer = { ...signerOf(submitted), signTx: () => Promise.reject(new Error(`the seed ${seed} is locked`)) }
  const chain = subtensorChain({ url: 'ws://a', netuid: 1, signer })
  const call: WeightsCall = { _tag: 'Set', netuid: 1, uids: [1], weights: [1], version_key: '0' }
  expect(await after(5, chain.submit(call, 21))).toEqual({ _tag: 'NotSent', error: 'the call could not be signed' })
  expect(await after(1, chain.submit({ ...call, netuid: 2 }, 21))).toMatchObject({ _tag: 'NotSent' })
  expect(await after(1, chain.submit({ ...call, mechanism: 1 }, 21))).toMatchObject({ _tag: 'NotSent' })
  expect(await after(1, chain.submit(call, 3))).toMatchObject({ _tag: 'NotSent' })
  expect(await after(1, chain.submit(call, 1.5))).toMatchObject({ _tag: 'NotSent' })
  chain.close()
})
