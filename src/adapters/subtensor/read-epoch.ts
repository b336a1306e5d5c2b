/**
 * What the next epoch of a subnet reads, at one block: the document of `readSubnetEpochInput` with hotkeys, spec and schedule.
 *
 * Three questions: the runtime's `get_metagraph` and one request for parameters, then one for what each mechanism has of its own: rows of weights
 * and bonds, last updates, commits. The uids are known from the metagraph, so no keys have to be listed.
 *
 * Stakes are those that the runtime has counted already: with the parts of parents, without the parts of children. So the document has neither parents
 * nor children, and the sums are the same.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { readSubnetEpochInput } from '../../chain/mechanisms/read-subnet-epoch-input.js'
import { unknownRuntime } from '../../chain/preflight/chain-rules.js'
import { isKnownSpec } from '../../chain/preflight/spec.js'
import { rulingOf } from '../../chain/yuma/rules.js'
import { showYumaError } from '../../chain/yuma/yuma-error.js'
import { fields, flag, list, safeInteger, text, u16, u64 } from './plain-values.js'
import { quietly } from './quietly.js'
import type { ExpiryClock } from './read-commit-blocks.js'
import { commitBlockItems, readCommitBlocks } from './read-commit-blocks.js'
import { askMetagraph, graphPart, readNullConsensus } from './read-metagraph.js'
import { hasSchedule, readSchedule, scheduleItems } from './read-schedule.js'
import type { Sight, StoredValues } from './read-storage.js'
import { readStorage } from './read-storage.js'
import type { Runtime, StorageItem } from './runtime.js'
import { itemName } from './runtime.js'
import type { Session } from './session.js'
import { SubtensorFailure, unreadable } from './subtensor-failure.js'

const PALLET = 'SubtensorModule'
const MECHANISMS = 4096
const GRAPH = 'SubnetInfoRuntimeApi.get_metagraph'

const item = (name: string, ...keys: readonly unknown[]): StorageItem => ({ pallet: PALLET, name, keys })

/** Numbers that an epoch reads, by their key in the document. */
const PARAMETERS = {
  max_allowed_validators: 'MaxAllowedValidators',
  kappa: 'Kappa',
  bonds_moving_average: 'BondsMovingAverage',
  bonds_penalty: 'BondsPenalty',
  alpha_sigmoid_steepness: 'AlphaSigmoidSteepness',
  last_mechansim_step_block: 'LastMechansimStepBlock',
} as const

const FLAGS = { yuma3_on: 'Yuma3On', liquid_alpha_on: 'LiquidAlphaOn' } as const

/** What waits for the epoch. Which of these items a runtime has depends on how it parts the amount. */
const PENDING = [
  'PendingEmission',
  'PendingAlphaSwapped',
  'PendingServerEmission',
  'PendingValidatorEmission',
  'PendingRootAlphaDivs',
] as const

/** A number of up to 64 bits, signed or not. What it may be, `readSubnetEpochInput` checks. */
const integer = (name: string, value: unknown): number | string =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : u64(name, value)

/** The first request: the items by their key in the document, and those that some runtimes do not have. */
const subnetItems = (runtime: Runtime, netuid: number) => {
  const { cutoffIsAFactor, hasMechanisms } = rulingOf(runtime.spec)
  const known = (name: string): readonly StorageItem[] => (runtime.hasStorage(PALLET, name) ? [item(name, netuid)] : [])
  const entries = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([key, name]) => [key, item(name, netuid)] as const)
  const pending = PENDING.flatMap(known)
  return {
    numbers: [
      ...entries(PARAMETERS),
      ...entries(cutoffIsAFactor ? { activity_cutoff_factor_milli: 'ActivityCutoffFactorMilli' } : { activity_cutoff: 'ActivityCutoff' }),
      ['tao_weight', item('TaoWeight')],
      ['stake_threshold', item('StakeThreshold')],
    ] as readonly (readonly [string, StorageItem])[],
    flags: entries(FLAGS),
    alphas: item('AlphaValues', netuid),
    pending: pending.length === 0 ? unreadable(`${PALLET}.PendingEmission`, 'the runtime does not have it') : pending,
    count: hasMechanisms ? [item('MechanismCountCurrent', netuid)] : [],
    split: hasMechanisms ? known('MechanismEmissionSplit') : [],
    mode: known('LiquidAlphaConsensusMode'),
    schedule: hasSchedule(runtime) ? Object.values(scheduleItems(netuid)) : [],
  }
}

