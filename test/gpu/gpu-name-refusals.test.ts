import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { MAX_NAME_LENGTH, showGpuNameError, type GpuNameError } from '../../src/gpu/gpu-name-error.js'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'
import { driverName, refusedRows } from './gpu-name-arbitraries.js'

const refusal = (raw: string): GpuNameError | undefined => {
  const named = normalizeGpuName(raw)
  return E.isLeft(named) ? named.left : undefined
}
const tags: Readonly<Record<string, readonly string[]>> = {
  mig: ['FractionalGpu'],
  vgpu: ['FractionalGpu'],
  shared: ['FractionalGpu'],
  truncated: ['TruncatedName'],
  ambiguous: ['AmbiguousName'],
  unknown: ['UnknownBoard'],
  'not-compute': ['NotAGpu'],
  error: ['MalformedName', 'NotAGpu', 'UnknownBoard'],
  adversarial: ['MalformedName', 'UnknownBoard', 'AmbiguousName', 'VendorMismatch', 'ImpossibleMemory'],
}

describe('a refusal', () => {
  it.each(refusedRows.map(({ raw, kind }) => [kind, raw] as const))('of %s %j has a fitting tag', (kind, raw) => {
    expect(tags[kind]).toContain(refusal(raw)?._tag)
  })
  it.each([
    ['', { _tag: 'MalformedName', problem: 'Empty' }],
    ['\u00ae', { _tag: 'MalformedName', problem: 'Empty' }],
    ['A'.repeat(MAX_NAME_LENGTH + 1), { _tag: 'MalformedName', problem: 'TooLong' }],
    ['NVIDIA\tH100', { _tag: 'MalformedName', problem: 'ControlCharacter', at: 6, codePoint: 9 }],
    ['  NVIDIA\u200bH100', { _tag: 'MalformedName', problem: 'InvisibleCharacter', at: 8, codePoint: 0x200b }],
    ['NVIDIA \u041d100', { _tag: 'MalformedName', problem: 'ForeignCharacter', at: 7, codePoint: 0x41d }],
    ['H100 \ud83d\ude80', { _tag: 'MalformedName', problem: 'ForeignCharacter', at: 5, codePoint: 0x1f680 }],
    ['\ufeffH100', { _tag: 'MalformedName', problem: 'InvisibleCharacter', at: 0 }],
    ['1g.5gb', { _tag: 'FractionalGpu', token: '1g.5gb' }],
    ['NVIDIA A100-SXM4-40GB-1c.3g.20gb', { _tag: 'FractionalGpu', token: '1c.3g.20gb' }],
    ['NVIDIA L40-48', { _tag: 'FractionalGpu', token: '48' }],
    ['GeForce GTX P40-24', { _tag: 'FractionalGpu', token: '24' }],
    ['NVIDIA RTX Pro 6000 Blackwell DC-1-24QGFX', { _tag: 'FractionalGpu', token: '24qgfx' }],
    ['GeForce 710A', { _tag: 'UnknownBoard' }],
    ['NVIDIA A800-SXM..', { _tag: 'TruncatedName', visible: 'NVIDIA A800-SXM' }],
    ['NVIDIA A100 40GB HBM2e', { _tag: 'ImpossibleMemory', possibleGb: [64, 80] }],
    ['GRID A100X', { _tag: 'FractionalGpu', token: 'grid' }],
    ['NVIDIA A30-2-12CME', { _tag: 'FractionalGpu', token: '12cme' }],
    ['AMD Radeon Pro V620 MxGPU', { _tag: 'FractionalGpu', token: 'mxgpu' }],
    ['NVIDIA A100-SXM\u2026', { _tag: 'TruncatedName', visible: 'NVIDIA A100-SXM' }],
    ['Apple A100', { _tag: 'VendorMismatch', stated: 'Apple', actual: 'NVIDIA', model: 'A100' }],
    ['RTX 4090 48GB', { _tag: 'ImpossibleMemory', model: 'RTX 4090', foundGb: 48, possibleGb: [24] }],
    ['NVIDIA GB10 128GB', { _tag: 'ImpossibleMemory', model: 'GB10', foundGb: 128, possibleGb: [] }],
    [
      'M4',
      {
        _tag: 'AmbiguousName',
        candidates: [
          { vendor: 'NVIDIA', model: 'M4' },
          { vendor: 'Apple', model: 'M4' },
        ],
      },
    ],
    ['RTX 4090 + RTX 3090', { _tag: 'AmbiguousName', candidates: [{ model: 'RTX 4090' }, { model: 'RTX 3090' }] }],
    ['RTX 4090/PCIe', { _tag: 'AmbiguousName', candidates: [{ vendor: 'NVIDIA', model: 'RTX 4090' }] }],
    ['A100 NVL', { _tag: 'UnknownBoard', token: 'nvl' }],
    ['A100 80GB HBM3', { _tag: 'UnknownBoard', token: 'hbm3' }],
    ['A100 80GB 80GB', { _tag: 'UnknownBoard', token: '80gb' }],
    ['A100 SXM4 PCIe', { _tag: 'UnknownBoard', token: 'pcie' }],
    ['H100 HBM3 HBM3', { _tag: 'UnknownBoard', token: 'hbm3' }],
    ['80GB A100', { _tag: 'UnknownBoard' }],
    ['NVIDIA Corporation GA102 [H100 PCIe] (rev a1)', { _tag: 'UnknownBoard', token: 'ga102' }],
    ['NVIDIA Corporation GA999 [A100 PCIe] (rev a1)', { _tag: 'UnknownBoard' }],
    ['NVIDIA Corporation GA100 [Instinct MI100]', { _tag: 'VendorMismatch' }],
    ['NVIDIA Corporation AMD Instinct MI100', { _tag: 'UnknownBoard' }],
    ['GA100 [[A100 PCIe]]', { _tag: 'UnknownBoard' }],
    ['ANGLE (NVIDIA, NVIDIA H100, H200)', { _tag: 'AmbiguousName' }],
    ['AMD pg509-210', { _tag: 'UnknownBoard' }],
    ['NVIDIA -A100', { _tag: 'UnknownBoard' }],
  ] as const)('of %j carries what was found', (raw, expected) => {
    expect(refusal(raw)).toMatchObject({ raw, ...expected })
  })
  it('carries the name as it was given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw): boolean => (refusal(raw)?.raw ?? raw) === raw))
  })
  it('for a memory size that a board lacks lists the sizes that it has', () => {
    fc.assert(
      fc.property(
        driverName.filter(({ text }) => !/\dGB/i.test(text)),
        ({ text, board }): boolean => {
          const error = refusal(`${text} 999GB`)
          return error?._tag === 'ImpossibleMemory'
            ? error.foundGb === 999 && !error.possibleGb.includes(999)
            : board.vendor !== 'none' && error !== undefined
        },
      ),
    )
  })
})

