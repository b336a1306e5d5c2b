/**
 * Quadro (Fermi to Turing), NVIDIA T, TITAN and NVS. Laptop boards have an M in their name, or their own number. Some numbers
 * are sold for desktops and laptops under one name; then the usual size is that of the desktop board. Sources: NVIDIA
 * open-gpu-kernel-modules name table, NVIDIA data sheets, PCI ID repository.
 */
import { cross, onlyForm, type Board, type Row } from './board.js'

interface Shape {
  readonly chips: readonly string[]
  readonly formFactor?: string
  readonly endings?: readonly string[]
  readonly suffix?: string
}
const boards = (rows: readonly Row[], { chips, formFactor, endings = [''], suffix = '' }: Shape): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) => {
    const base = model.toLowerCase()
    const beginnings = base.startsWith('quadro rtx') ? [base, base.replace('quadro', 'q'), base.replace('rtx ', 'rtx')] : [base]
    return {
      vendor: 'NVIDIA',
      model: model + suffix,
      names: cross(beginnings, endings),
      forms: onlyForm(memoryGb, usualGb, formFactor),
      chips,
    }
  })

const mobile = { formFactor: 'Laptop', endings: ['', ' mobile', ' laptop gpu'] }
const maxQ = { formFactor: 'Laptop', suffix: ' Max-Q', endings: [' with max q design', ' max q', ' maxq'] }
const quadro = (rows: readonly Row[]): readonly Row[] => rows.map(([model, ...rest]) => [`Quadro ${model}`, ...rest])

const fermi: readonly Board[] = [
  ...boards(
    quadro([
      ['7000', [6]],
      ['6000', [6]],
      ['5000', [2.5]],
      ['4000', [2]],
      ['2000', [1]],
      ['2000D', [1]],
      ['600', [1]],
      ['410', [0.5]],
      ['400', [0.5]],
    ]),
    { chips: ['GF', 'GK'] },
  ),
  ...boards(
    quadro([
      ['5010M', [4]],
      ['5000M', [2]],
      ['4000M', [2]],
      ['3000M', [2]],
      ['2000M', [2]],
      ['1000M', [2]],
    ]),
    { chips: ['GF'], ...mobile },
  ),
]

const kepler: readonly Board[] = [
  ...boards(
    quadro([
      ['K6000', [12]],
      ['K5200', [8]],
      ['K5000', [4]],
      ['K4200', [4]],
      ['K4000', [3]],
      ['K2200', [4]],
      ['K2000', [2]],
      ['K2000D', [2]],
      ['K1200', [4]],
      ['K620', [2]],
      ['K600', [1]],
      ['K420', [1, 2]],
    ]),
    { chips: ['GK', 'GM'] },
  ),
  ...boards(
    quadro([
      ['K5100M', [8]],
      ['K5000M', [4]],
      ['K4100M', [4]],
      ['K4000M', [4]],
      ['K3100M', [4]],
      ['K3000M', [2]],
      ['K2200M', [2]],
      ['K2100M', [2]],
      ['K2000M', [2]],
      ['K1100M', [2]],
      ['K1000M', [2]],
      ['K620M', [2]],
      ['K610M', [1]],
      ['K510M', [1]],
      ['K500M', [1]],
    ]),
    { chips: ['GK', 'GM'], ...mobile },
  ),
]

const maxwell: readonly Board[] = [
  ...boards(
    quadro([
      ['M6000', [12, 24], 12],
      ['M5000', [8]],
      ['M5000 SE', [8]],
      ['M4000', [8]],
      ['M3000 SE', [4]],
      ['M2000', [4]],
    ]),
    { chips: ['GM'] },
  ),
  ...boards(
    quadro([
      ['M5500', [8]],
      ['M5000M', [8]],
      ['M4000M', [4]],
      ['M3000M', [4]],
      ['M2000M', [4]],
      ['M1000M', [2, 4]],
      ['M600M', [2]],
      ['M500M', [2]],
      ['M2200', [4]],
      ['M1200', [4]],
      ['M620', [2]],
      ['M520', [1, 2]],
    ]),
    { chips: ['GM'], ...mobile },
  ),
]

