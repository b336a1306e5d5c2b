/**
 * AMD Instinct, Radeon RX (400 to 9000), Radeon Pro (WX, W, V, VII, AI PRO) and the integrated Radeons that have a number.
 * Sources: libdrm's amdgpu.ids, PCI ID repository, AMD product pages.
 */
import { cross, onlyForm, type Board, type Form, type Row } from './board.js'

const board = (model: string, names: readonly string[], forms: readonly Form[]): Board => ({
  vendor: 'AMD',
  model,
  names,
  forms,
  chips: [],
})

const instinct = (rows: readonly Row[], formFactor: string, kinds: readonly string[]): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) =>
    board(
      model,
      cross(['', 'instinct ', 'instinct', 'radeon instinct '], cross([model.toLowerCase()], ['', ' accelerator'])),
      onlyForm(memoryGb, usualGb, formFactor, formFactor === 'APU' ? [] : [formFactor.toLowerCase()]).map((form) => ({ ...form, kinds })),
    ),
  )
const instincts: readonly Board[] = [
  ...instinct(
    [
      ['MI6', [16]],
      ['MI8', [4]],
    ],
    'PCIe',
    [],
  ),
  ...instinct(
    [
      ['MI25', [16]],
      ['MI50', [16, 32]],
      ['MI60', [32]],
      ['MI100', [32]],
    ],
    'PCIe',
    ['hbm2'],
  ),
  ...instinct([['MI210', [64]]], 'PCIe', ['hbm2e']),
  ...instinct(
    [
      ['MI250', [128]],
      ['MI250X', [128]],
    ],
    'OAM',
    ['hbm2e'],
  ),
  ...instinct(
    [
      ['MI300X', [192]],
      ['MI300X HF', []],
      ['MI308X', [192]],
      ['MI308X HF', []],
    ],
    'OAM',
    ['hbm3'],
  ),
  ...instinct(
    [
      ['MI325X', [256]],
      ['MI350X', [288]],
      ['MI355X', [288]],
    ],
    'OAM',
    ['hbm3e'],
  ),
  ...instinct([['MI300A', [128]]], 'APU', ['hbm3']),
]

const radeonRx = (rows: readonly Row[], formFactor?: string): readonly Board[] =>
  rows.map(([number, memoryGb, usualGb]) => {
    const low = number.toLowerCase()
    const tight = low.replace(/^(\d+) (xtx?)$/, '$1$2')
    const numbers = tight === low ? [low] : [low, tight]
    const endings = ['', ' graphics', ...(number === '5700 XT' ? [' 50th anniversary'] : [])]
    return board(
      `RX ${number}`,
      cross(['', 'radeon '], cross(cross(['rx ', 'rx'], numbers), endings)),
      onlyForm(memoryGb, usualGb, formFactor).map((form) => ({ ...form, kinds: /^[5-9]\d{3}/.test(number) ? ['gddr6'] : [] })),
    )
  })
const rx: readonly Board[] = [
  ...radeonRx([
    ['460', [2, 4]],
    ['470', [4, 8]],
    ['480', [4, 8]],
    ['550', [2, 4]],
    ['560', [2, 4]],
    ['560X', [2, 4]],
    ['640', [2, 4]],
    ['570', [4, 8]],
    ['580', [4, 8]],
    ['580 2048SP', [4, 8]],
    ['590', [8]],
    ['590 GME', [8]],
    ['Vega 56', [8]],
    ['Vega 64', [8]],
    ['5300', [3]],
    ['5500', [4]],
    ['5500 XT', [4, 8]],
    ['5600 OEM', [6]],
    ['5600 XT', [6]],
    ['5700', [8]],
    ['5700 XT', [8]],
    ['6300', [2]],
    ['6400', [4]],
    ['6500', [4]],
    ['6500 XT', [4, 8], 4],
    ['6600', [8]],
    ['6600 LE', [8]],
    ['6600 XT', [8]],
    ['6650 XT', [8]],
    ['6700', [10]],
    ['6700 XT', [12]],
    ['6750 XT', [12]],
    ['6750 GRE', [10, 12]],
    ['6800', [16]],
    ['6800 XT', [16]],
    ['6900 XT', [16]],
    ['6950 XT', [16]],
    ['7400', [8]],
    ['7600', [8]],
    ['7600 XT', [16]],
    ['7650 GRE', [8]],
    ['7700', [16]],
    ['7700 XT', [12]],
    ['7800 XT', [16]],
    ['7900 GRE', [16]],
    ['7900 XT', [20]],
    ['7900 XTX', [24]],
    ['9060', [8]],
    ['9060 XT', [8, 16]],
    ['9060 XT LP', [8, 16]],
    ['9070', [16]],
    ['9070 GRE', [12]],
    ['9070 XT', [16]],
  ]),
  ...radeonRx(
    [
      ['5300M', [3]],
      ['5500M', [4, 8]],
      ['5600M', [6]],
      ['5700M', [8]],
      ['6300M', [2]],
      ['6450M', [4]],
      ['6500M', [4]],
      ['6550M', [4]],
      ['6600M', [8]],
      ['6600S', [8]],
      ['6650M', [8]],
      ['6650M XT', [8]],
      ['6700M', [10]],
      ['6700S', [8]],
      ['6800M', [12]],
      ['6800S', [8]],
      ['6850M XT', [12]],
      ['7600M', [8]],
      ['7600M XT', [8]],
      ['7600S', [8]],
      ['7700S', [8]],
      ['7800M', [12]],
      ['7900M', [16]],
    ],
    'Laptop',
  ),
]

