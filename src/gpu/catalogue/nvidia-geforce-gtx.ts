/**
 * GeForce GTX, GT and MX, 400 to 16 series. Where partners also sold other sizes, the usual size is that of NVIDIA's own
 * specification. Sources: NVIDIA open-gpu-kernel-modules name table, NVIDIA product pages, PCI ID repository.
 */
import type { Board } from './board.js'
import { desktop, laptop, laptopOnly, maxQ } from './geforce-spelling.js'

const kepler = ['GK', 'GF', 'GM'] as const
const maxwell = ['GM', 'GK', 'GF'] as const

const fermi = ['GF'] as const
/** Fermi. */
const fourAndFive: readonly Board[] = [
  ...desktop(fermi, [
    ['GTX 590', [1.5]],
    ['GTX 580', [1.5, 3], 1.5],
    ['GTX 570', [1.25, 2.5], 1.25],
    ['GTX 560 Ti', [1, 2], 1],
    ['GTX 560', [1, 2], 1],
    ['GTX 560 SE', [1]],
    ['GTX 555', [1]],
    ['GTX 550 Ti', [1, 1.5, 2], 1],
    ['GTX 480', [1.5]],
    ['GTX 470', [1.25]],
    ['GTX 465', [1]],
    ['GTX 460', [0.75, 1, 2]],
    ['GTX 460 SE', [1]],
    ['GTS 450', [0.5, 1, 2], 1],
    ['GT 545', [1, 1.5, 3]],
    ['GT 530', [1, 2]],
    ['GT 520', [1, 2]],
    ['GT 440', [0.5, 1, 2]],
    ['GT 430', [0.5, 1, 2]],
    ['GT 420', [1, 2]],
  ]),
  ...laptopOnly(fermi, [
    ['GTX 580M', [2]],
    ['GTX 570M', [1.5, 3]],
    ['GTX 560M', [1.5, 2, 3]],
    ['GT 555M', [1, 1.5, 2, 3]],
    ['GT 550M', [1, 2]],
    ['GT 540M', [1, 2]],
    ['GT 525M', [1]],
    ['GT 520MX', [1]],
    ['GT 520M', [1]],
    ['GTX 485M', [2]],
    ['GTX 480M', [2]],
    ['GTX 470M', [1.5]],
    ['GTX 460M', [1.5]],
    ['GT 445M', [1, 1.5, 3]],
    ['GT 435M', [1, 2]],
    ['GT 425M', [1]],
    ['GT 420M', [1]],
    ['GT 415M', [1]],
    ['410M', [0.5, 1]],
  ]),
]

const six: readonly Board[] = [
  ...desktop(kepler, [
    ['GTX 690', [2]],
    ['GTX 680', [2, 4], 2],
    ['GTX 670', [2, 4], 2],
    ['GTX 660 Ti', [2, 3], 2],
    ['GTX 660', [1.5, 2, 3], 2],
    ['GTX 650 Ti BOOST', [1, 2], 2],
    ['GTX 650 Ti', [1, 2], 1],
    ['GTX 650', [1, 2], 1],
    ['GTX 645', [1]],
    ['GT 645', [1]],
    ['GT 640', [1, 2, 4]],
    ['GT 635', [1, 2]],
    ['GT 630', [1, 2, 4]],
    ['GT 620', [1, 2]],
    ['GT 610', [1, 2]],
  ]),
  ...laptopOnly(kepler, [
    ['GTX 680MX', [2]],
    ['GTX 680M', [2, 4]],
    ['GTX 675MX', [2, 4]],
    ['GTX 675M', [2]],
    ['GTX 670MX', [1.5, 3]],
    ['GTX 670M', [1.5, 3]],
    ['GTX 660M', [1, 2]],
    ['GT 650M', [1, 2]],
    ['GT 645M', [1, 2]],
    ['GT 640M', [1, 2]],
    ['GT 640M LE', [1, 2]],
    ['GT 635M', [1, 2]],
    ['GT 630M', [1, 2]],
    ['GT 625M', [1]],
    ['GT 620M', [1, 2]],
    ['610M', [1, 2]],
  ]),
]

const seven: readonly Board[] = [
  ...desktop(kepler, [
    ['GTX 780 Ti', [3]],
    ['GTX 780', [3, 6], 3],
    ['GTX 770', [2, 4]],
    ['GTX 760 Ti', [2]],
    ['GTX 760', [2, 4], 2],
    ['GTX 750 Ti', [1, 2, 4], 2],
    ['GTX 750', [1, 2, 4], 1],
    ['GTX 745', [1, 2, 4], 4],
    ['GT 740', [1, 2, 4]],
    ['GT 730', [1, 2, 4]],
    ['GT 720', [1, 2]],
    ['GT 710', [1, 2]],
    ['GT 705', [1]],
  ]),
  ...laptopOnly(kepler, [
    ['GTX 780M', [4]],
    ['GTX 770M', [3]],
    ['GTX 765M', [2]],
    ['GTX 760M', [2]],
    ['GT 755M', [2]],
    ['GT 750M', [1, 2, 4]],
    ['GT 745M', [2]],
    ['GT 740M', [1, 2]],
    ['GT 735M', [1, 2]],
    ['GT 730M', [1, 2]],
    ['GT 720M', [1, 2]],
    ['GT 710M', [1, 2]],
    ['710M', [1, 2]],
    ['705M', [1]],
  ]),
]

