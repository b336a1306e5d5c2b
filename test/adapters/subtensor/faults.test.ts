/**
 * A fault at any frame of a conversation: the answer is the right one, or a typed failure, in bounded time; nothing is thrown beside the
 * promise; and the next call works again.
 */
import { describe, expect, test, vi } from 'vitest'
import { SubtensorFailure, subtensorChain } from '../../../src/adapters/subtensor.js'
import type { SubtensorChain } from '../../../src/adapters/subtensor.js'
import type { SubmitAnswer, WeightsCall } from '../../../src/validator/ports.js'
import type { Fault } from './replay.js'
import { inFakeTime } from './fake-time.js'
import { replaySocket, sceneOf, signerOf } from './replay.js'

inFakeTime()

const KINDS = ['cut', 'garble', 'withhold', 'silence', 'swap', 'twice', 'nonsense'] as const

/** Waits in steps of the fake time for at most so many seconds. */
const settled = async <A>(promise: Promise<A>, seconds: number): Promise<{ readonly value: A } | { readonly thrown: unknown }> => {
  let outcome: { readonly value: A } | { readonly thrown: unknown } | undefined
  void promise.then(
    (value) => (outcome = { value }),
    (thrown: unknown) => (outcome = { thrown }),
  )
  for (let passed = 0; passed < seconds * 1000 && outcome === undefined; passed += 250) await vi.advanceTimersByTimeAsync(250)
  if (outcome === undefined) throw new Error(`nothing for ${seconds} s`)
  return outcome
}

const open = (name: string, fault: Fault | null) => {
  const scene = sceneOf(name)
  const { Socket, log } = replaySocket(scene, fault)
  vi.stubGlobal('WebSocket', Socket)
  return { scene, log, chain: subtensorChain({ url: 'ws://node', netuid: scene.netuid, signer: signerOf(scene) }) }
}

/** How many frames a node sends until an answer, without a fault. */
const framesOf = async (name: string, ask: (chain: SubtensorChain) => Promise<unknown>): Promise<number> => {
  const { chain, log } = open(name, null)
  await settled(ask(chain), 60)
  chain.close()
  return log.sent
}

const call: WeightsCall = { _tag: 'Set', netuid: 1, uids: [1, 2, 3], weights: [1, 2, 3], version_key: '0' }
const submit = (chain: SubtensorChain): Promise<SubmitAnswer> => chain.submit(call, 21)
const look = (chain: SubtensorChain): Promise<unknown> => chain.look()

describe.each(KINDS)('%s', (kind) => {
  test('of any frame of a look', async () => {
    const frames = await framesOf('look', look)
    expect(frames).toBeGreaterThan(10)
    for (let frame = 0; frame < frames; frame++) {
      const { chain, scene } = open('look', { kind, frame })
      const outcome = await settled(look(chain), 35)
      if ('thrown' in outcome) expect(outcome.thrown, `frame ${frame}`).toBeInstanceOf(SubtensorFailure)
      else expect(outcome.value, `frame ${frame}`).toEqual(scene.answers[0])
      // The first call after the fault may be the one that meets it.
      const next = await settled(look(chain), 35)
      expect('value' in next ? next : await settled(look(chain), 35), `after frame ${frame}`).toEqual({ value: scene.answers[0] })
      chain.close()
    }
  })

  test('of any frame of a submission', async () => {
    const frames = await framesOf('set', submit)
    for (let frame = 0; frame < frames; frame++) {
      const { chain, scene } = open('set', { kind, frame })
      const outcome = await settled(submit(chain), 125)
      if ('thrown' in outcome) expect(outcome.thrown, `frame ${frame}`).toBeInstanceOf(SubtensorFailure)
      else expect(outcome.value, `frame ${frame}`).toEqual(scene.answers[0])
      chain.close()
    }
  })
})