const radeonPro = (rows: readonly Row[], formFactor?: string): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) =>
    board(
      model,
      cross(['', 'radeon pro ', 'pro '], cross([model.toLowerCase()], ['', ' graphics'])),
      onlyForm(memoryGb, usualGb, formFactor),
    ),
  )
const pros: readonly Board[] = [
  ...radeonPro([
    ['WX 2100', [2]],
    ['WX 3100', [4]],
    ['WX 3200', [4]],
    ['WX 4100', [4]],
    ['WX 5100', [8]],
    ['WX 7100', [8]],
    ['WX 8200', [8]],
    ['WX 9100', [16]],
    ['W5500', [8]],
    ['W5700', [8]],
    ['W6300', [2]],
    ['W6400', [4]],
    ['W6600', [8]],
    ['W6800', [32]],
    ['W7400', [8]],
    ['W7500', [8]],
    ['W7600', [8]],
    ['W7700', [16]],
    ['W7800', [32, 48], 32],
    ['W7900', [48]],
    ['W7900D', [48]],
    ['V340', [16]],
    ['V520', [8]],
    ['V620', [32]],
    ['V710', [28]],
  ]).map((pro) => (pro.model === 'W7900' ? { ...pro, names: [...pro.names, ...cross(['radeon pro ', ''], ['w7900 dual slot'])] } : pro)),
  ...radeonPro(
    [
      ['W5500M', [4]],
      ['W6300M', [2]],
      ['W6500M', [4]],
      ['W6600M', [8]],
    ],
    'Laptop',
  ),
  ...(['R9700', 'R9700S', 'R9600D'] as const).map((model) =>
    board(model, cross(['', 'radeon ai pro ', 'radeon ', 'ai pro '], [model.toLowerCase()]), onlyForm([32])),
  ),
]

const vegas: readonly Board[] = [
  board('Radeon VII', ['radeon vii'], onlyForm([16])),
  board('Radeon Pro VII', ['radeon pro vii'], onlyForm([16])),
  board('Radeon Vega Frontier Edition', ['radeon vega frontier edition'], onlyForm([16])),
  ...['RX Vega M GH', 'RX Vega M GL'].map((model) =>
    board(model, cross(['', 'radeon '], cross([model.toLowerCase()], ['', ' graphics'])), onlyForm([4])),
  ),
]

/** They use the system's memory. */
const integrated: readonly Board[] = [
  '610M',
  '660M',
  '680M',
  '740M',
  '760M',
  '780M',
  '820M',
  '840M',
  '860M',
  '880M',
  '890M',
  '8040S',
  '8050S',
  '8060S',
  'Vega 3',
  'Vega 6',
  'Vega 7',
  'Vega 8',
  'Vega 10',
  'Vega 11',
].map((number) => board(`Radeon ${number}`, cross([`radeon ${number.toLowerCase()}`], ['', ' graphics']), onlyForm([], undefined, 'APU')))

export const amd: readonly Board[] = [...instincts, ...rx, ...pros, ...vegas, ...integrated]
