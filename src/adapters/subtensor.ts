/**
 * The chain over a Subtensor node: the `Chain` port by polkadot-api, an optional peer (`npm install polkadot-api@2`, and `ws@8` on Node 20).
 * Both are loaded when something is first asked.
 *
 * The unsafe API is used, without descriptors, so that a runtime may change under a running validator. Read is the best block, all of a look at
 * one hash: one call of the runtime (two since parameters are listed by name) and one request for storage.
 */
import { addressOf, publicKeyOf } from '../units/address/hotkey.js'
import type { Chain } from '../validator/ports.js'
import { secretsOf } from './subtensor/address-secrets.js'
import type { Link, Place } from './subtensor/link.js'
import { openLink } from './subtensor/link.js'
import type { Memory } from './subtensor/look.js'
import { lookAt } from './subtensor/look.js'
import { noncesOf } from './subtensor/nonces.js'
import type { SubtensorOptions, SubtensorSource, SubtensorTimeouts } from './subtensor/options.js'
import { epochAt } from './subtensor/read-epoch.js'
import { genesisOf, mechanismOf, specWarner, timeoutsOf, urlsOf } from './subtensor/options.js'
import { adopt, connect } from './subtensor/session.js'
import { submitCall } from './subtensor/submit-call.js'
import { hostOf, showSubtensorError } from './subtensor/subtensor-error.js'
import { SubtensorFailure } from './subtensor/subtensor-failure.js'
import { unknownOutcome } from './subtensor/watch-inclusion.js'

export type { MortalEra } from './subtensor/mortal-era.js'
export { mortalEra } from './subtensor/mortal-era.js'
export type { SubtensorOptions, SubtensorSource, SubtensorTimeouts, SubtensorWarning } from './subtensor/options.js'
export { DEFAULT_SUBTENSOR_TIMEOUTS, showSubtensorWarning } from './subtensor/options.js'
export type { SubtensorClient, TransactionSigner } from './subtensor/papi.js'
export { dispatchErrorName, validityErrorName } from './subtensor/refusal-name.js'
export type { LinkFault, SubtensorError } from './subtensor/subtensor-error.js'
export { showSubtensorError } from './subtensor/subtensor-error.js'
export { SubtensorFailure } from './subtensor/subtensor-failure.js'

/** A subnet that is only looked at: nobody signs. */
export interface SubtensorView extends Pick<Chain, 'block' | 'look'> {
  /**
   * What the subnet's next epoch reads, as the newest block has it: the document that `readSubnetEpochInput` and `steelyard forecast --network` read, with
   * all mechanisms, `hotkeys`, `spec` and since spec 423 the `schedule`. Null where the chain has no such subnet. Stakes have the parts of parents and
   * children in them already, and `rao_emission` is what waits for the epoch so far. Rejects with `UnknownRuntime` where the rules of the
   * runtime are not known.
   */
  readonly epochInput: () => Promise<unknown>
  /** Ends the connection, and every call under way with `Closed`. A client that was given is left alone. */
  readonly close: () => void
}

/** The `Chain` port over a node. */
export interface SubtensorChain extends Chain, Pick<SubtensorView, 'close' | 'epochInput'> {}

/** A source, and whose row and commits are looked at, an ss58 address; without one a look has neither. */
export interface SubtensorViewOptions extends SubtensorSource {
  readonly hotkey?: string
}

interface Opened {
  readonly view: SubtensorView
  readonly link: Link
  readonly seconds: SubtensorTimeouts
  readonly mechanism: number
}

const open = (source: SubtensorSource, hotkey: string): Opened => {
  const [urls, mechanism, seconds, genesis] = [urlsOf(source), mechanismOf(source), timeoutsOf(source), genesisOf(source)]
  const { client, netuid } = source
  const places: readonly Place[] =
    client === undefined
      ? urls.map((url) => ({ name: hostOf(url), secrets: secretsOf(url), open: (given) => connect(url, seconds, given) }))
      : [{ name: 'the given client', secrets: [], open: (given) => adopt(client, seconds.connect, given) }]
  const link = openLink(places, genesis)
  const onSpec = specWarner(source)
  const memory: Memory = { epoch: null }
  const view: SubtensorView = {
    block: () => link.use({ doing: 'block', seconds: seconds.block }, async (session) => session.head().number),
    look: () =>
      link.use({ doing: 'look', seconds: seconds.look }, (session, over) =>
        lookAt(session, { netuid, mechanism, hotkey }, { memory, onSpec, over }),
      ),
    epochInput: () => link.use({ doing: 'epochInput', seconds: seconds.look }, (session) => epochAt(session, netuid)),
    close: link.close,
  }
  return { view, link, seconds, mechanism }
}

