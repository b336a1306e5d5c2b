/** A runtime that changes under a running client, and a client that is given. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createClient, getTypedCodecs } from 'polkadot-api'
import { getWsProvider } from 'polkadot-api/ws'
import { afterEach, expect, test, vi } from 'vitest'
import type { SubtensorWarning } from '../../../src/adapters/subtensor.js'
import { subtensorChain, subtensorView } from '../../../src/adapters/subtensor.js'
import { NEWEST_KNOWN_SPEC } from '../../../src/chain/preflight/spec.js'
import type { WeightsCall } from '../../../src/validator/ports.js'
import type { Delivery, Saying, Tamper } from './replay.js'
import { replaySocket, sceneOf, signerOf } from './replay.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

const call: WeightsCall = { _tag: 'Set', netuid: 1, uids: [1, 2, 3], weights: [1, 2, 3], version_key: '0' }
const scene = sceneOf('set')
const UPGRADED = /"blockHash":"(0x[0-9a-f]{64})"/.exec(
  scene.frames.map(({ data }) => data).find((data) => data.includes('"newBlock"'))!,
)![1]!

const littleEndian = (value: number): string => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes.toString('hex')
}

const NAME = `38${Buffer.from('node-subtensor').toString('hex')}`
const version = (spec: number): string => `${NAME}${NAME}01000000${littleEndian(spec)}`
/** Metadata as a runtime gives it: optional, with its length. */
const answered = (metadata: Uint8Array): string => `0x01${littleEndian(metadata.length * 4 + 2)}${Buffer.from(metadata).toString('hex')}`

const change = (spec: number): string => `"newRuntime":{"type":"valid","spec":{"specName":"node-subtensor","specVersion":${spec}}}`
const told = (subscription: string, result: object): string =>
  JSON.stringify({ jsonrpc: '2.0', method: 'chainHead_v1_followEvent', params: { subscription, result } })

/** An operation that ends with events, for a question that nobody asked when the scene was recorded. */
const operation = ({ request, subscription }: Saying, ...events: readonly object[]): readonly Delivery[] => {
  const { id } = JSON.parse(request) as { readonly id: number }
  const started = JSON.stringify({ jsonrpc: '2.0', id, result: { result: 'started', operationId: 'op', discardedItems: 0 } })
  return [started, ...events.map((event) => told(subscription, { operationId: 'op', ...event }))].map((data) => ({ data, after: 1 }))
}

/** The recorded block 2 has another runtime. */
const upgrade =
  (spec: number, metadata: (recorded: string) => string): Tamper =>
  (saying) => {
    const { frame, request } = saying
    const isAfter = request.includes(UPGRADED)
    const items = [{ key: '0x3a636f6465', hash: `0x${spec.toString(16).padStart(64, 'c')}` }]
    if (isAfter && request.includes('"0x3a636f6465"'))
      return operation(saying, { event: 'operationStorageItems', items }, { event: 'operationStorageDone' })
    const changed = frame.replace('"newRuntime":null', change(spec))
    const isMetadata = isAfter && request.includes('Metadata_metadata_at_version')
    return [{ data: isMetadata ? changed.replace(/"0x01[0-9a-f]+"/, (hex) => `"${metadata(hex.slice(1, -1))}"`) : changed, after: 1 }]
  }

const looksOf = async (spec: number) => {
  vi.stubGlobal(
    'WebSocket',
    replaySocket(
      scene,
      upgrade(spec, (hex) => hex.replace(version(293), version(spec))),
    ).Socket,
  )
  const warnings: SubtensorWarning[] = []
  const onWarning = (warning: SubtensorWarning): void => void warnings.push(warning)
  const chain = subtensorChain({ url: `ws://upgraded-${spec}`, netuid: 1, signer: signerOf(scene), onWarning })
  const answer = await chain.submit(call, 21)
  const before = warnings.length
  const looks = [await chain.look(), await chain.look()]
  chain.close()
  return { answer, before, looks, warnings }
}

test('the next look shows the new spec, and a spec that nobody knows is warned of once', async () => {
  const spec = NEWEST_KNOWN_SPEC + 1
  const { answer, before, looks, warnings } = await looksOf(spec)
  expect(answer).toEqual(scene.answers[0])
  expect(before).toBe(0)
  expect(looks).toEqual([{ ...(scene.answers[1] as object), spec }, looks[0]])
  expect(warnings).toEqual([{ _tag: 'NewerRuntime', spec, newest: NEWEST_KNOWN_SPEC }])
})

