/**
 * Neurons, owner and most hyperparameters of a subnet, from one call of the runtime: `get_metagraph`, or `get_mechagraph` for a mechanism.
 *
 * The stake of a neuron is `total_stake`, its stake weight on this subnet: what the chain compares with the threshold. Runtimes from 330 on
 * have no limit for single weights; the old number is still stored and means nothing.
 */
import type { RuleName } from '../../chain/preflight/spec.js'
import { RULE_SPANS } from '../../chain/preflight/spec.js'
import { axonAddress } from './axon-address.js'
import { fields, flag, list, safeInteger, text, u16, u64 } from './plain-values.js'
import type { Sight } from './read-storage.js'
import { unreadable } from './subtensor-failure.js'

/** A mechanism of a subnet. */
export interface Subject {
  readonly netuid: number
  readonly mechanism: number
}

/** The part of a look that a metagraph gives; plain JSON. */
export interface GraphPart {
  readonly neurons: readonly {
    readonly uid: number
    readonly hotkey: string
    readonly registered_at_block: number
    readonly validator_permit: boolean
  }[]
  readonly owner?: { readonly hotkey: string; readonly coldkey: string }
  readonly hyperparameters: { readonly tempo: number; readonly [name: string]: unknown }
  readonly reveal_period_epochs: number
}

const API = 'SubnetInfoRuntimeApi'
const NO_LIMIT = 65_535
/** The account of 32 zero bytes: nobody. */
const NOBODY = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

/** Whether a rule has ended before a spec. Rules go on holding in runtimes that are newer than the known ones. */
const hasEnded = (name: RuleName, spec: number): boolean => {
  const { until }: { readonly since: number; readonly until?: number } = RULE_SPANS[name]
  return until !== undefined && spec > until
}

/** What the runtime says of a subnet, or null where there is no such subnet or mechanism. */
export const askMetagraph = async ({ session, runtime, at }: Sight, { netuid, mechanism }: Subject): Promise<unknown> => {
  const method = mechanism === 0 ? 'get_metagraph' : 'get_mechagraph'
  if (!runtime.hasApi(API, method)) {
    if (mechanism > 0) return null
    return unreadable(`${API}.${method}`, 'the runtime does not have it')
  }
  const keys = mechanism === 0 ? [netuid] : [netuid, mechanism]
  return (await session.api.apis[API]![method]!(...keys, { at: at.hash })) ?? null
}

const axonOf = (item: string, value: unknown): { readonly ip: string; readonly port: number } | null => {
  const axon = fields(item, value)
  const ip = axon('ip')
  const address = typeof ip === 'bigint' ? axonAddress(ip, safeInteger(item, axon('ip_type'))) : unreadable(`${item}.ip`, 'not a u128')
  return address === null ? null : { ip: address, port: u16(`${item}.port`, axon('port')) }
}

/** Reads what the runtime says of a subnet. `name` is for errors. */
export const graphPart = (name: string, value: unknown, spec: number): GraphPart => {
  const graph = fields(name, value)
  const column = (key: string): readonly unknown[] => list(`${name}.${key}`, graph(key))
  const hotkeys = column('hotkeys')
  const whole = (key: string): readonly unknown[] => {
    const values = column(key)
    return values.length === hotkeys.length ? values : unreadable(`${name}.${key}`, `${values.length} values for ${hotkeys.length} hotkeys`)
  }
  const [coldkeys, axons, permits, stakes] = [whole('coldkeys'), whole('axons'), whole('validator_permit'), whole('total_stake')]
  const registered = whole('block_at_registration')
  // A mechanism's lists grow when they are first written: what is not there yet is 0 for the chain.
  const [updates, incentives] = [column('last_update'), column('incentives')]
  const [hotkey, coldkey] = [text(`${name}.owner_hotkey`, graph('owner_hotkey')), text(`${name}.owner_coldkey`, graph('owner_coldkey'))]
  return {
    neurons: hotkeys.map((key, uid) => {
      const axon = axonOf(`${name}.axons[${uid}]`, axons[uid])
      return {
        uid,
        hotkey: text(`${name}.hotkeys[${uid}]`, key),
        coldkey: text(`${name}.coldkeys[${uid}]`, coldkeys[uid]),
        registered_at_block: safeInteger(`${name}.block_at_registration[${uid}]`, registered[uid]),
        validator_permit: flag(`${name}.validator_permit[${uid}]`, permits[uid]),
        stake: u64(`${name}.total_stake[${uid}]`, stakes[uid]),
        last_update: safeInteger(`${name}.last_update[${uid}]`, updates[uid] ?? 0),
        ...(incentives[uid] === undefined ? {} : { incentive: u16(`${name}.incentives[${uid}]`, incentives[uid]) }),
        ...(axon === null ? {} : { axon }),
      }
    }),
    ...(hotkey === NOBODY || coldkey === NOBODY ? {} : { owner: { hotkey, coldkey } }),
    hyperparameters: {
      tempo: u16(`${name}.tempo`, graph('tempo')),
      weights_rate_limit: safeInteger(`${name}.weights_rate_limit`, graph('weights_rate_limit')),
      min_allowed_weights: u16(`${name}.min_allowed_weights`, graph('min_allowed_weights')),
      max_weight_limit: hasEnded('MaxWeightExceeded', spec) ? NO_LIMIT : u16(`${name}.max_weights_limit`, graph('max_weights_limit')),
      weights_version: u64(`${name}.weights_version`, graph('weights_version')),
      commit_reveal_weights_enabled: flag(`${name}.commit_reveal_weights_enabled`, graph('commit_reveal_weights_enabled')),
    },
    reveal_period_epochs: u16(`${name}.commit_reveal_period`, graph('commit_reveal_period')),
  }
}

/** The part of a look that a metagraph gives, or null where there is no such subnet. */
export const readMetagraphPart = async (sight: Sight, subject: Subject): Promise<GraphPart | null> => {
  const name = `${API}.${subject.mechanism === 0 ? 'get_metagraph' : 'get_mechagraph'}`
  const value = await askMetagraph(sight, subject)
  return value === null ? null : graphPart(name, value, sight.runtime.spec)
}

/** The name under which runtimes tell that a subnet pays all miners the same; drafts of autumn 2026. */
const NULL_CONSENSUS = /^null_consensus(?:_enabled)?$/

/** Whether a subnet has null consensus, where its runtime lists parameters by name (`get_subnet_hyperparams_v3`); else undefined. */
export const readNullConsensus = async ({ session, runtime, at }: Sight, netuid: number): Promise<boolean | undefined> => {
  const method = 'get_subnet_hyperparams_v3'
  if (!runtime.hasApi(API, method)) return undefined
  const listed = await session.api.apis[API]![method]!(netuid, { at: at.hash })
  if (listed === undefined || listed === null) return undefined
  for (const [i, entry] of list(`${API}.${method}`, listed).entries()) {
    const parameter = fields(`${API}.${method}[${i}]`, entry)
    if (!NULL_CONSENSUS.test(nameOf(parameter('name')))) continue
    return flag(`${API}.${method}.null_consensus`, fields(method, parameter('value'))('value'))
  }
  return undefined
}

/** Names come as bytes. */
const nameOf = (name: unknown): string =>
  typeof name === 'string' ? name : String.fromCharCode(...list('a parameter’s name', name).map((byte) => safeInteger('a name', byte)))
