/** Mistakes that the adapter must not make, each with a node that brings it out. `hostile-endings.test.ts` draws such nodes. */
import { describe, expect, test, vi } from 'vitest'
import type { SubtensorFailure } from '../../../src/adapters/subtensor.js'
import { subtensorChain } from '../../../src/adapters/subtensor.js'
import { frameCheck } from '../../../src/adapters/subtensor/frame-check.js'
import { secretsOf } from '../../../src/adapters/subtensor/address-secrets.js'
import type { SubtensorSource } from '../../../src/adapters/subtensor.js'
import type { WeightsCall } from '../../../src/validator/ports.js'
import type { Delivery, Saying, Tamper } from './replay.js'
import { inFakeTime } from './fake-time.js'
import { replaySocket, sceneOf, signerOf } from './replay.js'

inFakeTime()

const scene = sceneOf('set')
const call: WeightsCall = { _tag: 'Set', netuid: 1, uids: [1, 2, 3], weights: [1, 2, 3], version_key: '0' }

const open = (tamper: Tamper, more: Partial<SubtensorSource> = {}) => {
  const { Socket, log } = replaySocket(scene, tamper)
  vi.stubGlobal('WebSocket', Socket)
  const signed: { readonly nonce: string; readonly era: string }[] = []
  const inner = signerOf(scene)
  const signer = {
    ...inner,
    signTx: (_: Uint8Array, extensions: Record<string, { readonly value: Uint8Array }>) => {
      const hex = (name: string): string => Buffer.from(extensions[name]!.value).toString('hex')
      signed.push({ nonce: hex('CheckNonce'), era: hex('CheckMortality') })
      return inner.signTx()
    },
  }
  return { log, signed, chain: subtensorChain({ url: 'ws://node/secret-path', netuid: 1, signer, ...more }) }
}

const whole = ({ frame }: Saying): readonly Delivery[] => [{ data: frame, after: 1 }]

const ended = async (promise: Promise<unknown>, seconds: number): Promise<unknown> => {
  const settled = promise.catch((thrown: unknown) => (thrown as SubtensorFailure).error)
  await vi.advanceTimersByTimeAsync(seconds * 1000)
  return Promise.race([settled, Promise.resolve('nothing')])
}

const asksFor =
  (name: string) =>
  ({ request }: Saying): boolean =>
    request.includes(name)
const sent = ({ asked }: { readonly asked: readonly { readonly method?: string }[] }): number =>
  asked.filter(({ method }) => method === 'transaction_v1_broadcast').length

test('the nonce of a call that never ends is given back', async () => {
  let isSilent = true
  const { chain, signed } = open((saying) => (isSilent && asksFor('validate_transaction')(saying) ? [] : whole(saying)), {
    timeouts: { submit: 20 },
  })
  expect(await ended(chain.submit(call, 21), 21)).toMatchObject({ _tag: 'TimedOut' })
  isSilent = false
  expect(await ended(chain.submit(call, 21), 15)).toEqual(scene.answers[0])
  expect(signed.map(({ nonce }) => nonce)).toEqual(['00', '00'])
  chain.close()
})

test.each<readonly [string, number]>([
  ['account_nonce', 0],
  ['validate_transaction', 1],
])('nothing is signed or sent after the end of its call, however late %s is answered', async (name, times) => {
  let isLate = true
  const tamper: Tamper = (saying) => {
    // A look that waits for long uses the connection too, so that it is not left.
    if (asksFor('get_metagraph')(saying)) return []
    return [{ data: saying.frame, after: isLate && asksFor(name)(saying) ? 25_000 : 1 }]
  }
  const { chain, log, signed } = open(tamper, { timeouts: { submit: 20, look: 60, silence: 100 } })
  const looking = chain.look().catch(() => undefined)
  expect(await ended(chain.submit(call, 21), 21)).toMatchObject({ _tag: 'TimedOut' })
  await vi.advanceTimersByTimeAsync(20_000)
  expect([signed.length, sent(log)]).toEqual([times, 0])
  isLate = false
  expect(await ended(chain.submit(call, 21), 5)).toEqual(scene.answers[0])
  expect(signed.at(-1)).toMatchObject({ nonce: '00' })
  chain.close()
  await looking
})

