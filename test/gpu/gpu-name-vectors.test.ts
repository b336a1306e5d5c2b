import * as E from 'fp-ts/lib/Either.js'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'

interface Row {
  readonly raw: string
  readonly vendor: string | null
  readonly model: string | null
  readonly memory_gb: number | null
  readonly form_factor: string | null
  readonly kind: string
  readonly memory_confidence: string
}
const rows = JSON.parse(readFileSync(new URL('../vectors/gpu_names.json', import.meta.url), 'utf8')) as readonly Row[]
const whole = new Set(['full', 'alias'])

describe('known names', () => {
  it.each(rows.filter(({ kind }) => whole.has(kind)).map((row) => [row.raw, row] as const))('%j names its board', (raw, row) => {
    const named = normalizeGpuName(raw)
    expect(named).toMatchObject({ _tag: 'Right', right: { vendor: row.vendor, model: row.model } })
    if (E.isLeft(named)) return
    if (row.memory_confidence === 'stated' || row.memory_confidence === 'single') expect(named.right.memoryGb ?? null).toBe(row.memory_gb)
    if (row.form_factor !== null) expect(named.right.formFactor).toBe(row.form_factor)
  })

  it.each(rows.filter(({ kind }) => !whole.has(kind)).map((row) => [row.kind, row.raw] as const))('%s %j is refused', (_kind, raw) => {
    expect(E.isLeft(normalizeGpuName(raw))).toBe(true)
  })
})
