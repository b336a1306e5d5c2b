import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../../src/policies/index.js'
import { keepTraces, noteGone, settleTraces, traceRecords } from '../../../src/validator/lanes/traces.js'
import { step } from '../../../src/validator/step.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { AT, networkOf, owner, recordOf, SIGNER, slots, stateOf, trace, tracing } from './seats.js'

describe('the traces of hotkeys that are gone', () => {
  const before = [{ seed: 0 }, { seed: 1 }, { seed: 2 }, { seed: 3 }]
  const now = networkOf([{ seed: 0 }, { seed: 9, since: 950 }, { seed: 2, since: 960 }, { seed: 3 }])
  test('are noted until they are removed, even when that fails; not at all for a policy without traces', () => {
    const noted = noteGone(now)(tracing({ seen: slots(before), gone: [hotkeyOf(1)] }))
    expect(noted.gone).toEqual([hotkeyOf(1), hotkeyOf(2)])
    expect(noteGone(now)(stateOf({ seen: slots(before) })).gone).toEqual([])
    const [removing, commands] = settleTraces(
      [recordOf(2, 600), recordOf(3, 600)],
      networkOf([{ seed: 0, incentive: 1 }, { seed: 9 }, { seed: 2, incentive: 5 }, { seed: 3, incentive: 7 }]),
    )(noted)
    expect(commands).toEqual([
      {
        _tag: 'Store',
        id: 1,
        writes: [
          { _tag: 'Remove', table: 'miner_performance_stats', where: { netuid: 39, miner_hotkey: hotkeyOf(1) } },
          { _tag: 'Remove', table: 'miner_performance_stats', where: { netuid: 39, miner_hotkey: hotkeyOf(2) } },
          { _tag: 'Put', table: 'miner_performance_stats', records: [expect.objectContaining({ miner_uid: 3, consensus_rank: 1 })] },
        ],
      },
    ])
    expect([removing.gone, removing.tracing?.gone.length]).toEqual([[], 2])
    const [failed, said] = step(gpuPools())(removing, {
      _tag: 'Failed',
      id: 1,
      at: AT,
      port: 'storage',
      error: 'Busy',
      message: 'locked',
    })
    expect([failed.tracing, failed.gone]).toEqual([null, [hotkeyOf(1), hotkeyOf(2)]])
    expect(said).toEqual([{ _tag: 'Report', report: { _tag: 'Alert', alert: { _tag: 'TraceFailed', error: 'Busy: locked' } } }])
    expect(step(gpuPools())(removing, { _tag: 'Stored', id: 1, at: AT })[0]).toMatchObject({ tracing: null, gone: [] })
  })
})

describe('keeping traces', () => {
  test('writes them by themselves once the chain has the weights; one write at a time', () => {
    const [kept, commands] = keepTraces(traceRecords([trace(1), trace(2)], owner, 905))(stateOf())
    expect(commands).toEqual([
      {
        _tag: 'Store',
        id: 1,
        writes: [{ _tag: 'Put', table: 'miner_performance_stats', records: traceRecords([trace(1), trace(2)], owner, 905) }],
      },
    ])
    expect(recordOf(1, 905)).toMatchObject({
      period_start: '2026-11-06T06:00:00.000000000Z',
      weight_submission_block: 905,
      incentive: null,
      validator_hotkey: SIGNER,
    })
    const [busy, told] = keepTraces(traceRecords([trace(1)], owner, 910))(kept)
    expect(busy).toEqual(kept)
    expect(told).toMatchObject([{ report: { alert: { _tag: 'TraceFailed' } } }])
    expect(keepTraces([])(stateOf())).toEqual([stateOf(), []])
  })
  test('a policy that does not complete them only removes, and nothing is begun while something is written or nothing is to do', () => {
    const network = networkOf([
      { seed: 0, incentive: 1 },
      { seed: 1, incentive: 2 },
    ])
    const waiting = [recordOf(1, 600)]
    expect(settleTraces(waiting, network)(tracing())[1]).toHaveLength(1)
    expect(settleTraces(waiting, network)(tracing({}, false))[1]).toEqual([])
    expect(settleTraces(waiting, network)(stateOf())[1]).toEqual([])
    expect(settleTraces(waiting, network)(tracing({ tracing: { id: 7, gone: [] } }))[1]).toEqual([])
  })
})
