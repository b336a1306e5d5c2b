import { describe, expect, test } from 'vitest'
import { traceLines } from '../../src/cli/output/trace-lines.js'
import { retracePathway } from '../../src/policies/index.js'
import type { MinerTrace } from '../../src/policy/miner-trace.js'
import { recordFault } from '../../src/storage/check-record.js'
import { isPlainTrace, traceRecord } from '../../src/storage/trace-record.js'
import { pathways } from '../../src/policies/pathways/pathways.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectRight } from '../either.js'

const SIGNER = { netuid: 39, validator_hotkey: '5A' }
const AT = '2026-11-20T06:00:00Z'
const plain: MinerTrace = {
  miner_uid: 7,
  miner_hotkey: '5B',
  period_start: '2026-11-06T06:00:00+00:00',
  period_end: AT,
  period_type: 'day',
  submitted_weight: 65_535,
  submitted_share: 0.5,
  document: { checks: 12, 'up\u007f\u202etime': '99 %' },
}

describe('a trace without columns of its own', () => {
  test('is stored with neutral values in the columns of pathways, and with its document', () => {
    const record = traceRecord(SIGNER, 900)(plain)
    expect(recordFault('miner_performance_stats', record)).toBe(null)
    expect(record).toEqual({
      ...SIGNER,
      miner_uid: 7,
      miner_hotkey: '5B',
      period_start: '2026-11-06T06:00:00.000000000Z',
      period_end: '2026-11-20T06:00:00.000000000Z',
      period_type: 'day',
      raw_calculated_weight: 0,
      excellence_weight: 0,
      diversity_weight: 0,
      scoring_pathway: 'none',
      pathway_details: plain.document,
      excellence_qualified_tasks: [],
      multi_task_bonus: 0,
      weight_contributions: {},
      percentile_ranks: {},
      submitted_weight: 65_535,
      submitted_share: 0.5,
      weight_submission_block: 900,
      incentive: null,
      consensus_rank: null,
      consensus_block: null,
    })
  })
  test('a key that is no column, or that is the signer’s or the chain’s, changes nothing', () => {
    const stranger = { ...plain, mood: 'good', incentive: 1, validator_hotkey: '5Z', netuid: 1, weight_submission_block: 1 }
    expect(traceRecord(SIGNER, 900)(stranger)).toEqual(traceRecord(SIGNER, 900)(plain))
  })
  test('is printed with its document, and nothing is said of pathways', () => {
    expect(traceLines(traceRecord(SIGNER, 900)(plain))).toEqual([
      'uid 7, 5B, 2026-11-06T06:00:00Z to 2026-11-20T06:00:00Z',
      '  how         {"checks":12,"up\\u007f\\u202etime":"99 %"}',
      '  submitted   65535 of 65535, for 50 % of the whole, in block 900',
      '  consensus   not known yet',
    ])
    const long = traceLines(traceRecord(SIGNER, 900)({ ...plain, document: 'a'.repeat(3000) }))
    expect(long[1]).toMatch(/^ {2}how {9}"a{1999}… \(1002 characters more\)$/)
  })
})

describe('a trace of pathways', () => {
  const neurons = [0, 1, 2].map((uid) => ({ uid, hotkey: hotkeyOf(uid), coldkey: hotkeyOf(uid), registered_at_block: 1 }))
  const results = [{ miner_hotkey: hotkeyOf(1), task: 'soil', score: 0.8, scored_at: AT }]
  const { readConfig, decide } = pathways()
  const config = expectRight(readConfig({ burn_uid: 0, burn_percentage: 5 }))
  const world = { network: { netuid: 39, block: 1, neurons }, at: AT, results, previous: [], profiles: [] }
  const traces = [...(expectRight(decide(config)(world)).traces ?? [])]

  test('keeps every column, as it is, and the document that it has not is not stored', () => {
    expect(traces).toHaveLength(2)
    for (const trace of traces) {
      const record = traceRecord(SIGNER, 900)(trace)
      const { document, ...columns } = trace
      expect(document).toBe(null)
      expect(record).toEqual({
        ...columns,
        ...SIGNER,
        weight_submission_block: 900,
        incentive: null,
        consensus_rank: null,
        consensus_block: null,
      })
      expect(isPlainTrace(record)).toBe(false)
      expect(expectRight(retracePathway(record))).toEqual(trace)
    }
  })
  test('from a journal that was written before traces had documents is stored as it was', () => {
    for (const { document: _, ...trace } of traces)
      expect(traceRecord(SIGNER, 900)(trace as unknown as MinerTrace)).toEqual(traceRecord(SIGNER, 900)({ ...trace, document: null }))
  })
})
