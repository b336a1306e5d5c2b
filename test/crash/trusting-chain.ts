/** The chain as a validator sees it that trusts the answer `Included`: what was answered stands for what the chain shows. */
import type { Chain, SetWeights } from '../../src/validator/ports.js'
import { maxUpscale } from '../../src/chain/stored/max-upscale.js'

interface Shown {
  readonly block: number
  readonly neurons: readonly { readonly hotkey: string; readonly last_update?: number }[]
}

const rowOf = ({ uids, weights }: SetWeights): readonly (readonly [uid: number, weight: number])[] =>
  Array.from(maxUpscale(Uint16Array.from(weights)), (weight, i) => [uids[i]!, weight] as const)

export const trusting = (chain: Chain): Chain => {
  let trusted: { readonly call: SetWeights; readonly block: number } | null = null
  return {
    ...chain,
    submit: async (call, validUntil) => {
      const answer = await chain.submit(call, validUntil)
      if (answer._tag === 'Included' && call._tag === 'Set') trusted = { call, block: answer.block }
      return answer
    },
    look: async () => {
      const shown = (await chain.look()) as Shown | null
      const own = shown?.neurons.find(({ hotkey }) => hotkey === chain.signer)
      if (shown === null || trusted === null || own === undefined || shown.block < trusted.block) return shown
      const { call, block } = trusted
      const neurons = shown.neurons.map((neuron) =>
        neuron === own ? { ...neuron, last_update: Math.max(neuron.last_update ?? 0, block) } : neuron,
      )
      return { ...shown, neurons, row: (own.last_update ?? 0) > block ? (shown as { readonly row?: unknown }).row : rowOf(call) }
    },
  }
}
