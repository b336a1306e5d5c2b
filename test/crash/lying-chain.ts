/** A chain whose node now and then lies to the validator once: in what it shows, or in what it answers. The chain itself goes on as it is. */
import type { Chain, SubmitAnswer } from '../../src/validator/ports.js'

/** A head a million blocks ahead, an update above the head, no such subnet, or the weights of somebody else. */
export type LookLie = 'head' | 'update' | 'nothing' | 'row'
/** `Included` in a block that does not have it, and a wallet that does not sign. In both cases nothing is sent. */
export type AnswerLie = 'included' | 'not sent'

/** As much of a document of the simulated chain as is changed. */
interface Shown {
  readonly block: number
  readonly neurons: readonly { readonly hotkey: string; readonly last_update?: number }[]
  readonly row: readonly (readonly [uid: number, weight: number])[]
}

export interface LyingChain {
  readonly chain: Chain
  /** One of the next looks, or the next answer, is a lie. */
  readonly lieInLook: (lie: LookLie) => void
  readonly lieInAnswer: (lie: AnswerLie) => void
  /** A process has started, and has seen nothing yet. */
  readonly started: () => void
  /** No lie is told from now on. */
  readonly beHonest: () => void
  /** The heights at which somebody else's weights were shown. */
  readonly falseRows: () => readonly number[]
}

/** A document that lies. The row has a single entry, which no policy of these tests decides. */
export const lieOf = (lie: LookLie, hotkey: string, shown: Shown): object | null => {
  switch (lie) {
    case 'head':
      return { ...shown, block: shown.block + 1_000_000 }
    case 'update':
      return {
        ...shown,
        neurons: shown.neurons.map((neuron) => (neuron.hotkey === hotkey ? { ...neuron, last_update: shown.block + 5 } : neuron)),
      }
    case 'nothing':
      return null
    case 'row':
      return { ...shown, row: [[2, 65_535]] }
  }
}

/**
 * `height` is that of the chain. Two lies wait until they can be found out. A process that has seen no height believes the first one. And
 * when the life of a submission is over, a chain without the subnet is taken for one without the weights.
 */
export const lyingChain = (chain: Chain, height: () => number): LyingChain => {
  const looks: LookLie[] = []
  let answerLie: AnswerLie | null = null
  const falseRows: number[] = []
  let fresh = true
  let until = 0
  const canBeTold = (lie: LookLie): boolean => (lie === 'head' ? !fresh : lie === 'nothing' ? height() <= until : true)
  const nextLie = (): LookLie | undefined => {
    const at = looks.findIndex(canBeTold)
    return at === -1 ? undefined : looks.splice(at, 1)[0]
  }
  return {
    chain: {
      ...chain,
      look: async () => {
        const shown = (await chain.look()) as Shown
        const lie = nextLie()
        fresh = fresh && lie !== undefined
        if (lie === 'row') falseRows.push(shown.block)
        return lie === undefined ? shown : lieOf(lie, chain.signer, shown)
      },
      submit: async (call, validUntil): Promise<SubmitAnswer> => {
        const lie = answerLie
        answerLie = null
        until = validUntil
        if (lie === null) return chain.submit(call, validUntil)
        return lie === 'included' ? { _tag: 'Included', block: height() + 1 } : { _tag: 'NotSent', error: 'the wallet is locked' }
      },
    },
    lieInLook: (lie) => {
      if (!looks.includes(lie)) looks.push(lie)
    },
    lieInAnswer: (lie) => {
      answerLie = lie
    },
    started: () => {
      fresh = true
    },
    beHonest: () => {
      looks.length = 0
      answerLie = null
    },
    falseRows: () => falseRows,
  }
}