test('a spec that is known is not warned of', async () => {
  const { looks, warnings } = await looksOf(NEWEST_KNOWN_SPEC)
  expect(looks[0]).toMatchObject({ spec: NEWEST_KNOWN_SPEC })
  expect(warnings).toEqual([])
})

interface Codec {
  readonly dec: (bytes: Uint8Array) => { readonly type: string; readonly value: { readonly type: string; readonly value: object } }
}

test('after an upgrade from 293 to 381 a commit uses the call of 381', async () => {
  const metadata = new Uint8Array(gunzipSync(readFileSync('test/adapters/subtensor/fixtures/metadata-381.scale.gz')))
  const upgrading = upgrade(381, () => answered(metadata))
  const tamper: Tamper = (saying: Saying): readonly Delivery[] => {
    const { request, subscription, frame } = saying
    if (frame.includes('"initialized"')) {
      const block = {
        event: 'newBlock',
        blockHash: UPGRADED,
        parentBlockHash: /Hashes":\["(0x[0-9a-f]{64})/.exec(frame)![1]!,
        newRuntime: null,
      }
      const news = [
        told(subscription, block).replace('"newRuntime":null', change(381)),
        told(subscription, { event: 'bestBlockChanged', bestBlockHash: UPGRADED }),
      ]
      return [...upgrading(saying), ...news.map((data, i) => ({ data, after: 100 + i }))]
    }
    if (frame.includes('"error"') && request.includes('AccountNonceApi_account_nonce'))
      return operation(saying, { event: 'operationCallDone', output: '0x05000000' })
    return upgrading(saying)
  }
  vi.stubGlobal('WebSocket', replaySocket(scene, tamper).Socket)
  const encoded: Uint8Array[] = []
  const signer = {
    ...signerOf(scene),
    signTx: (bytes: Uint8Array): Promise<Uint8Array> => {
      encoded.push(bytes)
      return Promise.reject(new Error('no'))
    },
  }
  const chain = subtensorChain({ url: 'ws://upgraded', netuid: 1, signer })
  const commit: WeightsCall = { _tag: 'Commit', netuid: 1, commit: '0x00ff', reveal_round: '1000', commit_reveal_version: 4 }
  while ((await chain.block()) < 2) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await chain.submit(commit, 22)).toMatchObject({ _tag: 'NotSent' })
  chain.close()
  const codecs = (await getTypedCodecs({ getMetadata: () => Promise.resolve(metadata) } as never)) as unknown as {
    readonly tx: Readonly<Record<string, Readonly<Record<string, { readonly dec: Codec['dec'] }>>>>
  }
  const values = codecs.tx['SubtensorModule']!['commit_timelocked_mechanism_weights']!.dec(encoded[0]!.slice(2))
  expect(encoded[0]![1]).toBe(118)
  expect(values).toMatchObject({ netuid: 1, mecid: 0, reveal_round: 1000n, commit_reveal_version: 4 })
})

test('a client that is given is used, asked again after a failure, and left alone at the end', async () => {
  const looked = sceneOf('look')
  let isBroken = false
  const tamper: Tamper = ({ frame, request }) => {
    if (!isBroken || !request.includes('state_queryStorageAt')) return [{ data: frame, after: 1 }]
    const { id } = JSON.parse(request) as { readonly id: number }
    return [{ data: JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32_000, message: 'busy' } }), after: 1 }]
  }
  const { Socket, log } = replaySocket(looked, tamper)
  const client = createClient(getWsProvider('ws://given', { websocketClass: Socket as never }))
  const view = subtensorView({ client, netuid: 4, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' })
  expect(await view.look()).toEqual(looked.answers[0])
  isBroken = true
  await expect(view.look()).rejects.toMatchObject({ error: { _tag: 'NodeError', doing: 'look', message: 'busy' } })
  isBroken = false
  expect(await view.look()).toEqual(looked.answers[0])
  view.close()
  await expect(view.block()).rejects.toMatchObject({ error: { _tag: 'Closed' } })
  expect((await client.getBestBlocks()).map(({ number }) => number)).toEqual([1])
  expect(log.open).toBe(1)
  client.destroy()
})

test('a given client submits', async () => {
  const client = createClient(getWsProvider('ws://given', { websocketClass: replaySocket(scene).Socket as never }))
  const chain = subtensorChain({ client, netuid: 1, signer: signerOf(scene) })
  expect(await chain.submit(call, 21)).toEqual(scene.answers[0])
  expect(await chain.look()).toEqual(scene.answers[1])
  chain.close()
  client.destroy()
})
