/**
 * Intel Data Center GPU Max and Flex, Arc and Arc Pro, the Gaudi accelerators (reported by hl-smi; they are not GPUs in the
 * narrow sense, but complete boards), and Apple's M series. Sources: Intel and Habana product pages, PCI ID repository, Apple.
 */
import { cross, onlyForm, type Board, type Form, type Row } from './board.js'

const board = (vendor: string, model: string, names: readonly string[], forms: readonly Form[]): Board => ({
  vendor,
  model,
  names,
  forms,
  chips: [],
})

const dataCenter = (rows: readonly Row[], formFactor: string): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) =>
    board(
      'Intel',
      `Data Center GPU ${model}`,
      [`data center gpu ${model.toLowerCase()}`],
      onlyForm(memoryGb, usualGb, formFactor, [formFactor.toLowerCase()]),
    ),
  )
const arc = (rows: readonly Row[], formFactor?: string): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) =>
    board('Intel', `Arc ${model}`, cross([`arc ${model.toLowerCase()}`], ['', ' graphics']), onlyForm(memoryGb, usualGb, formFactor)),
  )
const gaudi = (generation: string, memoryGb: number): Board =>
  board(
    'Intel',
    `Gaudi${generation === '' ? '' : ` ${generation}`}`,
    cross(generation === '' ? ['gaudi'] : [`gaudi${generation}`, `gaudi ${generation}`], [
      '',
      ' ai training accelerator',
      ' ai accelerator',
    ]),
    onlyForm([memoryGb], undefined, 'OAM', ['oam']),
  )

export const intel: readonly Board[] = [
  ...dataCenter(
    [
      ['Max 1550', [128]],
      ['Max 1450', [128]],
      ['Max 1350', [96]],
    ],
    'OAM',
  ),
  ...dataCenter(
    [
      ['Max 1100', [48]],
      ['Flex 170', [16]],
      ['Flex 140', [6, 12]],
    ],
    'PCIe',
  ),
  ...arc([
    ['A310', [4]],
    ['A380', [6]],
    ['A580', [8]],
    ['A750', [8]],
    ['A770', [8, 16]],
    ['B570', [10]],
    ['B580', [12]],
    ['Pro A40', [6]],
    ['Pro A50', [6]],
    ['Pro A60', [12]],
    ['Pro B50', [16]],
    ['Pro B60', [24]],
    ['Pro B70', [32]],
  ]),
  ...arc(
    [
      ['A350M', [4]],
      ['A370M', [4]],
      ['A530M', [4, 8]],
      ['A550M', [8]],
      ['A570M', [8]],
      ['A730M', [12]],
      ['A770M', [16]],
      ['Pro A30M', [4]],
      ['Pro A60M', [8]],
    ],
    'Laptop',
  ),
  gaudi('', 32),
  gaudi('2', 96),
  gaudi('3', 128),
]

export const apple: readonly Board[] = [
  'M1',
  'M1 Pro',
  'M1 Max',
  'M1 Ultra',
  'M2',
  'M2 Pro',
  'M2 Max',
  'M2 Ultra',
  'M3',
  'M3 Pro',
  'M3 Max',
  'M3 Ultra',
  'M4',
  'M4 Pro',
  'M4 Max',
  'M5',
  'M5 Pro',
  'M5 Max',
].map((model) => board('Apple', model, [model.toLowerCase()], onlyForm([], undefined, 'SoC')))
