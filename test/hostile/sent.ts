/** What a validator really sends to a chain, whatever it is answered, beside what others send with the same key. */
import type { SimulatedSubmission, SimulatedSubtensor } from '../../src/adapters/simulated-subtensor/controls.js'
import type { Chain } from '../../src/validator/ports.js'

const CONFIRMATIONS = 2

export interface Sent {
  readonly chain: Chain
  /** The submissions of the validator, as the chain knows them now. */
  readonly ours: () => readonly SimulatedSubmission[]
  /** Submissions that should not have been sent: an earlier one could still be included, or be dropped by a fork. */
  readonly doubles: () => readonly string[]
}

const isOver = ({ fate, valid_until }: SimulatedSubmission, head: number): boolean =>
  fate._tag === 'Included' || fate._tag === 'Refused' ? head >= (fate.block ?? 0) + CONFIRMATIONS : head > valid_until

export const sent = (subtensor: SimulatedSubtensor, hotkey: string): Sent => {
  const chain = subtensor.chainFor(hotkey)
  const ids = new Set<number>()
  const doubles: string[] = []
  const ours = (): readonly SimulatedSubmission[] => subtensor.submissions().filter(({ id }) => ids.has(id))
  return {
    chain: {
      ...chain,
      submit: (call, valid_until) => {
        const head = subtensor.block()
        for (const { id, fate, ...earlier } of ours().filter((one) => !isOver(one, head)))
          doubles.push(`sent at ${head} while submission ${id} up to ${earlier.valid_until} is ${fate._tag}`)
        const before = subtensor.submissions().length
        const answer = chain.submit(call, valid_until)
        const newest = subtensor.submissions().at(-1)
        if (newest !== undefined && subtensor.submissions().length > before) ids.add(newest.id)
        return answer
      },
    },
    ours,
    doubles: () => doubles,
  }
}
