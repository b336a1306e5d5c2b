/** The board that a name names, with the sizes of memory that it may have. */
import type { GpuModel } from './gpu-model.js'

/** A board, and the sizes of memory that a board of this name may have. */
export interface NamedBoard {
  readonly model: GpuModel
  /** GB per GPU, ascending; none where the catalogue knows no size. */
  readonly sizesGb: readonly number[]
}

/**
 * Several figures are published for the memory of one physical board: with error correction taken off, as drivers count, as vendors
 * round. They are one size, the largest. Model to size to the figures that mean it. Sources: NVIDIA's data sheets and driver tables.
 */
const ONE_SIZE: Readonly<Record<string, readonly (readonly [size: number, published: readonly number[]])[]>> = {
  B100: [[192, [180]]],
  // A B200 of 168 GB is a board of its own.
  B200: [[192, [180, 183]]],
  B300: [[288, [262, 268, 270, 275]]],
  GB200: [[192, [186, 189]]],
  GB300: [[288, [279, 284]]],
}

/** A board whose sizes are these published figures. */
export const namedBoard = (model: GpuModel, published: readonly number[]): NamedBoard => {
  const same = ONE_SIZE[model.model] ?? []
  const physical = published.map((gb) => same.find(([, figures]) => figures.includes(gb))?.[0] ?? gb)
  return { model, sizesGb: [...new Set(physical)].sort((a, b) => a - b) }
}
