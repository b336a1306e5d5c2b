/** Values and texts that a hostile node puts in place of what it was asked for. */
import type { Dice } from '../../../cli/mutations/dice.js'
import { pick } from '../../../cli/mutations/dice.js'

export const hexOf = (roll: Dice, digits: number): string => Array.from({ length: digits }, () => roll(16).toString(16)).join('')

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

/** Values of every type, for any place. */
const VALUES: readonly (() => unknown)[] = [
  ...[null, true, '', 'null', '0x', '0xz', -1, 0.5, 1e308, 2 ** 53, 0, [], {}].map((value) => () => value),
  () => '0'.repeat(10_000),
  () => JSON.parse(deep(500)) as unknown,
  () => ({ __proto__: null, constructor: 1, then: 'then' }),
  () => '\u202e\u001b[2Jgone\nerror: forged',
]

/** A frame that is no message, or is none that anybody waits for. */
export const garbage = (roll: Dice): unknown =>
  pick<() => unknown>(roll, [
    () => '',
    () => 'null',
    () => '[]',
    () => '7',
    () => '{}',
    () => '{"jsonrpc":"2.0"}',
    () => '<html><body>502 Bad Gateway</body></html>',
    () => deep(100_000),
    () => `{"jsonrpc":"2.0","id":${deep(2000)}}`,
    () => hexOf(roll, 300),
    () => '{"jsonrpc":"2.0","id":0,"result":{"__proto__":{"polluted":true}}}',
    () => '{"jsonrpc":"2.0","method":"chainHead_v1_followEvent"}',
    () => '{"jsonrpc":"2.0","method":null,"params":null}',
    () => '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}',
    () => new Uint8Array(64).buffer,
    () => undefined,
  ])()

type Parent = Record<string, unknown>

/** Every place in a value: its parent and its key. */
const placesIn = (value: unknown): readonly (readonly [parent: Parent, key: string])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [[value as Parent, key] as const, ...placesIn(inner)])

/** The message with a value of another type at a place, or without the place. Gives also whether that is a thing a node may say. */
export const retyped = (roll: Dice, frame: string): string => {
  const message = JSON.parse(frame) as unknown
  const places = placesIn(message)
  const [parent, key] = pick(roll, places)
  const before = parent[key]
  if (roll(5) === 0) Reflect.deleteProperty(parent, key)
  else if (typeof before === 'number' && roll(2) === 0) parent[key] = String(before)
  else {
    const after = pick(roll, VALUES)()
    parent[key] = typeof after === typeof before && after !== null && before !== null ? null : after
  }
  return JSON.stringify(message)
}

/** What a frame says in hex, in another length or with other bytes. Short hex is left alone: those are hashes of nobody. */
export const rehexed = (roll: Dice, frame: string, how: 'length' | 'bytes'): string => {
  const all = [...frame.matchAll(/"0x[0-9a-f]+"/g)]
  if (all.length === 0) return frame
  const { 0: found, index } = pick(roll, all)
  const digits = found.slice(3, -1)
  const at = roll(digits.length + 1)
  const even = at - (at % 2)
  const changed =
    how === 'bytes'
      ? roll(3) === 0
        ? hexOf(roll, digits.length)
        : digits.slice(0, at) + hexOf(roll, 2).slice(0, digits.length - at) + digits.slice(at + 2)
      : pick(roll, [
          () => digits.slice(0, even),
          () => digits.slice(0, at),
          () => digits.slice(0, -2),
          () => '',
          () => digits + hexOf(roll, 2 * (1 + roll(8))),
          () => digits.slice(0, even) + digits.slice(even + 2),
        ])()
  return `${frame.slice(0, index)}"0x${changed}"${frame.slice(index + found.length)}`
}

