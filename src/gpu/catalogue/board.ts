/**
 * What the catalogue says about one board. A board is found by a complete spelling only: a sequence of lower-case words.
 * Memory size, form factor and kind of memory are taken out of a name before it is looked up; the board must exist with them.
 */

/** One shape (variant) in which a board is sold. */
export interface Form {
  readonly formFactor?: string
  /** Words that name this shape: `sxm4`, `pcie`. */
  readonly spelt: readonly string[]
  /** The memory sizes that exist, in GB; empty when the memory is shared with the CPU or not published. */
  readonly memoryGb: readonly number[]
  /** The size in GB that a name without a size means; when only one size exists, that size. */
  readonly usualGb?: number
  /** Words that name this shape by its kind of memory: `hbm3`. */
  readonly kinds?: readonly string[]
  /** A name without a shape means this one. */
  readonly unsaid?: boolean
}

export interface Board {
  readonly vendor: string
  readonly model: string
  /**
   * Spellings in lower case, without the vendor; words are separated by one space, and a hyphen is written as a space.
   */
  readonly names: readonly string[]
  /** Spellings that mean this board only when this word is written in exactly this case. */
  readonly cased?: { readonly word: string; readonly names: readonly string[] }
  readonly forms: readonly Form[]
  /** Beginnings of the code names of the chips in this board; empty when the code name is not checked. */
  readonly chips: readonly string[]
  /** Sizes in GB that its name may state and that are the memory of the host, not of the GPU. */
  readonly hostMemoryGb?: readonly number[]
}

/** Model, sizes in GB, and the size that a name without a size means when there are several. */
export type Row = readonly [model: string, memoryGb: readonly number[], usualGb?: number]

/** The only shape of a board; its name doesn't have to state it. */
export const onlyForm = (
  memoryGb: readonly number[],
  usualGb?: number,
  formFactor?: string,
  spelt: readonly string[] = [],
): readonly Form[] => [
  {
    spelt,
    memoryGb,
    ...(formFactor === undefined ? {} : { formFactor }),
    ...(usualGb === undefined ? {} : { usualGb }),
  },
]

/** Every beginning combined with every ending. */
export const cross = (beginnings: readonly string[], endings: readonly string[]): readonly string[] =>
  beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending))
