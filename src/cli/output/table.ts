/** Columns of text, aligned, two spaces apart. A text from outside can't break a line: what is in a cell is escaped as in any other line. */
import { oneLine } from '../../units/text/one-line.js'

/** A column of a table. */
export interface Column {
  readonly title: string
  /** Numbers are aligned right, words left. */
  readonly align: 'left' | 'right'
}

export const right = (title: string): Column => ({ title, align: 'right' })
export const left = (title: string): Column => ({ title, align: 'left' })

/**
 * One line for the titles and one for each row, without trailing spaces. A row may be shorter than the titles.
 */
export const tableLines = (columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] => {
  const all = [columns.map(({ title }) => title), ...rows.map((row) => row.map(oneLine))]
  const widths = columns.map((_, i) => all.reduce((widest, row) => Math.max(widest, (row[i] ?? '').length), 0))
  const pad = (cell: string, i: number): string => (columns[i]!.align === 'right' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))
  return all.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd())
}
