/**
 * The catalogue by spelling, built once. Keys are lower-case words separated by one space. The model's own name, with and without spaces,
 * is a spelling too.
 */
import type { Board } from './catalogue/board.js'
import { catalogue } from './catalogue/catalogue.js'
import { tokenise } from './tokenise.js'

export interface Entry {
  readonly board: Board
  /** This entry applies only when the name has this word in exactly this case. */
  readonly word?: string
}

const indexed = (boards: readonly Board[]): ReadonlyMap<string, readonly Entry[]> => {
  const index = new Map<string, Entry[]>()
  const add = (name: string, entry: Entry): void => {
    const there = index.get(name)
    if (there === undefined) index.set(name, [entry])
    else if (!there.some(({ board, word }) => board === entry.board && word === entry.word)) there.push(entry)
  }
  const models = new Set<string>()
  for (const board of boards) {
    const entry: Entry = { board }
    for (const name of board.names) add(name, entry)
    for (const name of board.cased?.names ?? []) add(name, { board, word: board.cased?.word ?? '' })
    const first = !models.has(`${board.vendor} ${board.model}`)
    models.add(`${board.vendor} ${board.model}`)
    if (first && !(board.cased !== undefined && board.names.length === 0)) {
      const own = tokenise(board.model)
      const tight = tokenise(board.model.replaceAll(' ', ''))
      for (const name of [own.join(' '), own.join(''), tight.join(' ')]) add(name, entry)
    }
  }
  return index
}

const index = indexed(catalogue)
const nothing: readonly Entry[] = []

/**
 * The boards that have this spelling. There is more than one when vendors share it or when only the case distinguishes
 * the boards.
 */
export const boardsNamed = (name: string): readonly Entry[] => index.get(name) ?? nothing