describe('its message', () => {
  const raw = 'x'
  it.each<readonly [GpuNameError, string]>([
    [{ _tag: 'MalformedName', raw, problem: 'Empty' }, '"x" is not a name: it is empty'],
    [{ _tag: 'MalformedName', raw, problem: 'TooLong' }, '"x" is not a name: it is longer than 256 characters'],
    [
      { _tag: 'MalformedName', raw, problem: 'ControlCharacter', at: 3, codePoint: 9 },
      '"x" is not a name: it has a control character U+0009 at position 3',
    ],
    [
      { _tag: 'MalformedName', raw, problem: 'InvisibleCharacter', at: 3, codePoint: 0x200b },
      '"x" is not a name: it has an invisible character U+200B at position 3',
    ],
    [{ _tag: 'MalformedName', raw, problem: 'ForeignCharacter' }, '"x" is not a name: it has a character outside ASCII'],
    [{ _tag: 'FractionalGpu', raw, token: 'mig' }, '"x" is a part of a GPU, not a whole one: "mig" says so'],
    [{ _tag: 'TruncatedName', raw, visible: 'RTX 60' }, '"x" is cut off after "RTX 60"; ask the driver for the full name'],
    [
      { _tag: 'AmbiguousName', raw, token: 'm4', candidates: ['A', 'B'].map((model) => ({ vendor: 'V', model })) },
      '"x" can be more than one board: A, B',
    ],
    [
      { _tag: 'AmbiguousName', raw, token: 'm4', candidates: ['V', 'W'].map((vendor) => ({ vendor, model: 'A' })) },
      '"x" can be more than one board: V A, W A',
    ],
    [{ _tag: 'AmbiguousName', raw, token: 'm4', candidates: [] }, '"x" can be more than one board'],
    [{ _tag: 'UnknownBoard', raw, token: 'h1000' }, '"x" is no board of the catalogue: nothing in it fits "h1000"'],
    [{ _tag: 'NotAGpu', raw, token: 'nvswitch' }, '"x" is not a GPU: "nvswitch" says so'],
    [{ _tag: 'VendorMismatch', raw, stated: 'AMD', actual: 'NVIDIA', model: 'H100' }, '"x" says AMD, but H100 is made by NVIDIA'],
    [{ _tag: 'ImpossibleMemory', raw, model: 'A100', foundGb: 41, possibleGb: [40, 80] }, '"x" says 41 GB, but A100 exists with 40, 80 GB'],
    [
      { _tag: 'ImpossibleMemory', raw, model: 'GB10', foundGb: 41, possibleGb: [] },
      '"x" says 41 GB, but GB10 exists without a size of its own',
    ],
  ])('for %o is plain', (error, words) => {
    expect(showGpuNameError(error)).toBe(words)
  })
  it('does not grow with the name, and contains no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name): boolean => {
        const error = refusal(name)
        const words = error === undefined ? '' : showGpuNameError(error)
        // eslint-disable-next-line no-control-regex
        return words.length < 1200 && !/[\u0000-\u001f]/.test(words)
      }),
    )
  })
})