test('a call that was sent and has no answer in its time is unknown', async () => {
  const { chain } = open((saying) => (asksFor('chainHead_v1_body')(saying) ? [] : whole(saying)))
  expect(await ended(chain.submit(call, 21), 121)).toMatchObject({ _tag: 'OutcomeUnknown' })
  chain.close()
})

test('a call that was sent over a connection that ends is unknown', async () => {
  const { chain } = open((saying) => (asksFor('chainHead_v1_body')(saying) ? [{ end: 'close' }] : whole(saying)))
  expect(await ended(chain.submit(call, 21), 5)).toMatchObject({ _tag: 'OutcomeUnknown' })
  chain.close()
})

test('a transaction ends by validUntil', async () => {
  const eras: string[] = []
  for (const validUntil of [16, 17]) {
    const { chain, signed } = open(whole)
    await ended(chain.submit(call, validUntil), 5)
    eras.push(signed[0]!.era)
    chain.close()
  }
  // At block 1 a period of 16 ends by block 16, not before. The last digit of an era is log2(period) - 1.
  expect(eras.map((era) => era.slice(0, 2))).toEqual(['13', '13'])
  const { chain, signed } = open(whole)
  await ended(chain.submit(call, 15), 5)
  expect(signed[0]!.era.slice(0, 2)).toBe('12')
  chain.close()
})

describe('the events of a transaction', () => {
  /** The stored events of the block, with something else in place of the end of the transaction. */
  const changed =
    (change: (hex: string) => string): Tamper =>
    (saying) => [
      {
        data:
          saying.frame.includes('operationStorageItems') &&
          saying.request.includes('26aa394eea5630e07c48ae0c9558cef780d41e5e16056765bc8461851072c9d7')
            ? saying.frame.replace(/"value":"(0x[0-9a-f]+)"/, (_, hex: string) => `"value":"${change(hex)}"`)
            : saying.frame,
        after: 1,
      },
    ]

  test('that do not end with its success prove nothing', async () => {
    // One event fewer: the last is ExtrinsicSuccess, System (0) event 0, of extrinsic 1.
    const { chain } = open(changed((hex) => `0x${(Number.parseInt(hex.slice(2, 4), 16) - 4).toString(16).padStart(2, '0')}${hex.slice(4)}`))
    expect(await ended(chain.submit(call, 21), 121)).toMatchObject({ _tag: 'OutcomeUnknown' })
    chain.close()
  })

  test('that are cut prove nothing', async () => {
    const { chain } = open(changed((hex) => hex.slice(0, -20)))
    expect(await ended(chain.submit(call, 21), 121)).toMatchObject({ _tag: 'OutcomeUnknown' })
    chain.close()
  })
})

test('another genesis hash is found at each connection, also the second', async () => {
  const foreign = `0x${'46'.repeat(32)}`
  const { chain } = open((saying) => {
    if (saying.socket === 0 && asksFor('account_nonce')(saying)) return [{ end: 'close' }]
    return [{ data: saying.socket === 0 ? saying.frame : saying.frame.replace(`"0x${'45'.repeat(32)}"`, `"${foreign}"`), after: 1 }]
  })
  expect(await ended(chain.submit(call, 21), 5)).toMatchObject({ _tag: 'Disconnected' })
  expect(await ended(chain.submit(call, 21), 5)).toMatchObject({ _tag: 'WrongGenesis', found: foreign })
  chain.close()
})

test('what a node or a socket repeats of its address and of a transaction is not told, nor printed', async () => {
  const signature = scene.transactions[0]!.slice(80, 144)
  const words = `no key secret-path for ${scene.transactions[0]!}`
  const { chain } = open((saying) => {
    const { id } = JSON.parse(saying.request) as { readonly id: unknown }
    const answer = { jsonrpc: '2.0', id, error: { code: -32_000, message: words } }
    return asksFor('chainHead_v1_header')(saying) || asksFor('account_nonce')(saying)
      ? [{ data: JSON.stringify(answer), after: 1 }]
      : whole(saying)
  })
  const told = JSON.stringify([await ended(chain.submit(call, 21), 125), vi.mocked(console.warn).mock.calls.map((all) => all.map(String))])
  expect(told).toContain('no key … for …')
  expect(told).not.toContain('secret-path')
  expect(told).not.toContain(signature)
  chain.close()
})