/**
 * A view of a subnet: its newest block, its metagraph and what its next epoch reads, for who does not sign. Nothing is connected before something is asked.
 *
 * Throws a `SubtensorFailure` with `InvalidOption` where an option is not usable. Promises reject with a `SubtensorFailure`.
 *
 * @example
 * ```ts
 * import { subtensorView } from 'steelyard/adapters/subtensor'
 * const view = subtensorView({ url: 'wss://entrypoint-finney.opentensor.ai', netuid: 39 })
 * // await view.look()
 * // readSubnetEpochInput(await view.epochInput())
 * view.close() // => undefined
 * ```
 */
export const subtensorView = ({ hotkey, ...source }: SubtensorViewOptions): SubtensorView => {
  if (hotkey !== undefined && publicKeyOf(hotkey) === undefined)
    throw new SubtensorFailure({ _tag: 'InvalidOption', option: 'hotkey', expected: 'an ss58 address' })
  const { view } = open(source, hotkey ?? '')
  if (hotkey !== undefined) return view
  const look = async (): Promise<unknown> => {
    const seen = await view.look()
    if (typeof seen !== 'object' || seen === null) return seen
    const { row: _row, commits: _commits, ...rest } = seen as Readonly<Record<string, unknown>>
    return rest
  }
  return { ...view, look }
}

/**
 * The chain of one signer and one subnet over a node. Nothing is connected before something is asked, and a connection that ends is opened
 * again by the next call.
 *
 * `look` gives what `readLook` reads, or null where the chain has no such subnet or mechanism. `submit` answers `NotSent` where the call can't
 * be encoded, is for another subnet, has no call in the runtime, can't be signed, or can't end by `validUntil`; `Refused` without a block where
 * the runtime refuses it before the broadcast (`Invalid.Custom(6)`); `Included` and `Refused` with the best block that includes it. Where
 * nobody knows, it rejects with `OutcomeUnknown`: ask the chain. No tip is paid.
 *
 * Throws a `SubtensorFailure` with `InvalidOption` where an option is not usable. Promises reject with a `SubtensorFailure`.
 *
 * @example
 * ```ts
 * import { subtensorChain } from 'steelyard/adapters/subtensor'
 * // The signer is one of polkadot-api: getPolkadotSigner(publicKey, 'Sr25519', sign).
 * const signer = { publicKey: new Uint8Array(32), signTx: async () => new Uint8Array(), signBytes: async () => new Uint8Array() }
 * const chain = subtensorChain({ urls: ['ws://127.0.0.1:9944', 'wss://entrypoint-finney.opentensor.ai'], netuid: 39, signer })
 * chain.signer // => '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
 * chain.close() // => undefined
 * ```
 */
export const subtensorChain = ({ signer, ...source }: SubtensorOptions): SubtensorChain => {
  const address = signer.publicKey instanceof Uint8Array ? addressOf(signer.publicKey) : undefined
  if (address === undefined) throw new SubtensorFailure({ _tag: 'InvalidOption', option: 'signer', expected: 'a public key of 32 bytes' })
  const { view, link, seconds, mechanism } = open(source, address)
  const { netuid } = source
  return {
    ...view,
    signer: address,
    submit: async (call, validUntil) => {
      if (call.netuid !== netuid || (call.mechanism ?? 0) !== mechanism)
        return { _tag: 'NotSent', error: `the call is not for subnet ${netuid}, mechanism ${mechanism}` }
      if (!Number.isSafeInteger(validUntil)) return { _tag: 'NotSent', error: 'validUntil is not a block height' }
      let isSent = false
      const onSent = (): void => {
        isSent = true
      }
      try {
        return await link.use({ doing: 'submit', seconds: seconds.submit }, (session, over) => {
          const nonces = noncesOf(session.genesis, address)
          return submitCall(session, { signer, address, nonces }, { call, validUntil, over, onSent })
        })
      } catch (thrown) {
        if (isSent && thrown instanceof SubtensorFailure && thrown.error._tag !== 'OutcomeUnknown')
          throw unknownOutcome(showSubtensorError(thrown.error))
        throw thrown
      }
    },
  }
}
