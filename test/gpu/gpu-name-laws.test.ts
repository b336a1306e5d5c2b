import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/gpu/catalogue/catalogue.js'
import type { GpuModel } from '../../src/gpu/gpu-model.js'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'
import { board, driverName, edited, plainNames, wholeRows } from './gpu-name-arbitraries.js'
import { spells } from './spelling-oracle.js'

type Namer = (raw: string) => E.Either<unknown, GpuModel>
const same = (a: E.Either<unknown, GpuModel>, b: E.Either<unknown, GpuModel>): boolean =>
  E.isLeft(a) ? E.isLeft(b) : E.isRight(b) && a.right.model === b.right.model && a.right.vendor === b.right.vendor

// NVIDIA's M4 and Apple's M4 share a name; only the vendor distinguishes them.
const sharedModels = new Set(['M4'])
// Only the case distinguishes the desktop board from the laptop board.
const casedModels = new Set(['RTX 2080 SUPER', 'RTX 2070 SUPER', 'RTX 2080 SUPER Laptop', 'RTX 2070 SUPER Laptop'])

const idempotent = (name: Namer) =>
  fc.property(board, ({ vendor, model }): boolean => {
    const named = name(model)
    return sharedModels.has(model) ? E.isLeft(named) : E.isRight(named) && named.right.model === model && named.right.vendor === vendor
  })

const variants: readonly ((text: string) => string)[] = [
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => `  ${text}\r\n`,
  (text) => text.replaceAll(' ', '   '),
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll(' ', '-'),
  (text) => text.replaceAll(' ', '_'),
  (text) => `"${text}"`,
]
const indifferent = (name: Namer) =>
  fc.property(
    driverName.filter(({ board: { model } }) => !casedModels.has(model)),
    fc.constantFrom(...variants),
    ({ text }, vary): boolean => same(name(text), name(vary(text))),
  )

const vendorPrefix = (name: Namer) =>
  fc.property(
    board.filter(({ model }) => !sharedModels.has(model)),
    ({ vendor, model }): boolean => same(name(model), name(`${vendor} ${model}`)),
  )

const joiners = [
  ' ',
  '  ',
  '/',
  ' / ',
  ',',
  ', ',
  '+',
  ' + ',
  '|',
  ' | ',
  ';',
  '; ',
  '&',
  ' & ',
  ' and ',
  ' or ',
  ' vs ',
  ':',
  ': ',
  '-',
  ' - ',
  '_',
  '.',
  '=',
  ' x ',
  ' [',
  ' (',
  ' 80GB ',
  '\u00a0',
  ' NVIDIA ',
  ' GPU 0: ',
  ' (UUID: ',
  '/PCIe/SSE2',
  ' x8 ',
]
const twoNames = (name: Namer) =>
  fc.property(
    driverName,
    driverName,
    fc.constantFrom(...joiners),
    fc.constantFrom('', ']', ')', '...'),
    (one, two, joiner, end): boolean => {
      if (one.board.model === two.board.model) return true
      return E.isLeft(name(`${one.text}${joiner}${two.text}${end}`))
    },
  )

const editedNames = (name: Namer) =>
  fc.property(
    fc
      .oneof(
        fc.constantFrom(...plainNames),
        driverName.map(({ text }) => text),
        board.map(({ model }) => model),
      )
      .chain(edited),
    (text): boolean => {
      const named = name(text)
      return E.isLeft(named) || spells(text, named.right)
    },
  )

const laws = { idempotent, indifferent, vendorPrefix, twoNames, editedNames }