test('what a socket says of its address is not told', async () => {
  const { chain } = open(() => [{ end: 'error' }], { timeouts: { block: 5 } })
  const told = JSON.stringify(await ended(chain.block(), 6))
  expect(told).toContain('Unexpected server response from ws://node…: 502')
  expect(told).not.toContain('secret-path')
  chain.close()
})

test('the secrets of an address are its user, password, path and query, plain and encoded', () => {
  const secrets = secretsOf('wss://someone:p%40ss@node/v1/abcdef0123?token=a%2Fb-long')
  for (const secret of ['someone', 'p%40ss', 'p@ss', 'abcdef0123', 'a/b-long', '/v1/abcdef0123?token=a%2Fb-long'])
    expect(secrets).toContain(secret)
  expect(secretsOf('wss://entrypoint-finney.opentensor.ai')).toEqual([])
})

test('closing ends a rest and a greeting', async () => {
  for (const tamper of [() => [{ end: 'close' }], () => []] as const satisfies readonly Tamper[]) {
    const { chain, log } = open(tamper)
    const pending = ended(chain.block(), 3)
    await pending
    chain.close()
    await vi.advanceTimersByTimeAsync(1)
    expect([vi.getTimerCount(), log.open]).toEqual([0, 0])
  }
})

describe('frames', () => {
  const HASH = `0x${'ab'.repeat(32)}`
  const verdict = (method: string, message: object) => {
    const check = frameCheck()
    check.sent(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] }))
    return check.received(message)
  }
  const event = (result: unknown) => ({ method: 'chainHead_v1_followEvent', params: { subscription: 's', result } })

  test.each<readonly [string, string, unknown]>([
    ['methods that are no texts', 'rpc_methods', { methods: [null] }],
    ['a subscription without a name', 'chainHead_v1_follow', null],
    ['a header of half a byte', 'chainHead_v1_header', '0xabc'],
    ['a genesis hash of 31 bytes', 'chainSpec_v1_genesisHash', '0x'.padEnd(64, '0')],
    ['an operation without an id', 'chainHead_v1_call', { result: 'started' }],
  ])('%s', (_, method, result) => {
    expect(verdict(method, { id: 1, result })).toHaveProperty('wrong')
  })

  test.each<readonly [string, object]>([
    ['a notification without params', { method: 'chainHead_v1_followEvent' }],
    ['an event that is null', event(null)],
    ['a block without a parent', event({ event: 'newBlock', blockHash: HASH })],
    ['pruned blocks that are none', event({ event: 'finalized', finalizedBlockHashes: [HASH], prunedBlockHashes: null })],
    ['an output that is no hex', event({ event: 'operationCallDone', operationId: 'o', output: '0xzz' })],
    ['neither an answer nor a notification', { jsonrpc: '2.0' }],
    ['an id that is null', { id: null, error: { code: -32_700, message: 'Parse error' } }],
  ])('%s', (_, message) => {
    expect(verdict('system_health', message)).toHaveProperty('wrong')
  })

  test('an error that is null is none, and a refusal to tell of the chain is the end', () => {
    expect(verdict('system_health', { id: 1, error: null })).toHaveProperty('wrong')
    expect(verdict('system_health', { id: 1, error: { code: 1, message: 'no' } })).toBe('pass')
    expect(verdict('chainHead_v1_follow', { id: 1, error: { code: 1, message: 'no' } })).toHaveProperty('wrong')
  })

  test('an answer that nobody waits for is dropped, and so are events of a chain that has stopped', () => {
    expect(verdict('system_health', { id: 2, result: null })).toBe('drop')
    const check = frameCheck()
    expect(check.received(event({ event: 'stop' }))).toBe('pass')
    expect(check.received(event({ event: 'bestBlockChanged', bestBlockHash: HASH }))).toBe('drop')
    expect(check.received(event({ event: 'party' }))).toBe('drop')
  })
})

test('a transaction that the pool drops is not refused', async () => {
  const { chain } = open((saying) => {
    if (!asksFor('validate_transaction')(saying) || !saying.frame.includes('operationCallDone')) return whole(saying)
    // TransactionValidity: Err(Invalid(Stale)).
    return [{ data: saying.frame.replace(/"output":"0x[0-9a-f]+"/, '"output":"0x010003"'), after: 1 }]
  })
  expect(await ended(chain.submit(call, 21), 5)).toMatchObject({ _tag: 'OutcomeUnknown', reason: 'Invalid.Stale' })
  chain.close()
})
