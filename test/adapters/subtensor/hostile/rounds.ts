/** Many hostile endings, and how many ended how. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { vi } from 'vitest'
import type { Ending } from './ending.js'
import { endingOf } from './ending.js'

export interface Report {
  readonly cases: number
  readonly ends: Readonly<Record<string, number>>
  readonly heap_growth_mb: number
  readonly failures: readonly Ending[]
}

const heap = (): number => {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}

/** Runs cases from a seed on. */
export const hostileRounds = async ({ runs, seed }: { readonly runs: number; readonly seed: number }): Promise<Report> => {
  const [beside, printed]: [unknown[], string[]] = [[], []]
  const note = (thrown: unknown): void => void beside.push(thrown)
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => void printed.push(words.map(String).join(' ')))
  process.on('unhandledRejection', note).on('uncaughtException', note)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  const ends: Record<string, number> = {}
  const failures: Ending[] = []
  let before = 0
  try {
    for (let i = 0; i < runs; i++) {
      // The first cases load what is loaded once.
      if (i === Math.min(100, runs >> 1)) before = heap()
      // What was printed is not to be kept.
      vi.clearAllMocks()
      const ending = await endingOf(seed + i, beside, printed)
      ends[ending.end] = (ends[ending.end] ?? 0) + 1
      if (ending.wrong.length > 0) failures.push(ending)
    }
    return { cases: runs, ends, heap_growth_mb: Math.round((heap() - before) / 1e6), failures }
  } finally {
    process.off('unhandledRejection', note).off('uncaughtException', note)
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  }
}
