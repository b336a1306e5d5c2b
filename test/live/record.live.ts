/**
 * Records conversations of the adapter with a real runtime, frame by frame, for `test/adapters/subtensor/fixtures/commits-293.json.gz`:
 *
 *     STEELYARD_RECORD=test/adapters/subtensor/fixtures/commits-293.json.gz npm run test:live -- --chain ws://127.0.0.1:8800 record
 *
 * The node is that of docs/live-chain.md, started anew, with blocks by `dev_newBlock`. A scene has one connection. The metadata is loaded before
 * the first scene, so that none has it: the first scene of `spec-293.json.gz` does.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { TransactionSigner } from '../../src/adapters/subtensor.js'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { encodeCrv3Payload, timelockEncrypt } from '../../src/chain/timelock/index.js'
import type { WeightsCall } from '../../src/validator/ports.js'
import { expectRight } from '../either.js'
import { signerOf } from './accounts.js'
import type { Node } from './node.js'
import { connectNode, meanwhile, URL } from './node.js'
import { storePulse } from './pulse.js'
import { ROUND, SIGNATURE } from './slow-clock.js'

const file = process.env['STEELYARD_RECORD']
const isAsked = file !== undefined

let node: Node
let frames: { readonly to: 'node' | 'client'; readonly data: string }[] = []
const scenes: object[] = []

class RecordingSocket extends WebSocket {
  constructor(url: string) {
    super(url, { maxPayload: 1 << 28 })
    this.on('message', (data: Buffer) => void frames.push({ to: 'client', data: data.toString() }))
  }
  override send(text: string): void {
    frames.push({ to: 'node', data: text })
    super.send(text)
  }
}

beforeAll(async () => {
  if (!isAsked) return
  Reflect.set(globalThis, 'WebSocket', RecordingSocket)
  node = await connectNode()
})
afterAll(() => {
  if (!isAsked) return
  node.close()
  writeFileSync(file, gzipSync(JSON.stringify(scenes), { level: 9 }))
})

interface Act {
  readonly name: string
  readonly uri: string
  readonly netuid: number
  /** without one, there is only a look */
  readonly call?: WeightsCall
  readonly isLookedAt?: boolean
}

const record = async ({ name, uri, netuid, call, isLookedAt = false }: Act): Promise<readonly unknown[]> => {
  const transactions: string[] = []
  const signer = signerOf(uri)
  const remembering: TransactionSigner = {
    ...signer,
    signTx: async (...all) => {
      const transaction = await signer.signTx(...all)
      transactions.push(`0x${Buffer.from(transaction).toString('hex')}`)
      return transaction
    },
  }
  const chain = subtensorChain({ url: URL, netuid, signer: remembering })
  frames = []
  try {
    const answers: unknown[] = []
    if (call !== undefined) answers.push(await meanwhile(node, chain.submit(call, (await chain.block()) + 16)))
    if (call === undefined || isLookedAt) answers.push(await chain.look())
    const publicKey = `0x${Buffer.from(signer.publicKey).toString('hex')}`
    scenes.push({ name, netuid, publicKey, transactions, call, answers, frames })
    return answers
  } finally {
    chain.close()
  }
}

const set = (netuid: number, uids: readonly number[], weights: readonly number[], version_key = '0'): WeightsCall => ({
  ...{ _tag: 'Set', netuid, uids, weights, version_key },
})
const commit = (netuid: number, reveal_round: string, bytes: string): WeightsCall => ({
  ...{ _tag: 'Commit', netuid, commit: bytes, reveal_round, commit_reveal_version: 4 },
})
const ALICE = '//Alice'
const eight = [0, 1, 2, 3, 4, 5, 6, 7]
const tens = eight.map(() => 10)
const seventeen = Array.from({ length: 17 }, (_, i) => i)

test.runIf(isAsked)('a commit, open and revealed, and every refusal', async () => {
  const first = subtensorChain({ url: URL, netuid: 3, signer: signerOf(ALICE) })
  await first.look()
  first.close()
  await node.setStorage({ SubtensorModule: { Tempo: [[[3], 10]] } })
  // The runtime reveals nothing in the first two epochs.
  await node.newBlocks(24)
  const payload = expectRight(encodeCrv3Payload({ uids: [1, 2, 5], values: [100, 65_535, 321], version_key: 0n }))
  const bytes = expectRight(timelockEncrypt({ round: ROUND, entropy: Uint8Array.from(randomBytes(76)) })(payload))
  const timelocked = commit(3, String(ROUND), `0x${Buffer.from(bytes).toString('hex')}`)
  const [included, open] = await record({ name: 'commit-timelocked', uri: ALICE, netuid: 3, call: timelocked, isLookedAt: true })
  expect(included).toMatchObject({ _tag: 'Included' })
  expect(open).toMatchObject({ row: [], commits: [{ commit: `0x${Buffer.from(bytes).toString('hex')}`, reveal_round: ROUND }] })
  await storePulse(node, ROUND, SIGNATURE)
  await node.newBlocks(24)
  const [revealed] = await record({ name: 'revealed', uri: ALICE, netuid: 3 })
  expect(revealed).toMatchObject({
    row: [
      [1, 100],
      [2, 65_535],
      [5, 321],
    ],
    commits: [],
  })

  const refusals: readonly (readonly [string, WeightsCall, string?])[] = [
    ['WeightVecNotEqualSize', set(1, [1, 2, 3], [1, 2])],
    ['UidsLengthExceedUidsInSubNet', set(1, seventeen, seventeen)],
    ['IncorrectWeightVersionKey', set(2, eight, tens, '999')],
    ['WeightVecLengthIsLow', set(2, eight.slice(1), tens.slice(1), '1000')],
    ['MaxWeightExceeded', set(2, eight, [100, 1, 1, 1, 1, 1, 1, 1], '1000')],
    ['CommitRevealDisabled', commit(1, '99999999', `0x${'ab'.repeat(284)}`)],
    ['Invalid.Custom(1)', commit(3, '99999999', `0x${'ab'.repeat(284)}`), '//Dave'],
    ['of an old round', commit(3, '1', `0x${'cd'.repeat(284)}`), '//Bob'],
  ]
  for (const [name, call, uri = ALICE] of refusals) {
    const [answer] = await record({ name: `refused ${name}`, uri, netuid: call.netuid, call })
    console.log(name, JSON.stringify(answer))
  }
  await record({ name: 'set before the next', uri: ALICE, netuid: 5, call: set(5, [1, 2], [1, 2]) })
  scenes.pop()
  const [fast] = await record({ name: 'refused SettingWeightsTooFast', uri: ALICE, netuid: 5, call: set(5, [1, 2], [1, 2]) })
  console.log(JSON.stringify(fast))
})
