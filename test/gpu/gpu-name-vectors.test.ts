import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'
import { moreRows, rows } from './gpu-name-arbitraries.js'

const whole = new Set(['full', 'alias'])

describe.each([
  ['known names', rows],
  ['more names', moreRows],
] as const)('%s', (_, table) => {
  it.each(table.filter(({ kind }) => whole.has(kind)).map((row) => [row.raw, row] as const))('%j names its board', (raw, row) => {
    const named = normalizeGpuName(raw)
    expect(named).toMatchObject({ _tag: 'Right', right: { vendor: row.vendor, model: row.model } })
    if (E.isLeft(named)) return
    if (row.memory_confidence === 'stated' || row.memory_confidence === 'single') expect(named.right.memoryGb ?? null).toBe(row.memory_gb)
    if (row.form_factor !== null) expect(named.right.formFactor).toBe(row.form_factor)
  })

  it.each(table.filter(({ kind }) => !whole.has(kind)).map((row) => [row.kind, row.raw] as const))('%s %j is refused', (_kind, raw) => {
    expect(E.isLeft(normalizeGpuName(raw))).toBe(true)
  })
})
