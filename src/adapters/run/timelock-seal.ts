/**
 * Encrypts weights that are to be committed, with fresh randomness. The timelock is loaded when it is first needed: it takes two optional peers,
 * and a validator on a subnet without commit-reveal needs neither.
 */
import { isLeft } from 'fp-ts/lib/Either.js'

/** How weights are encrypted. `ready` rejects where `seal` could not work, with an error named `TimelockMissing` where that is for good. */
export interface Seal {
  readonly ready: () => Promise<void>
  /** The ciphertext of a payload, opened by a round of the beacon. Each call gives other bytes. */
  readonly seal: (payload: Uint8Array, round: number) => Promise<Uint8Array>
}

const ENTROPY_BYTES = 76

const failure = (name: string, message: string): Error => Object.assign(new Error(message), { name })

const load = () =>
  import('../../chain/timelock/index.js').catch((error: unknown) => {
    throw failure(
      'TimelockMissing',
      `commits are encrypted with @noble/curves and @noble/ciphers, which can't be loaded (npm install @noble/curves@1 @noble/ciphers@1): ${error instanceof Error ? error.message : 'no reason was given'}`,
    )
  })

/**
 * The timelock of this package with the randomness of the platform.
 *
 * @example
 * ```ts
 * import { timelockSeal } from 'steelyard/adapters/run'
 * Object.keys(timelockSeal()) // => ['ready', 'seal']
 * ```
 */
export const timelockSeal = (): Seal => ({
  ready: async () => {
    await load()
  },
  seal: async (payload, round) => {
    const { showTimelockError, timelockEncrypt } = await load()
    const sealed = timelockEncrypt({ round, entropy: crypto.getRandomValues(new Uint8Array(ENTROPY_BYTES)) })(payload)
    if (isLeft(sealed)) throw failure(sealed.left._tag, showTimelockError(sealed.left))
    return sealed.right
  },
})