type SubnetItems = ReturnType<typeof subnetItems>

const allOf = ({ numbers, flags, alphas, ...lists }: SubnetItems): readonly StorageItem[] => [
  ...[...numbers, ...flags].map(([, wanted]) => wanted),
  alphas,
  ...Object.values(lists).flat(),
]

const pairs = async <A>(
  entries: readonly (readonly [string, StorageItem])[],
  { value }: StoredValues,
  read: (name: string, value: unknown) => A,
): Promise<Readonly<Record<string, A>>> =>
  Object.fromEntries(await Promise.all(entries.map(async ([key, wanted]) => [key, read(itemName(wanted), await value(wanted))] as const)))

const MODES = ['Current', 'Previous', 'Auto']

/** Which consensus liquid alphas use. Where the runtime has modes but not this item, a subnet with liquid alphas can't be read. */
const modeOf = async ({ mode: [wanted] }: SubnetItems, { value }: StoredValues, spec: number, isLiquid: boolean): Promise<object> => {
  const name = `${PALLET}.LiquidAlphaConsensusMode`
  if (wanted === undefined)
    return rulingOf(spec).liquidConsensusHasModes && isLiquid ? unreadable(name, 'the runtime does not have it') : {}
  const found = fields(name, await value(wanted))('type')
  return MODES.includes(text(name, found)) ? { liquid_alpha_consensus_mode: found } : unreadable(name, `not one of ${MODES.join(', ')}`)
}

/** The parameters of the subnet; plain JSON. */
const parametersOf = async (items: SubnetItems, values: StoredValues, spec: number) => {
  const [numbers, flags, low, pending] = await Promise.all([
    pairs(items.numbers, values, integer),
    pairs(items.flags, values, flag),
    values.value(items.alphas),
    Promise.all(items.pending.map(async (wanted) => BigInt(u64(itemName(wanted), await values.value(wanted))))),
  ])
  const [alpha_low, alpha_high] = list(itemName(items.alphas), low)
  const [split] = items.split
  const parts = split === undefined ? null : values.stored(split)
  return {
    ...numbers,
    ...flags,
    alpha_low: u16(itemName(items.alphas), alpha_low),
    alpha_high: u16(itemName(items.alphas), alpha_high),
    rao_emission: pending.reduce((sum, part) => sum + part, 0n).toString(),
    ...(await modeOf(items, values, spec, flags['liquid_alpha_on'] === true)),
    ...(split === undefined || parts === null
      ? {}
      : { mechanism_emission_split: list(itemName(split), parts).map((part) => u16(itemName(split), part)) }),
  }
}

/** What a mechanism has of its own, by its storage index. */
const mechanismItems = (runtime: Runtime, netuid: number, mechanism: number, n: number) => {
  const index = mechanism * MECHANISMS + netuid
  const rows = (name: string): readonly StorageItem[] => Array.from({ length: n }, (_, uid) => item(name, index, uid))
  return {
    index,
    last_update: item('LastUpdate', index),
    consensus: runtime.hasStorage(PALLET, 'ConsensusByMechanism') ? item('ConsensusByMechanism', index) : item('Consensus', netuid),
    weights: rows('Weights'),
    bonds: rows('Bonds'),
  }
}

type MechanismItems = ReturnType<typeof mechanismItems>

const rowsOf = (items: readonly StorageItem[], { stored }: StoredValues): readonly unknown[] =>
  items.flatMap((wanted) => {
    const row = stored(wanted)
    if (row === null) return []
    const name = itemName(wanted)
    const pair = (entry: unknown) => list(name, entry).map((part) => u16(name, part))
    return [[Number(wanted.keys[1]), list(name, row).map(pair)]]
  })

