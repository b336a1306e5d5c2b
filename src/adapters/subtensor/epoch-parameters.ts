/** The parameters of a subnet that its epoch reads: which items of storage they are on a runtime, and what their values say. */
import { rulingOf } from '../../chain/yuma/rules.js'
import { fields, flag, list, text, u16, u64 } from './plain-values.js'
import { hasSchedule, scheduleItems } from './read-schedule.js'
import type { StoredValues } from './read-storage.js'
import type { Runtime } from './runtime.js'
import type { StorageItem } from './storage-item.js'
import { itemName, PALLET, subtensorItem } from './storage-item.js'
import { unreadable } from './subtensor-failure.js'

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

/** The items by their key in the document, and those that some runtimes do not have. */
export const subnetItems = (runtime: Runtime, netuid: number) => {
  const { cutoffIsAFactor, hasMechanisms } = rulingOf(runtime.spec)
  const known = (name: string): readonly StorageItem[] => (runtime.hasStorage(PALLET, name) ? [subtensorItem(name, netuid)] : [])
  const entries = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([key, name]) => [key, subtensorItem(name, netuid)] as const)
  const pending = PENDING.flatMap(known)
  return {
    numbers: [
      ...entries(PARAMETERS),
      ...entries(cutoffIsAFactor ? { activity_cutoff_factor_milli: 'ActivityCutoffFactorMilli' } : { activity_cutoff: 'ActivityCutoff' }),
      ['tao_weight', subtensorItem('TaoWeight')],
      ['stake_threshold', subtensorItem('StakeThreshold')],
    ] as readonly (readonly [string, StorageItem])[],
    flags: entries(FLAGS),
    alphas: subtensorItem('AlphaValues', netuid),
    pending: pending.length === 0 ? unreadable(`${PALLET}.PendingEmission`, 'the runtime does not have it') : pending,
    count: hasMechanisms ? [subtensorItem('MechanismCountCurrent', netuid)] : [],
    split: hasMechanisms ? known('MechanismEmissionSplit') : [],
    mode: known('LiquidAlphaConsensusMode'),
    schedule: hasSchedule(runtime) ? Object.values(scheduleItems(netuid)) : [],
  }
}

export type SubnetItems = ReturnType<typeof subnetItems>

/** All of them, for one request. */
export const allOf = ({ numbers, flags, alphas, ...lists }: SubnetItems): readonly StorageItem[] => [
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
export const parametersOf = async (items: SubnetItems, values: StoredValues, spec: number) => {
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
