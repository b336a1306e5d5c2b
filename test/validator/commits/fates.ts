/** What became of commits on the model's chain, as the laws ask for it. */
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import type { ChainModel } from '../chain-model.js'
import type { Vector } from './cipher.js'
import type { Ending, Row } from './queue-model.js'
import { storedRow } from './queue-model.js'

/** Whether a row is that of a vector; an entry may be 0 where its uid was taken over. */
const isRowOf = (taken: ReadonlySet<number>, vector: Pick<Vector, 'uids' | 'weights'>, row: Row): boolean => {
  const found = new Map<number, number>(row)
  const wanted = new Map<number, number>(storedRow({ ...vector, version_key: '0' }))
  const agrees = (uid: number): boolean => {
    const stored = found.get(uid) ?? 0
    return stored === (wanted.get(uid) ?? 0) || (stored === 0 && taken.has(uid))
  }
  return [...found.keys(), ...wanted.keys()].every(agrees) && row.length > 0
}

export const fatesOf = (chain: ChainModel) => {
  const endingOf = (commit: string): Ending | undefined => chain.endings().find((ending) => ending.commit === commit)
  const isQueued = (commit: string | null): boolean => chain.queue().some((queued) => queued.commit === commit)
  return {
    endingOf,
    isQueued,
    isRow: ({ uids, weights }: WeightSubmissionRecord, height: number): boolean =>
      isRowOf(chain.takenOver, { uids, weights }, chain.rowAt(height)),
    /** The chain does not have it, and had it never. */
    isAbsent: (commit: string): boolean =>
      !isQueued(commit) &&
      endingOf(commit) === undefined &&
      !chain.included().some(({ call }) => call._tag === 'Commit' && call.commit === commit),
    /** It was never revealed and never will be, or somebody else used the key since, so that nobody could see it. */
    neverCame: (commit: string): boolean => {
      const ending = endingOf(commit)
      return ending !== undefined && (ending.what !== 'revealed' || chain.isStolen(ending.block))
    },
    /** The ends of commits after which the newest weights of all were not in force, and never will be. */
    losses: (from: number): readonly Ending[] =>
      chain.endings().filter(({ block }) => {
        const newest = chain
          .included()
          .filter((other) => other.block < block)
          .at(-1)
        if (block <= from || newest === undefined || chain.isStolen(newest.block)) return false
        const { call, submission } = newest
        const isOver = call._tag === 'Set' || (endingOf(call.commit)?.block ?? Infinity) <= block
        return isOver && !isRowOf(chain.takenOver, submission, chain.rowAt(block))
      }),
  }
}
