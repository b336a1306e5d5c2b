/**
 * NVIDIA data center boards and superchips since Kepler (and the Fermi Teslas), with the shapes they are sold in. Memory is per
 * reported GPU: a K80 is two of 12 GB. Sources: NVIDIA open-gpu-kernel-modules README and name table, NVIDIA data sheets,
 * PCI ID repository.
 */
import { cross, onlyForm, type Board, type Form } from './board.js'

const sxm = (memoryGb: readonly number[], spelt: readonly string[], usualGb?: number, more: Partial<Form> = {}): Form => ({
  formFactor: 'SXM',
  spelt: ['sxm', ...spelt],
  memoryGb,
  ...(usualGb === undefined ? {} : { usualGb }),
  ...more,
})
const pcie = (memoryGb: readonly number[], more: Partial<Form> = {}): Form => ({ formFactor: 'PCIe', spelt: ['pcie'], memoryGb, ...more })
const nvl = (memoryGb: readonly number[], more: Partial<Form> = {}): Form => ({ formFactor: 'NVL', spelt: ['nvl'], memoryGb, ...more })

interface Spelling {
  readonly brands?: readonly string[]
  readonly endings?: readonly string[]
  readonly also?: readonly string[]
}
const tesla = ['', 'tesla ']
const hbm2: Partial<Form> = { kinds: ['hbm2'] }
const hbm2e: Partial<Form> = { kinds: ['hbm2e'] }
const hbm3: Partial<Form> = { kinds: ['hbm3'] }
const hbm3e: Partial<Form> = { kinds: ['hbm3e'] }

const board = (
  model: string,
  chips: readonly string[],
  forms: readonly Form[],
  { brands = [''], endings = [], also = [] }: Spelling = {},
): Board => ({
  vendor: 'NVIDIA',
  model,
  names: cross(brands, cross([model.toLowerCase(), ...also], ['', ' tensor core gpu', ' gpu', ...endings])),
  forms,
  chips,
})
const chipMemory: Readonly<Record<string, readonly string[]>> = {
  GF: ['gddr5'],
  GK: ['gddr5'],
  GM: ['gddr5'],
  GP: ['gddr5'],
  GV: ['hbm2'],
  TU: ['gddr6'],
  GA: ['gddr6'],
  AD: ['gddr6'],
  GH: ['hbm2e'],
}
const card = (
  model: string,
  chip: string,
  memoryGb: readonly number[],
  spelling: Spelling = {},
  usualGb?: number,
  kinds = chipMemory[chip] ?? [],
): Board => board(model, [chip], [pcie(memoryGb, { kinds, ...(usualGb === undefined ? {} : { usualGb }) })], spelling)
const hbmCard = (model: string, chip: string, memoryGb: readonly number[], kind: string, spelling: Spelling = {}): Board =>
  card(model, chip, memoryGb, spelling, undefined, [kind])
const mxm = (model: string, chip: string, memoryGb: number): Board =>
  board(model, [chip], onlyForm([memoryGb], undefined, 'MXM', ['mxm']), { brands: tesla })

const fermi: readonly Board[] = (
  [
    ['C2050', 3],
    ['C2070', 6],
    ['C2075', 6],
    ['M2050', 3],
    ['M2070', 6],
    ['M2075', 6],
    ['M2090', 6],
  ] as const
).map(([model, memoryGb]) => card(model, 'GF', [memoryGb], { brands: tesla }))

// The letter after a Kepler Tesla says how it is cooled. It is the same board.
const kepler: readonly Board[] = [
  card('K8', 'GK', [8], { brands: tesla }),
  card('K10', 'GK', [4], { brands: tesla }),
  card('K20', 'GK', [5], { brands: tesla, also: ['k20m', 'k20c', 'k20s'] }),
  card('K20X', 'GK', [6], { brands: tesla, also: ['k20xm'] }),
  card('K40', 'GK', [12], { brands: tesla, also: ['k40m', 'k40c', 'k40s', 'k40t', 'k40st', 'k40d'] }),
  card('K80', 'GK', [12], { brands: tesla }),
]

const maxwellToTuring: readonly Board[] = [
  card('M4', 'GM', [4], { brands: tesla }),
  mxm('M6', 'GM', 8),
  card('M10', 'GM', [8], { brands: tesla }),
  card('M40', 'GM', [12, 24], { brands: tesla }, 12),
  card('M60', 'GM', [8], { brands: tesla }),
  card('P4', 'GP', [8], { brands: tesla }),
  mxm('P6', 'GP', 16),
  card('P40', 'GP', [24], { brands: tesla }),
  board('P100', ['GP'], [sxm([16], ['sxm2'], 16, hbm2), pcie([12, 16], hbm2)], { brands: tesla }),
  board(
    'V100',
    ['GV'],
    [
      sxm([16, 32], ['sxm2'], undefined, hbm2),
      { formFactor: 'SXM', spelt: ['sxm3'], memoryGb: [32], ...hbm2 },
      pcie([16, 32], hbm2),
      { formFactor: 'PCIe', spelt: ['fhhl'], memoryGb: [16] },
      { spelt: ['dgxs'], memoryGb: [16, 32] },
    ],
    { brands: tesla, endings: [' ls', ' h'] },
  ),
  card('V100S', 'GV', [32], { brands: tesla }),
  card('T4', 'TU', [16], { brands: tesla }),
  card('T10', 'TU', [16], { brands: tesla }),
  card('T40', 'TU', [24], { brands: tesla }),
  board('T4G', ['TU'], onlyForm([16]), { brands: tesla }),
]

