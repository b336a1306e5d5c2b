import { expect, test } from 'vitest'
import { followCheck } from '../../../src/adapters/subtensor/follow-check.js'

const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
const event = (result: object) => ({ method: 'chainHead_v1_followEvent', params: { subscription: 'S', result } })

const begin = event({ event: 'initialized', finalizedBlockHashes: [hash(1), hash(2)] })
const block = (child: number, parent: number) => event({ event: 'newBlock', blockHash: hash(child), parentBlockHash: hash(parent) })
const best = (n: number) => event({ event: 'bestBlockChanged', bestBlockHash: hash(n) })
const final = (...ns: readonly number[]) => event({ event: 'finalized', finalizedBlockHashes: ns.map(hash), prunedBlockHashes: [] })

const isTaken = (...messages: readonly object[]): boolean => {
  const { received } = followCheck()
  try {
    messages.forEach(received)
    return true
  } catch {
    return false
  }
}

test('events that fit together are taken', () => {
  expect(isTaken(begin, block(3, 2), block(4, 2), best(3), final(3), best(3), block(5, 3))).toBe(true)
  expect(isTaken(begin, event({ event: 'stop' }), begin, best(2))).toBe(true)
  expect(isTaken({ id: 1, result: null }, { method: 'another', params: 7 }, event({ event: 'operationCallDone', operationId: 'o' }))).toBe(
    true,
  )
})

test.each<readonly [string, readonly object[]]>([
  ['a block before the beginning', [block(3, 2)]],
  ['a beginning without a block', [event({ event: 'initialized', finalizedBlockHashes: [] })]],
  ['a child of nobody', [begin, block(3, 7)]],
  ['a best block that was not told of', [begin, best(3)]],
  ['a final block that was not told of', [begin, final(3)]],
  ['no final block', [begin, final()]],
  ['a hash that is none', [begin, event({ event: 'bestBlockChanged', bestBlockHash: '0x07' })]],
  ['no list of pruned blocks', [begin, event({ event: 'finalized', finalizedBlockHashes: [hash(2)] })]],
  ['an event that is no record', [{ method: 'chainHead_v1_followEvent', params: { subscription: 'S', result: 7 } }]],
])('%s is refused', (_, messages) => {
  expect(isTaken(...messages)).toBe(false)
})

test('a block that is not needed any more is forgotten', () => {
  const { received, sent } = followCheck()
  received(begin)
  sent({ method: 'chainHead_v1_unpin', params: ['S', [hash(1)]] })
  sent({ method: 'chainHead_v1_unpin', params: ['S', hash(2)] })
  expect(() => received(best(1))).toThrow()
  expect(() => received(best(2))).toThrow()
})
