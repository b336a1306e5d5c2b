/** The adapter against a recorded node: it gives what it gave then, whatever the order and the ids. */
import { isRight } from 'fp-ts/lib/Either.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { subtensorChain, subtensorView } from '../../../src/adapters/subtensor.js'
import { readLook } from '../../../src/network/look.js'
import type { WeightsCall } from '../../../src/validator/ports.js'
import { replaySocket, sceneNames, sceneOf, signerOf } from './replay.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

const open = (name: string) => {
  const scene = sceneOf(name)
  const { Socket, log } = replaySocket(scene)
  vi.stubGlobal('WebSocket', Socket)
  return { scene, log, chain: subtensorChain({ url: 'ws://node', netuid: scene.netuid, signer: signerOf(scene) }) }
}

const set = (netuid: number, uids: readonly number[], weights: readonly number[]): WeightsCall => ({
  _tag: 'Set',
  netuid,
  uids,
  weights,
  version_key: '0',
})
const commit: WeightsCall = {
  _tag: 'Commit',
  netuid: 3,
  commit: `0x${'ab'.repeat(284)}`,
  reveal_round: '1000',
  commit_reveal_version: 4,
}

describe('a look', () => {
  test('is what it was, and can be read', async () => {
    const { scene, chain, log } = open('look')
    const look = await chain.look()
    expect(look).toEqual(scene.answers[0])
    expect(isRight(readLook(look))).toBe(true)
    expect(log.unanswered).toEqual([])
    chain.close()
  })

  test('asks one call of the runtime and one batch of storage; a default of the runtime is asked for once', async () => {
    const { chain, log } = open('look')
    await chain.block()
    const asked = async (): Promise<readonly string[]> => {
      const before = log.asked.length
      await chain.look()
      return log.asked.slice(before).map(({ method = '', params }) => {
        const third = (params as readonly unknown[])[2]
        return typeof third === 'string' ? third : method
      })
    }
    const loading = /^(?:chainHead_v1_header|chainHead_v1_storage|Metadata_metadata_(?:versions|at_version))$/
    expect((await asked()).filter((name) => !loading.test(name))).toEqual(['SubnetInfoRuntimeApi_get_metagraph', 'state_queryStorageAt'])
    // polkadot-api remembers what the runtime said of a block.
    expect(await asked()).toEqual(['state_queryStorageAt'])
    chain.close()
  })

  test('is null where there is no such subnet', async () => {
    const { chain } = open('no-subnet')
    expect(await chain.look()).toBeNull()
    chain.close()
  })

  test('of nobody has neither row nor commits', async () => {
    const scene = sceneOf('look')
    vi.stubGlobal('WebSocket', replaySocket(scene).Socket)
    const view = subtensorView({ url: 'ws://node', netuid: scene.netuid })
    const { row: _row, commits: _commits, ...rest } = scene.answers[0] as Readonly<Record<string, unknown>>
    expect(await view.look()).toEqual(rest)
    view.close()
  })
})

test.each<readonly [string, WeightsCall]>([
  ['set', set(1, [1, 2, 3], [1, 2, 3])],
  ['refused-duplicate', set(1, [1, 1, 3], [1, 2, 3])],
  ['refused-unknown-uid', set(1, [1, 65_535], [1, 2])],
  ['refused-stake', set(1, [1, 2], [1, 2])],
  ['refused-unregistered', set(1, [1, 2], [1, 2])],
  ['refused-permit', set(1, [1, 3], [1, 2])],
  ['refused-commit-reveal', set(3, [1, 3], [1, 2])],
  ['commit', commit],
])('%s is answered as it was', async (name, call) => {
  const { scene, chain, log } = open(name)
  expect(await chain.submit(call, (await chain.block()) + 20)).toEqual(scene.answers[0])
  if (scene.answers.length > 1) expect(await chain.look()).toEqual(scene.answers[1])
  expect(log.unanswered).toEqual([])
  chain.close()
})

const CALLS = sceneNames.filter((name) => sceneOf(name).call !== undefined)

test('the scenes have the refusals that they are named after', () => {
  const refused = CALLS.flatMap((name) => (name.startsWith('refused ') ? [[name.slice(8), sceneOf(name).answers[0]]] : []))
  expect(refused.map(([name]) => name)).toContain('SettingWeightsTooFast')
  // A runtime of spec 293 takes a commit whose round has passed.
  for (const [name, answer] of refused)
    expect(answer).toMatchObject(name === 'of an old round' ? { _tag: 'Included' } : { _tag: 'Refused', error: name })
})

test.each(CALLS)('%s: it is answered as it was', async (name) => {
  const { scene, chain, log } = open(name)
  expect(await chain.submit(scene.call!, (await chain.block()) + 16)).toEqual(scene.answers[0])
  if (scene.answers.length > 1) expect(await chain.look()).toEqual(scene.answers[1])
  expect(log.unanswered).toEqual([])
  chain.close()
})

test('a commit is open with its bytes and its block, and after its reveal the row is the vector', async () => {
  const made = sceneOf('commit-timelocked')
  const { block } = made.answers[0] as { readonly block: number }
  const { commit: bytes, reveal_round } = made.call as Extract<WeightsCall, { readonly _tag: 'Commit' }>
  expect(made.answers[1]).toMatchObject({ row: [], commits: [{ block, commit: bytes, reveal_round: Number(reveal_round) }] })
  const { chain, log } = open('revealed')
  expect(await chain.look()).toMatchObject({
    row: [
      [1, 100],
      [2, 65_535],
      [5, 321],
    ],
    commits: [],
  })
  expect(log.unanswered).toEqual([])
  chain.close()
})