const ampere: readonly Board[] = [
  card('A2', 'GA', [16]),
  card('A10', 'GA', [24]),
  card('A10G', 'GA', [24]),
  card('A10M', 'GA', [20]),
  card('A16', 'GA', [16]),
  hbmCard('A30', 'GA', [24], 'hbm2'),
  hbmCard('A30X', 'GA', [24], 'hbm2e'),
  card('A40', 'GA', [48]),
  board(
    'A100',
    ['GA'],
    [sxm([40], ['sxm4'], undefined, hbm2), sxm([64, 80], ['sxm4'], undefined, hbm2e), pcie([40], hbm2), pcie([80], hbm2e)],
    {
      brands: tesla,
      endings: [' lc'],
    },
  ),
  hbmCard('A100X', 'GA', [80], 'hbm2e'),
  board(
    'A800',
    ['GA'],
    [sxm([40], ['sxm4'], undefined, hbm2), sxm([80], ['sxm4'], undefined, hbm2e), pcie([40], hbm2), pcie([80], hbm2e)],
    {
      endings: [' lc'],
    },
  ),
  { ...board('A800', ['GA'], onlyForm([40], undefined, 'PCIe', ['pcie'])), names: ['a800 active'] },
  hbmCard('AX800', 'GA', [80], 'hbm2e', { also: ['ax800 converged accelerator'] }),
]

const adaHopperBlackwell: readonly Board[] = [
  card('L2', 'AD', [24]),
  card('L4', 'AD', [24]),
  card('L20', 'AD', [48]),
  card('L40', 'AD', [48]),
  card('L40G', 'AD', [24]),
  card('L40S', 'AD', [48]),
  board(
    'H100',
    ['GH'],
    [
      sxm([64, 80, 94, 96], ['sxm5'], 80, hbm3),
      pcie([80], hbm2e),
      nvl([94], hbm3),
      // A driver of 2023 reports this name, which doesn't state the shape.
      { spelt: [], memoryGb: [80], ...hbm2e },
    ],
  ),
  card('H100 CNX', 'GH', [80]),
  board('H800', ['GH'], [sxm([80], ['sxm5'], undefined, { ...hbm3, unsaid: true }), pcie([80], hbm2e), nvl([94], hbm3)]),
  board('H20', ['GH'], [sxm([96], [], undefined, { ...hbm3, unsaid: true }), sxm([141], [], undefined, { kinds: ['3e', 'hbm3e'] })]),
  board('H200', ['GH'], [sxm([141], ['sxm5'], undefined, { ...hbm3e, unsaid: true }), nvl([141], hbm3e)]),
  board('B100', ['GB'], onlyForm([192, 180])),
  board('B200', ['GB'], [sxm([168, 180, 183, 192], ['sxm6'], 180, hbm3e)], { brands: ['', 'hgx '] }),
  board('B300', ['GB'], [sxm([270, 275, 288], ['sxm6'], 288, hbm3e)], { brands: ['', 'hgx '], endings: [' ac'] }),
]

// Marketplaces call it SXM.
const superchip = (memoryGb: readonly number[], usualGb: number, more: Partial<Form> = {}): Form => ({
  formFactor: 'Superchip',
  spelt: ['sxm'],
  memoryGb,
  usualGb,
  ...more,
})
const superchips: readonly Board[] = [
  {
    // The size in the name is the size of the CPU's LPDDR5X memory.
    ...board('GH200', ['GH'], [superchip([96], 96, { ...hbm3, unsaid: true }), superchip([144], 144, hbm3e)], {
      endings: [' superchip', ' grace hopper superchip'],
    }),
    hostMemoryGb: [120, 480],
  },
  board('GB200', ['GB'], [superchip([186, 189, 192], 186, hbm3e)], { brands: ['', 'hgx '] }),
  board('GB300', ['GB'], [superchip([279, 284, 288], 288, hbm3e)], { brands: ['', 'hgx '] }),
]

/** GRID names that a driver reports for a whole board. Every other GRID name is a slice of a GPU. */
const grid: readonly Board[] = (
  [
    ['GRID K1', 4],
    ['GRID K2', 4],
    ['GRID K340', 1],
    ['GRID K520', 4],
  ] as const
).map(([model, memoryGb]) => ({
  vendor: 'NVIDIA',
  model,
  names: [model.toLowerCase()],
  forms: onlyForm([memoryGb], undefined, 'PCIe', ['pcie']),
  chips: ['GK'],
}))

export const nvidiaDataCenter: readonly Board[] = [
  ...fermi,
  ...kepler,
  ...maxwellToTuring,
  ...ampere,
  ...adaHopperBlackwell,
  ...superchips,
  ...grid,
]
