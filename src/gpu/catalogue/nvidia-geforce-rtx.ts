/**
 * GeForce RTX, 20 to 50 series. Where one driver name covers several sizes (RTX 3060, RTX 4060 Ti), there is no usual
 * size. Sources: NVIDIA open-gpu-kernel-modules README, NVIDIA product pages, PCI ID repository.
 */
import type { Board, Row } from './board.js'
import { desktop, geforceNames, laptop, laptopOnly, maxQ, withMemory } from './geforce-spelling.js'

const turing = ['TU'] as const
const ampere = ['GA', 'AD'] as const
const ada = ['AD'] as const
const blackwell = ['GB'] as const

/** In the driver's names, only the case distinguishes `RTX 2080 SUPER` (desktop) from `RTX 2080 Super` (laptop). */
const superPair = (number: string, memoryGb: number): readonly Board[] => {
  const model = `RTX ${number} SUPER`
  const rows: readonly Row[] = [[model, [memoryGb]]]
  const names = [...geforceNames(model), model.toLowerCase().replaceAll(' ', '')]
  return [
    ...desktop(turing, rows).map((board): Board => ({ ...board, names: [], cased: { word: 'SUPER', names } })),
    ...laptop(turing, rows).map((board): Board => ({ ...board, cased: { word: 'Super', names } })),
    ...maxQ(turing, rows),
  ]
}

const twenty: readonly Board[] = [
  ...withMemory(
    ['gddr6'],
    [
      ...desktop(
        turing,
        [
          ['RTX 2080 Ti', [11]],
          ['RTX 2080', [8]],
          ['RTX 2070', [8]],
          ['RTX 2060', [6, 12]],
        ],
        ['', ' rev. a'],
      ),
      ...desktop(turing, [['RTX 2060 SUPER', [8]]]),
    ],
  ),
  ...superPair('2080', 8),
  ...superPair('2070', 8),
  ...laptop(turing, [
    ['RTX 2080', [8]],
    ['RTX 2070', [8]],
    ['RTX 2060', [6]],
  ]),
  ...maxQ(turing, [
    ['RTX 2080', [8]],
    ['RTX 2070', [8]],
    ['RTX 2060', [6]],
  ]),
  ...laptopOnly(['GA'], [['RTX 2050', [4]]]),
]

const eitherMobile = [' max q / mobile', ' mobile / max q']
const limited = ['', ' lite hash rate', ' lhr']

const thirty: readonly Board[] = [
  ...withMemory(
    ['gddr6x'],
    [
      ...desktop(ampere, [
        ['RTX 3090 Ti', [24]],
        ['RTX 3090', [24]],
      ]),
      ...desktop(
        ampere,
        [
          ['RTX 3080 Ti', [12]],
          ['RTX 3080', [10, 12]],
          ['RTX 3070 Ti', [8]],
        ],
        limited,
      ),
    ],
  ),
  ...withMemory(
    ['gddr6', 'gddr6x'],
    [
      ...desktop(
        ampere,
        [
          ['RTX 3070', [8]],
          ['RTX 3060 Ti', [8]],
        ],
        limited,
      ),
      ...desktop(ampere, [['RTX 3060', [8, 12]]], [...limited, ' rev. 2']),
    ],
  ),
  ...withMemory(
    ['gddr6'],
    desktop(ampere, [
      ['RTX 3050', [4, 6, 8]],
      ['RTX 3050 OEM', [8]],
    ]),
  ),
  ...laptop(
    ampere,
    [
      ['RTX 3080 Ti', [16]],
      ['RTX 3080', [8, 16]],
      ['RTX 3070 Ti', [8]],
      ['RTX 3070', [8]],
      ['RTX 3060', [6]],
      ['RTX 3050 Ti', [4]],
      ['RTX 3050', [4, 6], 4],
      ['RTX 3050 A', [4]],
    ],
    eitherMobile,
  ),
]

const forty: readonly Board[] = [
  ...withMemory(
    ['gddr6x'],
    desktop(ada, [
      ['RTX 4090', [24]],
      ['RTX 4090 D', [24]],
      ['RTX 4080 SUPER', [16]],
      ['RTX 4080', [16]],
      ['RTX 4070 Ti SUPER', [16]],
      ['RTX 4070 Ti', [12]],
      ['RTX 4070 SUPER', [12]],
    ]),
  ),
  ...withMemory(['gddr6', 'gddr6x'], desktop(ada, [['RTX 4070', [12]]])),
  ...withMemory(
    ['gddr6'],
    desktop(ada, [
      ['RTX 4060 Ti', [8, 16]],
      ['RTX 4060', [8]],
    ]),
  ),
  ...laptop(
    ada,
    [
      ['RTX 4090', [16]],
      ['RTX 4080', [12]],
      ['RTX 4070', [8]],
      ['RTX 4060', [8]],
      ['RTX 4050', [6]],
    ],
    eitherMobile,
  ),
]

const fifty: readonly Board[] = [
  ...withMemory(
    ['gddr7'],
    desktop(blackwell, [
      ['RTX 5090', [32]],
      ['RTX 5090 D', [32]],
      ['RTX 5090 D v2', [24]],
      ['RTX 5080', [16]],
      ['RTX 5070 Ti', [16]],
      ['RTX 5070', [12]],
      ['RTX 5060 Ti', [8, 16]],
      ['RTX 5060', [8]],
    ]),
  ),
  ...withMemory(['gddr6'], desktop(blackwell, [['RTX 5050', [8]]])),
  ...laptop(
    blackwell,
    [
      ['RTX 5090', [24]],
      ['RTX 5080', [16]],
      ['RTX 5070 Ti', [12]],
      ['RTX 5070', [8]],
      ['RTX 5060', [8]],
      ['RTX 5050', [8]],
    ],
    eitherMobile,
  ),
]

export const nvidiaGeforceRtx: readonly Board[] = [...twenty, ...thirty, ...forty, ...fifty]
