import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import type { Board } from '../../src/gpu/catalogue/board.js'
import { catalogue } from '../../src/gpu/catalogue/catalogue.js'

export interface Row {
  readonly raw: string
  readonly vendor: string | null
  readonly model: string | null
  readonly memory_gb: number | null
  readonly form_factor: string | null
  readonly kind: string
  readonly memory_confidence: string
}
const table = (file: string): readonly Row[] =>
  JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url), 'utf8')) as readonly Row[]
export const rows = table('gpu_names.json')
/** Names from the lists of the same sources: more boards, more slices of GPUs, more names that must be refused. */
export const moreRows = table('gpu_names_more.json')
export const wholeRows = rows.filter(({ kind }) => kind === 'full' || kind === 'alias')
export const refusedRows = [...rows, ...moreRows].filter(({ kind }) => kind !== 'full' && kind !== 'alias')

/** Names without a wrapping. */
export const plainNames = wholeRows.map(({ raw }) => raw).filter((raw) => /^[A-Za-z0-9 _-]+$/.test(raw) && !/^\d+x /.test(raw))

export const board: fc.Arbitrary<Board> = fc.constantFrom(...catalogue)
export const namedBoard = board.filter(({ names }) => names.length > 0)

/**
 * A name as a driver may write it: with or without the vendor, and with or without a size and a shape in which the
 * board exists.
 */
export const driverName = namedBoard.chain((one) =>
  fc
    .record({
      vendor: fc.constantFrom(`${one.vendor} `, ''),
      name: fc.constantFrom(...one.names),
      form: fc.constantFrom(...one.forms),
      sized: fc.boolean(),
      shaped: fc.boolean(),
    })
    .map(({ vendor, name, form, sized, shaped }) => {
      const size = sized && form.memoryGb.length > 0 ? ` ${form.memoryGb[0]}GB` : ''
      const shape = shaped && form.spelt.length > 0 ? ` ${form.spelt[0]}` : ''
      return { board: one, text: `${vendor}${name}${shape}${size}` }
    }),
)

const alphabet = [...'ABCDEFGHIKLMNOPQRSTVXYZabcdeghilmnopqrstuvxyz0123456789 -_:/.,()[]+"\'x']

/** One character inserted, dropped, or swapped with its neighbour. */
export const edited = (text: string): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom('insert', 'drop', 'swap'), fc.nat(text.length), fc.constantFrom(...alphabet)).map(([how, at, char]) => {
    switch (how) {
      case 'insert':
        return text.slice(0, at) + char + text.slice(at)
      case 'drop':
        return text.slice(0, at) + text.slice(at + 1)
      default:
        return text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2)
    }
  })
