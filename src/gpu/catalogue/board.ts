/**
 * What the catalogue says of one board. A board is known by whole spellings only, each a sequence of lower-case words; memory
 * size, form factor and kind of memory are taken out of a name before it is looked up, and must be ones the board exists with.
 */

/** One shape in which a board is sold. */
export interface Form {
  readonly formFactor?: string
  /** Words that say this shape: `sxm4`, `pcie`. */
  readonly spelt: readonly string[]
  /** Sizes in GB that exist; none when the memory is shared with the CPU or not published. */
  readonly memoryGb: readonly number[]
  /** The size that a name without one means; the only size, if there is one. */
  readonly usualGb?: number
  /** Words that say this shape by its memory: `hbm3`. */
  readonly kinds?: readonly string[]
  /** A name that says no shape means this one. */
  readonly unsaid?: boolean
}

export interface Board {
  readonly vendor: string
  readonly model: string
  /** Spellings in lower case, words apart by one space, hyphens as spaces, without the vendor. */
  readonly names: readonly string[]
  /** Spellings that are this board only when this word is written in exactly this case. */
  readonly cased?: { readonly word: string; readonly names: readonly string[] }
  readonly forms: readonly Form[]
  /** Beginnings of the code names of the chips it is built on; none when they are not checked. */
  readonly chips: readonly string[]
  /** Sizes in GB that its name may state and that are the host's memory, not the GPU's. */
  readonly hostMemoryGb?: readonly number[]
}

/** Model, sizes in GB, and the size that the bare name means when there are several. */
export type Row = readonly [model: string, memoryGb: readonly number[], usualGb?: number]

/** The one shape of a board that its name doesn't have to say. */
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

/** Each ending after each beginning. */
export const cross = (beginnings: readonly string[], endings: readonly string[]): readonly string[] =>
  beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending))
