import { describe, expect, it } from 'vitest'
import { chipCodeName } from '../../src/gpu/chip-code-name.js'
import { cleanGpuName } from '../../src/gpu/clean-gpu-name.js'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'
import { splitQualifiers } from '../../src/gpu/split-qualifiers.js'
import { tokenise } from '../../src/gpu/tokenise.js'
import { unwrapGpuName } from '../../src/gpu/unwrap-gpu-name.js'
import { statedVendor } from '../../src/gpu/vendor.js'

describe('tokenise', () => {
  it.each([
    ['NVIDIA A100-SXM4-40GB', ['nvidia', 'a100', 'sxm4', '40gb']],
    ['NVIDIA_H100__80GB', ['nvidia', 'h100', '', '80gb']],
    ['-H100', ['', 'h100']],
    ['', []],
    ['  TITAN   X (Pascal) ', ['titan', 'x', '(pascal)']],
  ])('%j', (text, words) => {
    expect(tokenise(text)).toEqual(words)
  })
})

describe('the vendor of a name', () => {
  it.each([
    ['nvidia corporation gh100', 'NVIDIA', ['gh100']],
    ['nvidia h100', 'NVIDIA', ['h100']],
    ['ati radeon vii', 'AMD', ['radeon', 'vii']],
    ['habana gaudi2', 'Intel', ['gaudi2']],
    ['h100', undefined, ['h100']],
  ])('%j', (text, vendor, rest) => {
    expect(statedVendor(tokenise(text))).toEqual(vendor === undefined ? { rest } : { vendor, rest })
  })
})

describe('size, shape and kind of memory', () => {
  it.each([
    ['a100 sxm4 40gb', { name: 'a100', form: 'sxm4', memoryGb: 40 }],
    ['a100 80 gb pcie', { name: 'a100', form: 'pcie', memoryGb: 80 }],
    ['rtx pro 5000 72gb blackwell', { name: 'rtx pro 5000 blackwell', memoryGb: 72 }],
    ['a100 80g', { name: 'a100', memoryGb: 80 }],
    ['gh200 144g hbm3e', { name: 'gh200', memoryGb: 144, kind: 'hbm3e' }],
    ['quadro 5000 2.5gb', { name: 'quadro 5000', memoryGb: 2.5 }],
    ['80gb a100', { name: '80gb a100' }],
    ['a100 gb', { name: 'a100 gb' }],
  ])('%j', (text, split) => {
    expect(splitQualifiers(tokenise(text))).toEqual(split)
  })
})

describe('a wrapped name', () => {
  it.each([
    ['GPU 0: NVIDIA L4 (UUID: GPU-a100b200-h100-4c1d-8f00-000000000000)', 'NVIDIA L4'],
    ['8x NVIDIA H100', 'NVIDIA H100'],
    ['2xA100', 'A100'],
    ['4 x RTX 4090', 'RTX 4090'],
    ['NVIDIA H100 80GB HBM3:8', 'NVIDIA H100 80GB HBM3'],
    ['NVIDIA GeForce RTX 4090/PCIe/SSE2', 'NVIDIA GeForce RTX 4090'],
    ['H100 80GB x8', 'H100 80GB'],
    ['RTX 4090 x 2', 'RTX 4090'],
    ['A100 (40 GB SXM4)', 'A100 40 GB SXM4'],
    ['H100 (80GB, SXM5, HBM3)', 'H100 80GB SXM5 HBM3'],
    ['D3D12 (NVIDIA GeForce RTX 3090)', 'NVIDIA GeForce RTX 3090'],
    ['"NVIDIA L4"', 'NVIDIA L4'],
    ["'NVIDIA L4'", 'NVIDIA L4'],
    ['AMD Radeon RX 7900 XTX (radeonsi, navi31, LLVM 15.0.7, DRM 3.54, 6.6.8-arch1-1)', 'AMD Radeon RX 7900 XTX'],
    ['AMD Radeon RX 7900 XTX (RADV NAVI31)', 'AMD Radeon RX 7900 XTX'],
  ])('%j is taken out', (text, name) => {
    expect(unwrapGpuName(text)).toEqual({ text: name })
  })
  it.each([
    'GPU 0: NVIDIA L4 (UUID: H100)',
    '0x H100',
    '08x H100',
    'H100:0',
    'H100:08',
    'H100 :8',
    '"H100',
    'AMD Radeon RX 7900 XTX (RADV MI300X)',
    'ANGLE (H100)',
    'H100 x0',
    'H100 x',
    'A100 (H100)',
    'A100 (40 GB',
    'A100 (80GB H100)',
    'D3D12 H100',
    'D3D12 (H100) (H200)',
  ])('%j only resembles one', (text) => {
    expect(unwrapGpuName(text)).toEqual({ text })
  })
  it.each([
    [
      'NVIDIA Corporation GH100 [H100 SXM5 80GB] (rev a1)',
      { text: 'H100 SXM5 80GB', vendor: 'NVIDIA', chip: { vendor: 'NVIDIA', codeName: 'GH100' }, bracketed: true },
    ],
    [
      '01:00.0 3D controller [0302]: NVIDIA Corporation GA100 [A100 PCIe 40GB] [10de:20f1] (rev a1)',
      { text: 'A100 PCIe 40GB', vendor: 'NVIDIA', chip: { vendor: 'NVIDIA', codeName: 'GA100' }, bracketed: true },
    ],
    [
      'Advanced Micro Devices, Inc. [AMD/ATI] Aqua Vanjaram [Instinct MI300X]',
      { text: 'Instinct MI300X', vendor: 'AMD', chip: { vendor: 'AMD', codeName: 'Aqua Vanjaram' }, bracketed: true },
    ],
    ['Habana Labs Ltd. Gaudi2 AI Training Accelerator (rev 01)', { text: 'Gaudi2 AI Training Accelerator', vendor: 'Intel' }],
    [
      'VGA compatible controller: NVIDIA Corporation GA102 [GeForce RTX 3090] (rev a1)',
      { text: 'GeForce RTX 3090', vendor: 'NVIDIA', chip: { vendor: 'NVIDIA', codeName: 'GA102' }, bracketed: true },
    ],
    ['H100 [H200]', { text: 'H100 [H200]' }],
    ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3080 Direct3D11 vs_5_0 ps_5_0, D3D11)', { text: 'NVIDIA GeForce RTX 3080', vendor: 'NVIDIA' }],
    ['ANGLE (NVIDIA Corporation, NVIDIA GeForce RTX 3080/PCIe/SSE2, OpenGL 4.5.0)', { text: 'NVIDIA GeForce RTX 3080', vendor: 'NVIDIA' }],
    [
      'ANGLE (NVIDIA, NVIDIA GeForce RTX 4090 (0x00002684) Direct3D11 vs_5_0 ps_5_0, D3D11-31.0.15.1694)',
      { text: 'NVIDIA GeForce RTX 4090', vendor: 'NVIDIA' },
    ],
    ['ANGLE (NVIDIA GeForce GTX 1060 6GB Direct3D11 vs_5_0 ps_5_0)', { text: 'NVIDIA GeForce GTX 1060 6GB' }],
    ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2 Ultra, Unspecified Version)', { text: 'Apple M2 Ultra', vendor: 'Apple' }],
  ])('%j returns the parts that must agree with the name', (text, expected) => {
    expect(unwrapGpuName(text)).toEqual(expected)
  })
})