/** An error of JSON-RPC, in any shape; some repeat what was asked, and where. */
export const errorFor = (roll: Dice, { request, url }: { readonly request: string; readonly url: string }): string => {
  const { id } = JSON.parse(request) as { readonly id?: unknown }
  const error = pick<unknown>(roll, [
    { code: -32_603, message: 'Internal error' },
    { code: -32_000, message: `could not handle ${request}` },
    { code: 429, message: `the key of ${url} is over its limit` },
    { code: -32_000, message: `${new URL(url).pathname.slice(1)} is over its limit, ${new URL(url).search}` },
    { code: -32_801, message: 'Invalid block hash' },
    { code: -32_802, message: 'Operation limit', data: [] },
    { code: 1010, message: 'Invalid Transaction', data: 'Custom error: 6' },
    { code: 1012, message: 'Transaction is temporarily banned' },
    { code: '1', message: null },
    { message: { toString: 'no' } },
    'no',
    7,
    [],
    {},
    true,
    { code: 0, message: `\u001b[31m${'long '.repeat(20_000)}\nerror: forged` },
  ])
  return JSON.stringify({ jsonrpc: '2.0', id, error })
}

/** A frame that nobody asked for. */
export const stray = (roll: Dice, subscription: string, blocks: readonly string[]): string => {
  const [some, other] = [pick(roll, blocks), `0x${hexOf(roll, 64)}`]
  const told = (result: unknown, to = subscription): string =>
    JSON.stringify({ jsonrpc: '2.0', method: 'chainHead_v1_followEvent', params: { subscription: to, result } })
  return pick<() => string>(roll, [
    () => told({ event: 'stop' }),
    () => told({ event: 'bestBlockChanged', bestBlockHash: some }, 'another'),
    () => told({ event: 'newBlock', blockHash: other, parentBlockHash: some, newRuntime: null }),
    () => told({ event: 'newBlock', blockHash: other, parentBlockHash: other, newRuntime: null }),
    () => told({ event: 'newBlock', blockHash: some, parentBlockHash: some, newRuntime: null }),
    () => told({ event: 'bestBlockChanged', bestBlockHash: other }),
    () => told({ event: 'bestBlockChanged', bestBlockHash: some }),
    () => told({ event: 'finalized', finalizedBlockHashes: [other], prunedBlockHashes: [some] }),
    () => told({ event: 'finalized', finalizedBlockHashes: [some], prunedBlockHashes: [some] }),
    () => told({ event: 'finalized', finalizedBlockHashes: [], prunedBlockHashes: [] }),
    () => told({ event: 'initialized', finalizedBlockHashes: [other] }),
    () => told({ event: 'initialized', finalizedBlockHashes: [some], finalizedBlockRuntime: null }),
    () => told({ event: 'operationCallDone', operationId: 'nobody’s', output: '0x00' }),
    () => told({ event: 'operationError', operationId: 'nobody’s', error: 'no' }),
    () => told({ event: 'party' }),
    () => JSON.stringify({ jsonrpc: '2.0', id: 100 + roll(1000), result: null }),
    () => JSON.stringify({ jsonrpc: '2.0', id: roll(12), result: hexOf(roll, 8) }),
    () =>
      JSON.stringify({ jsonrpc: '2.0', method: 'transaction_v1_watchEvent', params: { subscription: 'x', result: { event: 'dropped' } } }),
    () => JSON.stringify({ jsonrpc: '2.0', method: 'state_storage', params: { subscription, result: {} } }),
  ])()
}

/** The end of an operation in another way. */
export const failedOperation = (roll: Dice, frame: string, request: string): string => {
  const { params } = JSON.parse(frame) as {
    readonly params?: { readonly result?: { readonly operationId?: string }; readonly subscription?: string }
  }
  const { id } = JSON.parse(request) as { readonly id?: unknown }
  const operationId = params?.result?.operationId
  if (operationId === undefined)
    return JSON.stringify({
      jsonrpc: '2.0',
      id,
      result: pick<unknown>(roll, [{ result: 'limitReached' }, null, { result: 'started' }, 'started']),
    })
  const event = pick(roll, [
    { event: 'operationError', operationId, error: 'the runtime panicked' },
    { event: 'operationError', operationId },
    { event: 'operationInaccessible', operationId },
    { event: 'operationWaitingForContinue', operationId },
    { event: 'operationStorageDone', operationId },
    { event: 'operationCallDone', operationId },
    { event: 'operationBodyDone', operationId, value: [] },
  ])
  return JSON.stringify({
    jsonrpc: '2.0',
    method: 'chainHead_v1_followEvent',
    params: { subscription: params?.subscription, result: event },
  })
}
