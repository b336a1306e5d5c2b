/** What may go wrong on a chain from one block to the next. */
import type { SimulatedSubtensor } from '../../src/adapters/simulated-subtensor/controls.js'
import type { LyingChain } from './lying-chain.js'
import type { SecondSigner } from './second-signer.js'

/** Who may have a mishap: the chain, the node that the validator talks to, and another process with its key. */
interface Players {
  readonly subtensor: SimulatedSubtensor
  readonly node: LyingChain
  readonly second: SecondSigner
}

/** What happens beside a new block, as a number is drawn: mostly nothing. */
export const mishap = ({ subtensor: { fork, restart, faults }, node, second }: Players, drawn: number): void => {
  switch (drawn % 90) {
    case 0:
    case 1:
      return fork(1)
    case 2:
    case 3:
      return fork(2)
    case 4:
      return fork(2, { dropTransactions: true })
    case 5:
    case 6:
      return faults.loseAnswer()
    case 7:
      return faults.loseTransaction()
    case 8:
    case 9:
      return faults.delayInclusion(3)
    case 10:
      return faults.unreachable(2)
    case 11:
      return faults.staleReads(4, 2)
    case 12:
      return restart()
    case 13:
      return faults.refuse('SubtokenDisabled')
    case 14:
      return second.send()
    case 15:
      return node.lieInLook('head')
    case 16:
      return node.lieInLook('update')
    case 17:
      return node.lieInLook('nothing')
    case 18:
      return node.lieInLook('row')
    case 19:
      return node.lieInAnswer('included')
    case 20:
      return node.lieInAnswer('not sent')
  }
}
