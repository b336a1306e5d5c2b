/** An executor as it counts for its miner: its newest valid result, its cards less those that count for others, its memory. */
import { isRight } from 'fp-ts/lib/Either.js'
import type { Executor } from '../../gpu/inventory.js'
import { nominalMemory } from '../../gpu/nominal-memory.js'
import { nameBoard } from '../../gpu/normalize-gpu-name.js'
import type { TakenCards } from './taken-cards.js'

/** The memory of a GPU in GB: as reported, and the size of the board that this means; null where it means none of its `sizes`. */
export interface Memory {
  readonly reported: number
  readonly nominal: number | null
  readonly sizes: readonly number[]
}

/** `taken` are the cards that count for other executors; `gpus` are those that are left. */
export interface CountedExecutor extends Executor {
  readonly memory: Memory
  readonly taken: TakenCards | null
}

/** Give every allocation a function of its own: it remembers the names and figures that it has worked out. */
export const rememberMemory = (): ((raw: string, reported: number) => Memory) => {
  const sizesOf = new Map<string, readonly number[]>()
  const known = new Map<string, Memory>()
  return (raw, reported) => {
    const key = `${reported} ${raw}`
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const named = sizesOf.has(raw) ? undefined : nameBoard(raw)
    const sizes = named === undefined ? sizesOf.get(raw)! : isRight(named) ? named.right.sizesGb : []
    sizesOf.set(raw, sizes)
    const memory = { reported, nominal: nominalMemory(sizes)(reported), sizes }
    known.set(key, memory)
    return memory
  }
}

/** Counts an executor. */
export const countExecutor =
  (memoryOf: ReturnType<typeof rememberMemory>, taken: ReadonlyMap<Executor, TakenCards>) =>
  (executor: Executor): CountedExecutor => {
    const others = taken.get(executor) ?? null
    const { gpu_model, gpu_memory_gb } = executor.result
    return {
      ...executor,
      gpus: Math.max(0, executor.gpus - (others?.count ?? 0)),
      memory: memoryOf(gpu_model, gpu_memory_gb),
      taken: others,
    }
  }