const pascalAndVolta: readonly Board[] = [
  ...boards(
    quadro([
      ['GV100', [32]],
      ['GP100', [16]],
      ['P6000', [24]],
      ['P5000', [16]],
      ['P4000', [8]],
      ['P2200', [5]],
      ['P2000', [4, 5], 5],
      ['P1000', [4]],
      ['P620', [2, 4], 2],
      ['P600', [2, 4], 2],
      ['P400', [2]],
    ]),
    { chips: ['GP', 'GV'] },
  ),
  ...boards(
    quadro([
      ['P5200', [16]],
      ['P4200', [8]],
      ['P3200', [6]],
      ['P3000', [6]],
      ['P520', [2]],
      ['P500', [2]],
    ]),
    { chips: ['GP'], ...mobile },
  ),
  ...boards(
    quadro([
      ['P5200', [16]],
      ['P5000', [16]],
      ['P4200', [8]],
      ['P4000', [8]],
      ['P3200', [6]],
      ['P3000', [6]],
      ['P2000', [4]],
    ]),
    { chips: ['GP'], ...maxQ },
  ),
]

const turing: readonly Board[] = [
  ...boards(
    quadro([
      ['RTX 8000', [48]],
      ['RTX 6000', [24]],
      ['RTX 5000', [16]],
      ['RTX 4000', [8]],
    ]),
    { chips: ['TU'] },
  ),
  ...boards(
    quadro([
      ['RTX 3000', [6]],
      ['T2000', [4]],
      ['T1000', [4]],
    ]),
    { chips: ['TU'], ...mobile },
  ),
  ...boards(
    quadro([
      ['RTX 5000', [16]],
      ['RTX 4000', [8]],
      ['RTX 3000', [6]],
      ['T2000', [4]],
      ['T1000', [4]],
    ]),
    { chips: ['TU'], ...maxQ },
  ),
  ...boards(
    [
      ['T1000', [4, 8], 4],
      ['T600', [4]],
      ['T400', [2, 4], 2],
      ['T400E', [4]],
    ],
    { chips: ['TU'] },
  ),
  ...boards([['T500', [2, 4]]], { chips: ['TU'], ...mobile }),
  ...boards(
    [
      ['T1200', [4]],
      ['T600', [4]],
      ['T550', [4]],
    ],
    { chips: ['TU'], formFactor: 'Laptop', suffix: ' Laptop', endings: [' laptop gpu', ' laptop', ' mobile'] },
  ),
]

const titan = (model: string, memoryGb: number, chip: string, names: readonly string[] = []): Board => ({
  vendor: 'NVIDIA',
  model,
  names: [model.toLowerCase(), ...names],
  forms: onlyForm([memoryGb]),
  chips: [chip],
})
const titans: readonly Board[] = [
  titan('GTX TITAN', 6, 'GK', ['geforce gtx titan']),
  titan('GTX TITAN Black', 6, 'GK', ['geforce gtx titan black']),
  titan('GTX TITAN Z', 6, 'GK', ['geforce gtx titan z']),
  titan('GTX TITAN X', 12, 'GM', ['geforce gtx titan x']),
  titan('TITAN X (Pascal)', 12, 'GP', ['titan x pascal']),
  titan('TITAN Xp', 12, 'GP', ['titan xp collectors edition']),
  titan('TITAN V', 12, 'GV'),
  titan('TITAN V CEO Edition', 32, 'GV'),
  titan('TITAN RTX', 24, 'TU'),
]

const nvs: readonly Board[] = boards(
  [
    ['NVS 310', [0.5, 1]],
    ['NVS 315', [1]],
    ['NVS 510', [2]],
    ['NVS 810', [2]],
  ],
  { chips: ['GF', 'GK', 'GM'] },
)

export const nvidiaQuadro: readonly Board[] = [...fermi, ...kepler, ...maxwell, ...pascalAndVolta, ...turing, ...titans, ...nvs]
