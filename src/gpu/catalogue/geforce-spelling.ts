/**
 * How drivers and marketplaces spell a GeForce board: with or without the family, the number joined to its prefix, `Ti` or `D` joined to
 * the number, `S` for SUPER.
 */
import { cross, onlyForm, type Board, type Row } from './board.js'

const glue = (name: string): readonly string[] => {
  const tight = name.replace(/^(rtx|gtx|gt) (?=\d)/, '$1')
  return tight === name ? [name] : [name, tight]
}
const glueSuffix = (name: string): readonly string[] => {
  const tight = name.replace(/(\d) (ti|d)(?= |$)/, '$1$2')
  return tight === name ? [name] : [name, tight]
}

// Marketplaces write `4080S` and `4070S Ti` for the desktop's SUPER. This is accepted where no other board has the name (2070 and 2080
// also have a laptop board).
const shortSuper = (name: string): readonly string[] => {
  const short = name.replace(/^(rtx \d{4}|gtx \d{4})( ti)? super$/, '$1s$2')
  return short === name || /^rtx 20[78]0/.test(name)
    ? [name]
    : [name, short, ...(short.startsWith('gtx') ? [short.replace(/s$/, ' s')] : [])]
}

/** Every spelling of a GeForce model, in lower case. */
export const geforceNames = (model: string, endings: readonly string[] = ['']): readonly string[] =>
  cross(['', 'geforce '], cross(shortSuper(model.toLowerCase()).flatMap(glue).flatMap(glueSuffix), endings))

const board = (
  model: string,
  memoryGb: readonly number[],
  usualGb: number | undefined,
  names: readonly string[],
  chips: readonly string[],
  formFactor?: string,
): Board => ({
  vendor: 'NVIDIA',
  model,
  names,
  forms: onlyForm(memoryGb, usualGb, formFactor),
  chips,
})

/** Boards whose driver name equals their model. */
export const desktop = (chips: readonly string[], rows: readonly Row[], endings: readonly string[] = ['']): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) => board(model, memoryGb, usualGb, geforceNames(model, endings), chips))

/** The boards with these kinds of memory, which marketplaces name. */
export const withMemory = (kinds: readonly string[], boards: readonly Board[]): readonly Board[] =>
  boards.map((one) => ({ ...one, forms: one.forms.map((form) => ({ ...form, kinds })) }))

const mobile = ['', ' laptop gpu', ' laptop', ' mobile']

/** Boards that exist in laptops only, although their driver name doesn't say so. */
export const laptopOnly = (chips: readonly string[], rows: readonly Row[]): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) => board(model, memoryGb, usualGb, geforceNames(model, mobile), chips, 'Laptop'))

/** The laptop board with the same number as a desktop board. It is one product, with or without Max-Q. */
export const laptop = (chips: readonly string[], rows: readonly Row[], endings: readonly string[] = []): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) =>
    board(`${model} Laptop`, memoryGb, usualGb, geforceNames(model, [' laptop gpu', ' laptop', ' mobile', ...endings]), chips, 'Laptop'),
  )

/** The Max-Q board, for generations in which it is a separate product. */
export const maxQ = (chips: readonly string[], rows: readonly Row[]): readonly Board[] =>
  rows.map(([model, memoryGb, usualGb]) =>
    board(`${model} Max-Q`, memoryGb, usualGb, geforceNames(model, [' with max q design', ' max q', ' maxq']), chips, 'Laptop'),
  )
