/**
 * NVIDIA RTX for workstations: A-series (Ampere), Ada Generation, PRO (Blackwell), with laptop, embedded, SFF, Max-Q and server
 * forms; and the systems on a chip. Sources: NVIDIA open-gpu-kernel-modules README, NVIDIA data sheets.
 */
import { cross, onlyForm, type Board, type Row } from './board.js'

const board = (model: string, [, memoryGb, usualGb]: Row, names: readonly string[], chip: string, formFactor?: string): Board => ({
  vendor: 'NVIDIA',
  model,
  names,
  forms: onlyForm(memoryGb, usualGb, formFactor).map((form) =>
    memoryGb.length === 0 ? form : { ...form, kinds: [chip === 'GB' ? 'gddr7' : 'gddr6'] },
  ),
  chips: [chip],
})
const laptopEndings = [' laptop gpu', ' laptop', ' mobile']
const embeddedEndings = [' embedded gpu', ' embedded']

const aSeries: readonly Board[] = [
  ...(
    [
      ['A6000', [48]],
      ['A5500', [24]],
      ['A5000', [24]],
      ['A4500', [20]],
      ['A4000', [16]],
      ['A4000H', []],
      ['A2000', [6, 12], 6],
      ['A1000', [8]],
      ['A400', [4]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX ${row[0]}`, row, [`rtx ${row[0].toLowerCase()}`], 'GA')),
  ...(
    [
      ['A5500', [16]],
      ['A5000', [16]],
      ['A4500', [16]],
      ['A4000', [8]],
      ['A3000', [6, 12], 6],
      ['A2000', [4, 8], 4],
      ['A1000', [4, 6], 4],
      ['A500', [4]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX ${row[0]} Laptop`, row, cross([`rtx ${row[0].toLowerCase()}`], laptopEndings), 'GA', 'Laptop')),
  ...(
    [
      ['A4500', [16]],
      ['A2000', [8]],
      ['A1000', [4]],
      ['A500', [4]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX ${row[0]} Embedded`, row, cross([`rtx ${row[0].toLowerCase()}`], embeddedEndings), 'GA', 'Embedded')),
]

const adaNames = (number: string, endings: readonly string[] = ['']): readonly string[] => {
  const low = number.toLowerCase()
  return cross([`rtx ${low} ada generation`, `rtx ${low} ada`, `rtx ${low}ada`, `rtx${low} ada`, `rtx${low} ada generation`], endings)
}
const ada: readonly Board[] = [
  ...(
    [
      ['6000', [48]],
      ['5880', [48]],
      ['5000', [32]],
      ['4500', [24]],
      ['4000', [20]],
      ['2000', [16]],
      ['2000E', [16]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX ${row[0]} Ada`, row, adaNames(row[0]), 'AD')),
  board('RTX 4000 SFF Ada', ['', [20]], ['rtx 4000 sff ada generation', 'rtx 4000 sff ada', 'rtx 4000 ada sff'], 'AD'),
  ...(
    [
      ['5000', [16]],
      ['4000', [12]],
      ['3500', [12]],
      ['3000', [8]],
      ['2000', [8]],
      ['1000', [6]],
      ['500', [4]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX ${row[0]} Ada Laptop`, row, adaNames(row[0], laptopEndings), 'AD', 'Laptop')),
  ...(
    [
      ['5000', [16]],
      ['4000', [12]],
      ['3500', [12]],
      ['3000', [8]],
      ['2000', [8]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX ${row[0]} Ada Embedded`, row, adaNames(row[0], embeddedEndings), 'AD', 'Embedded')),
]

const pro = (number: string): readonly string[] => [`rtx pro ${number} blackwell`, `rtx pro ${number}`]
const proBoards: readonly Board[] = [
  board('RTX PRO 6000', ['', [96]], cross(pro('6000'), ['', ' workstation edition', ' ws', ' wk']), 'GB'),
  board('RTX PRO 6000 Max-Q', ['', [96]], cross(pro('6000'), [' max q workstation edition', ' max q', ' maxq']), 'GB'),
  board('RTX PRO 6000 Server', ['', [96]], [...cross(pro('6000'), [' server edition', ' server', ' s']), 'rtx pro server 6000'], 'GB'),
  board('RTX PRO 6000D', ['', [84]], [...cross(pro('6000d'), ['', ' workstation edition']), 'rtx 6000d'], 'GB'),
  board('RTX PRO 6000D Max-Q', ['', [84]], cross(pro('6000d'), [' max q workstation edition', ' max q']), 'GB'),
  ...(
    [
      ['5000', [48, 72], 48],
      ['4500', [32]],
      ['4000', [24]],
      ['2000', [16]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX PRO ${row[0]}`, row, pro(row[0]), 'GB')),
  board('RTX PRO 4500 Server', ['', [32]], cross(pro('4500'), [' server edition', ' server']), 'GB'),
  board('RTX PRO 4000 SFF', ['', [24]], cross(pro('4000'), [' sff edition', ' sff']), 'GB'),
  ...(
    [
      ['5000', [24]],
      ['4000', [16]],
      ['3000', [12]],
      ['2000', [8]],
      ['1000', [8]],
      ['500', [6]],
    ] satisfies readonly Row[]
  ).map((row) =>
    board(
      `RTX PRO ${row[0]} Laptop`,
      row,
      cross([...pro(row[0]), `rtx pro ${row[0]} blackwell generation`], laptopEndings),
      'GB',
      'Laptop',
    ),
  ),
  ...(
    [
      ['5000', [24]],
      ['4000', [16]],
      ['2000', [8]],
      ['500', [6]],
    ] satisfies readonly Row[]
  ).map((row) => board(`RTX PRO ${row[0]} Embedded`, row, cross(pro(row[0]), embeddedEndings), 'GB', 'Embedded')),
]

/** They use the system's memory, so they have no size of their own. */
const systems: readonly Board[] = [
  board('GB10', ['', []], ['gb10', 'gb10 superchip', 'gb10 grace blackwell superchip'], 'GB', 'SoC'),
  board('Thor', ['', []], ['thor'], 'GB', 'SoC'),
  board('Orin', ['', []], ['orin', 'orin (nvgpu)'], 'GA', 'SoC'),
  board('Xavier', ['', []], ['xavier', 'xavier (nvgpu)'], 'GV', 'SoC'),
]

export const nvidiaRtx: readonly Board[] = [...aSeries, ...ada, ...proBoards, ...systems]
