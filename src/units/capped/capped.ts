/**
 * Lists of problems that do not grow with the input: 20 problems of each kind, and how many more there are.
 *
 * A file of 1 MB can have a million mistakes. Nobody reads a million messages, and they need a hundred times the memory of the file. The
 * kind of a problem is its tag, so many problems of one kind do not hide one of another kind.
 *
 * Laws: the problems that are listed are the first of their kind, in their order, and what is counted follows them, in the order in which
 * the kinds occurred first; listed and counted problems are together as many as there were; capping a list again changes nothing; capping
 * two lists and then both together gives the same as capping everything at once.
 */

/** The most problems of one kind that are listed. */
export const MOST_TOLD = 20

/** There are `count` more problems of the kind `of` than are listed. Its path is empty, because they are in many places. */
export type More = {
  readonly _tag: 'More'
  readonly path: string
  readonly of: string
  readonly count: number
}

/** A problem as data. */
interface Tagged {
  readonly _tag: string
}

/**
 * Whether a problem of a list says how many more there are.
 *
 * @example
 * ```ts
 * import { isMore } from 'steelyard/units'
 * isMore({ _tag: 'More', path: '', of: 'Missing', count: 980 }) // => true
 * isMore({ _tag: 'Missing' }) // => false
 * ```
 */
export const isMore = <A extends Tagged>(problem: A | More): problem is More => problem._tag === 'More' && 'of' in problem

/** The kind of a problem: its tag, or the tag of those that it counts. */
export const kindOf = (problem: Tagged | More): string => (isMore(problem) ? problem.of : problem._tag)

/** Collects problems and caps them at once. */
export interface Told<A> {
  /** Adds a problem of a kind. It is made only if it is listed. */
  readonly tell: (kind: string, make: () => A) => void
  /** Adds problems that are only counted. */
  readonly count: (kind: string, more: number) => void
  readonly all: () => readonly (A | More)[]
}

/** Nothing told yet. */
export const told = <A>(): Told<A> => {
  const listed: A[] = []
  const kinds = new Map<string, { listed: number; more: number }>()
  const ofKind = (kind: string): { listed: number; more: number } => {
    const known = kinds.get(kind) ?? { listed: 0, more: 0 }
    kinds.set(kind, known)
    return known
  }
  return {
    tell: (kind, make) => {
      const known = ofKind(kind)
      if (known.listed === MOST_TOLD) known.more++
      else {
        known.listed++
        listed.push(make())
      }
    },
    count: (kind, more) => {
      ofKind(kind).more += more
    },
    all: () => [
      ...listed,
      ...[...kinds].flatMap(([of, { more: count }]): readonly More[] => (count === 0 ? [] : [{ _tag: 'More', path: '', of, count }])),
    ],
  }
}

/**
 * At most 20 problems of each kind, and how many more of it there are. What a list counts already is counted on.
 *
 * @example
 * ```ts
 * import { capped } from 'steelyard/units'
 * const rows = Array.from({ length: 1000 }, (_, row) => ({ _tag: 'Malformed', row }))
 * const list = capped([...rows, { _tag: 'NoAxon' }])
 * list.length // => 22
 * list.slice(20) // => [{ _tag: 'NoAxon' }, { _tag: 'More', path: '', of: 'Malformed', count: 980 }]
 * ```
 */
export const capped = <A extends Tagged>(problems: Iterable<A | More>, kind: (problem: A) => string = kindOf): readonly (A | More)[] => {
  const list = told<A>()
  for (const problem of problems) {
    if (isMore(problem)) list.count(problem.of, problem.count)
    else list.tell(kind(problem), () => problem)
  }
  return list.all()
}

/**
 * How many more there are, in words.
 *
 * @example
 * ```ts
 * import { showMore } from 'steelyard/units'
 * showMore({ _tag: 'More', path: '', of: 'Missing', count: 980 }) // => 'and 980 more (Missing)'
 * ```
 */
export const showMore = ({ of, count }: Pick<More, 'of' | 'count'>): string => `and ${count} more (${of})`

/** At most 20 texts, and how many more there are. */
export const cappedTexts = (texts: readonly string[]): readonly string[] =>
  texts.length > MOST_TOLD ? [...texts.slice(0, MOST_TOLD), `and ${texts.length - MOST_TOLD} more`] : texts