/** The part of a mechanism; plain JSON. */
const mechanismOf = (items: MechanismItems, values: StoredValues) => {
  const column = <A>(wanted: StorageItem, read: (name: string, value: unknown) => A): readonly A[] =>
    list(itemName(wanted), values.stored(wanted) ?? []).map((value) => read(itemName(wanted), value))
  return {
    last_update: column(items.last_update, safeInteger),
    previous_consensus: column(items.consensus, u16),
    weights: rowsOf(items.weights, values),
    bonds: rowsOf(items.bonds, values),
  }
}

/** The document, or null where there is no such subnet. */
export const readEpoch = async (sight: Sight, netuid: number): Promise<object | null> => {
  const { runtime, at } = sight
  const { spec } = runtime
  if (!isKnownSpec(spec)) throw new SubtensorFailure(unknownRuntime(spec))
  const items = subnetItems(runtime, netuid)
  const [graph, nullConsensus, values] = await Promise.all([
    askMetagraph(sight, { netuid, mechanism: 0 }),
    readNullConsensus(sight, netuid),
    readStorage(sight, allOf(items)),
  ])
  if (graph === null) return null
  const { neurons, owner, hyperparameters, reveal_period_epochs } = graphPart(GRAPH, graph, spec)
  const { tempo } = hyperparameters
  const hotkeys = neurons.map(({ hotkey }) => hotkey)
  const n = hotkeys.length
  const stakes = (key: string) =>
    list(`${GRAPH}.${key}`, fields(GRAPH, graph)(key)).map((stake, uid) => String(u64(`${GRAPH}.${key}[${uid}]`, stake)))
  const parameters = await parametersOf(items, values, spec)
  const schedule = items.schedule.length === 0 ? null : await readSchedule(netuid, tempo, values)
  const [counted] = items.count
  const count = counted === undefined ? 1 : u16(itemName(counted), await values.value(counted))
  const clock: ExpiryClock = { netuid, tempo, block: at.number, reveal_period_epochs, schedule }
  const isMasked = rulingOf(spec).commitsAreMasked && hyperparameters['commit_reveal_weights_enabled'] === true
  const parts = Array.from({ length: count }, (_, mechanism) => {
    const own = mechanismItems(runtime, netuid, mechanism, n)
    return { own, commits: isMasked ? commitBlockItems(runtime, own.index, hotkeys, clock) : null }
  })
  const ownValues = await readStorage(
    sight,
    parts.flatMap(({ own: { index: _, weights, bonds, ...single }, commits }) => [
      ...Object.values(single),
      ...weights,
      ...bonds,
      ...Object.values(commits ?? {}).flat(),
    ]),
  )
  const [first, ...others] = parts.map(({ own, commits }) => ({
    ...mechanismOf(own, ownValues),
    ...(commits === null ? {} : { commit_blocks: readCommitBlocks(commits, ownValues, hotkeys, clock) }),
  }))
  const owner_uid = hotkeys.indexOf(owner?.hotkey ?? '')
  return {
    spec,
    netuid,
    n,
    hotkeys,
    block: at.number,
    tempo,
    ...(schedule === null ? {} : { schedule: { ...schedule, current_block: at.number } }),
    ...parameters,
    ...(nullConsensus === undefined ? {} : { null_consensus: nullConsensus }),
    owner_uid: owner_uid === -1 ? null : owner_uid,
    block_at_registration: neurons.map(({ registered_at_block }) => registered_at_block),
    validator_permit: neurons.map(({ validator_permit }) => validator_permit),
    alpha_stake: stakes('alpha_stake'),
    tao_stake: stakes('tao_stake'),
    ...first,
    ...(others.length === 0 ? {} : { other_mechanisms: others }),
  }
}

/** Reads the document at the best block and checks it. The block is held until the end, so that it is not forgotten meanwhile. */
export const epochAt = async (session: Session, netuid: number): Promise<unknown> => {
  const at = session.head()
  const release = session.client.hodlBlock(at.hash)
  try {
    const document = await readEpoch({ session, runtime: await session.runtimeAt(at.hash), at }, netuid)
    if (document === null) return null
    const read = readSubnetEpochInput(document)
    if (isLeft(read)) return unreadable("the subnet's epoch", read.left.slice(0, 3).map(showYumaError).join('; '))
    return document
  } finally {
    quietly(release)
  }
}
