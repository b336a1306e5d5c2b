import { describe, expect, test } from 'vitest'
import type { ConfigChangeRecord } from '../../../src/storage/tables.js'
import { cleanUp } from '../../../src/validator/lanes/cleaning.js'
import { AT, owner, stateOf, tracing } from './seats.js'

describe('a clean-up', () => {
  test('old ones go with the clean-up, and results stay as long as the policy looks back', () => {
    const config = { id: 'c' } as unknown as ConfigChangeRecord
    const ready = tracing({ config })
    const looksBack = { ...ready, terms: { ...ready.terms, window_hours: 300 } }
    const writes = cleanUp(AT)(looksBack)[1].flatMap((command) => (command._tag === 'Store' ? command.writes : []))
    expect(writes).toContainEqual({
      _tag: 'Remove',
      table: 'miner_performance_stats',
      where: owner,
      range: { column: 'period_end', below: '2026-10-21T06:00:00.000000000Z' },
    })
    expect(writes).toContainEqual({
      _tag: 'Remove',
      table: 'miner_prover_results',
      where: { netuid: 39 },
      range: { column: 'verification_timestamp', below: '2026-11-06T18:00:00.000000000Z' },
    })
    const plain = cleanUp(AT)(stateOf({ config }))[1].flatMap((command) => (command._tag === 'Store' ? command.writes : []))
    expect(plain.some(({ table }) => table === 'miner_performance_stats')).toBe(false)
  })
})
