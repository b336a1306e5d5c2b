/** What many lies are made of. */
import type { Scene } from '../mode.js'

/** A document of the chain, as far as lies change it. */
export interface Shown {
  readonly block: number
  readonly netuid: number
  readonly neurons: readonly {
    readonly uid: number
    readonly hotkey: string
    readonly last_update: number
    readonly registered_at_block: number
  }[]
  readonly hyperparameters: object
  readonly row?: readonly (readonly [number, number])[]
}

export const rejects = (): Promise<never> => Promise.reject(new Error('no'))
export const never = (): Promise<never> => new Promise(() => undefined)
export const gives = (value: unknown) => (): Promise<never> => Promise.resolve(value as never)

/** What the chain shows, with something changed. */
export const amended =
  ({ chain }: Scene, change: (document: Shown) => unknown) =>
  async (): Promise<unknown> =>
    change(structuredClone((await chain.look()) as Shown))

/** The same with the signer's neuron changed. */
export const amendedSigner = (scene: Scene, change: (signer: Shown['neurons'][number], document: Shown) => object) =>
  amended(scene, (document) => ({
    ...document,
    neurons: document.neurons.map((neuron) => (neuron.hotkey === scene.hotkey ? { ...neuron, ...change(neuron, document) } : neuron)),
  }))

/** A table that fails as soon as anybody looks at it. */
export const thrower = (): never =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('no')
      },
      ownKeys: () => {
        throw new Error('no')
      },
      getPrototypeOf: () => {
        throw new Error('no')
      },
    },
  ) as never

export const cyclic = (): never => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  return cycle as never
}

export const getter = (key: string): object =>
  Object.defineProperty({}, key, {
    enumerable: true,
    get: () => {
      throw new Error('no')
    },
  })