describe('a chip code name', () => {
  it.each(['GH100', 'GP104BM', 'GA104GLM', 'GK110BGL', 'GB20B', 'AD103M / GN21-X11', 'GA107BM / GN20-P0-R-K2'])('%j is NVIDIA', (text) => {
    expect(chipCodeName(text)?.vendor).toBe('NVIDIA')
  })
  it.each(['GH999', 'H100', 'GH100 H100', 'GH100 /', 'GH100 / H100', 'GH100 / GN21 X', ''])('%j is not a code name', (text) => {
    expect(chipCodeName(text)).toBeUndefined()
  })
  it('of AMD and Intel is made of known words', () => {
    expect(chipCodeName('Aldebaran/MI200')?.vendor).toBe('AMD')
    expect(chipCodeName('Battlemage G21')?.vendor).toBe('Intel')
    expect(chipCodeName('Navi 31 MI300X')).toBeUndefined()
  })
})

describe('lspci alternatives', () => {
  it.each([
    [
      'NVIDIA Corporation GH100 [GH200 120GB / 480GB] (rev a1)',
      { vendor: 'NVIDIA', model: 'GH200', memoryGb: 96, formFactor: 'Superchip' },
    ],
    [
      'NVIDIA Corporation GB202GL [RTX PRO 5000 Blackwell / RTX PRO 5000 72GB Blackwell] (rev a1)',
      { vendor: 'NVIDIA', model: 'RTX PRO 5000' },
    ],
    ['NVIDIA Corporation GA100 [A100 PCIe 40GB / A100 SXM4 40GB]', { vendor: 'NVIDIA', model: 'A100', memoryGb: 40 }],
  ])('%j of one board give the board, with what both state', (raw, right) => {
    expect(normalizeGpuName(raw)).toEqual({ _tag: 'Right', right })
  })
  it.each([
    ['NVIDIA Corporation GA107GL [A2 / A16] (rev a1)', ['A2', 'A16']],
    [
      'Advanced Micro Devices, Inc. [AMD/ATI] Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M] (rev c8)',
      ['RX 7900 XT', 'RX 7900 XTX', 'RX 7900 GRE', 'RX 7900M'],
    ],
    ['NVIDIA Corporation GA104M [GeForce RTX 3080 Mobile / Max-Q 8GB/16GB]', ['RTX 3080 Laptop']],
  ])('%j of several are refused', (raw, candidates) => {
    expect(normalizeGpuName(raw)).toMatchObject({
      left: { _tag: 'AmbiguousName', candidates: candidates.map((model) => ({ model })) },
    })
  })
})

describe('cleaning', () => {
  it.each([
    ['  H100 \r\n', 'H100'],
    ['NVIDIA\u00ae H100', 'NVIDIA H100'],
    ['Intel(R) Arc(TM) A770', 'Intel Arc A770'],
    ['Intel(R)_Arc(TM)_Pro_B60_Graphics', 'Intel_Arc_Pro_B60_Graphics'],
    ['H1(R)00', 'H1 00'],
    ['H1\u00ae00', 'H1 00'],
    ['H100(TM)', 'H100'],
    ['H100\u2122', 'H100'],
    ['A100\u2026', 'A100...'],
  ])('%j', (raw, right) => {
    expect(cleanGpuName(raw)).toEqual({ _tag: 'Right', right })
  })
})