const eightAndNine: readonly Board[] = [
  ...desktop(maxwell, [
    ['GTX 980 Ti', [6]],
    ['GTX 980', [4]],
    ['GTX 970', [4]],
    ['GTX 960', [2, 4]],
    ['GTX 950', [2, 4], 2],
    ['GTX 960A', [2, 4]],
    ['GTX 950A', [2, 4]],
    ['945A', [1, 2]],
    ['940A', [1, 2, 4]],
    ['930A', [1, 2]],
    ['920A', [1, 2]],
    ['GTX 860A', [2, 4]],
    ['GTX 850A', [2, 4]],
    ['840A', [2, 4]],
    ['830A', [2]],
    ['820A', [1, 2]],
    ['810A', [1, 2]],
  ]),
  ...laptopOnly(maxwell, [
    ['GTX 880M', [4, 8]],
    ['GTX 870M', [3, 6]],
    ['GTX 860M', [2, 4]],
    ['GTX 850M', [2, 4]],
    ['845M', [2]],
    ['840M', [2, 4]],
    ['830M', [2]],
    ['825M', [1, 2]],
    ['820M', [1, 2]],
    ['810M', [1]],
    ['800M', [1]],
    ['GTX 980M', [4, 8]],
    ['GTX 970M', [3, 6]],
    ['GTX 965M', [2, 4]],
    ['GTX 960M', [2, 4]],
    ['GTX 950M', [2, 4]],
    ['945M', [1, 2]],
    ['940MX', [2, 4]],
    ['940M', [1, 2, 4]],
    ['930MX', [2]],
    ['930M', [1, 2]],
    ['920MX', [2]],
    ['920M', [1, 2]],
    ['910M', [1, 2]],
  ]),
  ...laptop(maxwell, [['GTX 980', [4, 8]]]),
]

const pascal = ['GP'] as const
const ten: readonly Board[] = [
  ...desktop(
    pascal,
    [
      ['GTX 1080 Ti', [11]],
      ['GTX 1080', [8]],
      ['GTX 1070 Ti', [8]],
      ['GTX 1070', [8]],
      ['GTX 1060', [3, 5, 6]],
      ['GTX 1050 Ti', [4]],
      ['GTX 1050', [2, 3, 4]],
      ['GT 1030', [2, 4], 2],
      ['GT 1010', [2]],
    ],
    ['', ' rev. 2'],
  ),
  ...laptop(pascal, [
    ['GTX 1080', [8]],
    ['GTX 1070', [8]],
    ['GTX 1060', [3, 6]],
    ['GTX 1050 Ti', [4]],
    ['GTX 1050', [2, 3, 4]],
  ]),
  ...maxQ(pascal, [
    ['GTX 1080', [8]],
    ['GTX 1070', [8]],
    ['GTX 1060', [3, 6]],
    ['GTX 1050 Ti', [4]],
    ['GTX 1050', [2, 3, 4]],
  ]),
]

const turing = ['TU'] as const
const sixteen: readonly Board[] = [
  ...desktop(turing, [
    ['GTX 1660 Ti', [6]],
    ['GTX 1660 SUPER', [6]],
    ['GTX 1660', [6]],
    ['GTX 1650 SUPER', [4]],
    ['GTX 1650', [4]],
    ['GTX 1630', [4]],
  ]),
  ...laptop(turing, [
    ['GTX 1660 Ti', [6]],
    ['GTX 1650', [4]],
  ]),
  ...laptopOnly(turing, [['GTX 1650 Ti', [4]]]),
  ...maxQ(turing, [
    ['GTX 1660 Ti', [6]],
    ['GTX 1650 Ti', [4]],
    ['GTX 1650', [4]],
  ]),
]

const mx: readonly Board[] = laptopOnly(
  ['GM', 'GP', 'TU', 'GA'],
  [
    ['MX110', [2]],
    ['MX130', [2, 4], 2],
    ['MX150', [2, 4], 2],
    ['MX230', [2, 4], 2],
    ['MX250', [2, 4], 2],
    ['MX330', [2, 4], 2],
    ['MX350', [2, 4], 2],
    ['MX450', [2, 4], 2],
    ['MX550', [2, 4], 2],
    ['MX570', [2, 4]],
    ['MX570 A', [2, 4]],
  ],
)

/** Mining cards. */
const mining: readonly Board[] = [
  ...desktop(
    ['TU', 'GA'],
    [
      ['CMP 30HX', [6]],
      ['CMP 40HX', [8]],
      ['CMP 50HX', [10]],
      ['CMP 70HX', [8]],
      ['CMP 90HX', [10]],
      ['CMP 170HX', [8, 10], 8],
    ],
  ),
  ...desktop(pascal, [
    ['P102-100', [5, 10], 5],
    ['P104-100', [4, 8], 4],
    ['P104-101', [4]],
    ['P106-100', [6]],
    ['P106-090', [3]],
  ]),
].map((board) => ({ ...board, names: [board.model.toLowerCase().replace('-', ' ')] }))

export const nvidiaGeforceGtx: readonly Board[] = [...fourAndFive, ...six, ...seven, ...eightAndNine, ...ten, ...sixteen, ...mx, ...mining]