describe('naming', () => {
  it('is idempotent: the model of every board names that board again', () => {
    const wrong = catalogue.filter(({ vendor, model }) => {
      if (sharedModels.has(model)) return false
      const named = normalizeGpuName(model)
      return E.isLeft(named) || named.right.model !== model || named.right.vendor !== vendor
    })
    expect(wrong.map(({ model }) => model)).toEqual([])
    fc.assert(idempotent(normalizeGpuName))
  })
  it('the vendor distinguishes boards that share a name', () => {
    expect(normalizeGpuName('Apple M4')).toMatchObject({ right: { vendor: 'Apple' } })
    expect(normalizeGpuName('NVIDIA M4')).toMatchObject({ right: { vendor: 'NVIDIA' } })
  })
  it('every spelling of the catalogue names a board of that model', () => {
    const wrong = catalogue.flatMap(({ vendor, model, names }) =>
      names.filter((name) => !same(normalizeGpuName(`${vendor} ${name}`), E.right({ vendor, model }))),
    )
    expect(wrong).toEqual([])
  })
  it('case and spaces change nothing, where case has no meaning', () => {
    fc.assert(indifferent(normalizeGpuName), { numRuns: 2000 })
  })
  it('the vendor in front changes nothing', () => {
    fc.assert(vendorPrefix(normalizeGpuName), { numRuns: 1000 })
  })
  it("only the driver's case distinguishes RTX 2080 SUPER from RTX 2080 Super", () => {
    expect(normalizeGpuName('NVIDIA GeForce RTX 2080 SUPER')).toMatchObject({ right: { model: 'RTX 2080 SUPER' } })
    expect(normalizeGpuName('NVIDIA GeForce RTX 2080 Super')).toMatchObject({ right: { model: 'RTX 2080 SUPER Laptop' } })
    for (const name of ['rtx 2080 super', 'NVIDIA GEFORCE RTX 2080 SUPER', 'Nvidia Geforce Rtx 2080 Super', 'rtx_2070_super'])
      expect(normalizeGpuName(name)).toMatchObject({ left: { _tag: 'AmbiguousName' } })
  })
  it('a string that contains two board names is refused, whatever is between them', () => {
    fc.assert(twoNames(normalizeGpuName), { numRuns: 4000 })
  })
  it('a name with one character inserted, dropped or swapped is refused, unless it spells a board exactly', () => {
    fc.assert(editedNames(normalizeGpuName), { numRuns: 10_000 })
  })
  it('every string is named or refused, without an exception', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('__proto__', 'constructor', '\ud800', 'NVIDIA \udfff'),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.tuple(driverName, anything).map(([{ text }, more]) => text + more),
        ),
        (raw): boolean => {
          const named = normalizeGpuName(raw)
          return named._tag === 'Left' || named._tag === 'Right'
        },
      ),
      { numRuns: 3000 },
    )
  })
  it('the same string gets the same answer', () => {
    fc.assert(
      fc.property(driverName, ({ text }): boolean => JSON.stringify(normalizeGpuName(text)) === JSON.stringify(normalizeGpuName(text))),
    )
  })
  it('a megabyte is refused at once', () => {
    const before = performance.now()
    for (const raw of ['A', ' ', '(', 'H100 ', '[', '8x', 'ANGLE ('])
      expect(normalizeGpuName(raw.repeat(1_000_000))).toMatchObject({ left: { problem: 'TooLong' } })
    for (const raw of ['A', ' ', '(', 'H100 ', '[', '8x', 'ANGLE (', ', ', '/', '-', '0x0', 'GPU 0: '])
      normalizeGpuName(raw.repeat(256).slice(0, 256))
    expect(performance.now() - before).toBeLessThan(500)
  })
  it('a name that was built to be slow takes little time', () => {
    const slow = ['H100/', 'a b/', 'x ', 'rtx 4090 ', '(', '[a/b]', '80gb ', 'a, ', '8x', '. ', 'GH100 [', ' (UUID: '].map((piece) =>
      piece.repeat(256).slice(0, 256),
    )
    const nested = [
      `${'a '.repeat(60)}${'/ a '.repeat(34)}`,
      `GA100 [${'rtx 4090 '.repeat(12)}${'/4090 '.repeat(20)}]`,
      `ANGLE (NVIDIA, ${'a, '.repeat(60)}D3D11)`,
    ]
    for (const raw of [...slow, ...nested]) {
      const before = performance.now()
      for (let i = 0; i < 20; i++) normalizeGpuName(raw)
      expect((performance.now() - before) / 20).toBeLessThan(20)
    }
  })
})

/** Wrong implementations, each with a plausible mistake. */
const mutants: Readonly<Record<string, readonly [Namer, keyof typeof laws]>> = {
  'a matcher by substring': [
    (raw) => {
      const found = catalogue.find(({ model }) => raw.toLowerCase().includes(model.toLowerCase()))
      return found === undefined ? E.left('unknown') : E.right({ vendor: found.vendor, model: found.model })
    },
    'twoNames',
  ],
  'a fall back to the known beginning of a name': [
    (raw) => {
      for (let end = raw.length; end > 0; end--) {
        const named = normalizeGpuName(raw.slice(0, end))
        if (E.isRight(named)) return named
      }
      return E.left('unknown')
    },
    'editedNames',
  ],
  'a matcher by case': [
    (raw) => (raw === raw.toLowerCase() && /[a-z]/.test(raw) ? E.left('lower case') : normalizeGpuName(raw)),
    'indifferent',
  ],
  'a matcher that wants the vendor': [
    (raw) => (/^(?:nvidia|amd|intel|apple) /i.test(raw) ? normalizeGpuName(raw) : E.left('no vendor')),
    'vendorPrefix',
  ],
  'a model that is no name': [
    (raw) => {
      const named = normalizeGpuName(raw)
      return E.isRight(named) ? E.right({ ...named.right, model: named.right.model.toUpperCase() }) : named
    },
    'idempotent',
  ],
}

describe('the laws', () => {
  it.each(Object.entries(mutants))('kill %s', (_, [mutant, law]) => {
    expect(fc.check(laws[law](mutant) as fc.IProperty<unknown>, { numRuns: 5000 }).failed).toBe(true)
  })
  it('hold for every known name', () => {
    const wrong = wholeRows.filter(({ raw }) => E.isLeft(normalizeGpuName(raw)))
    expect(wrong).toEqual([])
  })
})
