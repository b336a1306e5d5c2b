/** An executor as it counts for its miner: without cards that count for other executors, and with the nominal size of its memory. */
import { isRight } from 'fp-ts/lib/Either.js'
import type { Executor } from '../../gpu/inventory.js'
import { nominalMemory } from '../../gpu/nominal-memory.js'
import { nameBoard } from '../../gpu/normalize-gpu-name.js'
import type { TakenCards } from './taken-cards.js'

/** The memory of a GPU in GB. `nominal` is the size of the board that fits `reported`, or null if none of its `sizes` fits. */
export interface Memory {
  readonly reported: number
  readonly nominal: number | null
  readonly sizes: readonly number[]
}

/** `taken` are the cards that count for other executors. `gpus` is the number of GPUs that are left. */
export interface CountedExecutor extends Executor {
  readonly memory: Memory
  readonly taken: TakenCards | null
}

/** Make a new function for every allocation, because it remembers names and figures. */
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

/** Makes a counted executor of an executor. */
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
