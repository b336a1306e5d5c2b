/** Worked examples of the rules since spec 293, and for each rule the public functions that must give the same. */
import {
  combineEmission,
  combineShares,
  mechanismWeights,
  readSubnetEpochInput,
  splitEmission,
  subnetEpoch,
} from '../../../src/chain/mechanisms/index.js'
import type { EpochInput, LiquidAlphaConsensusMode, OutstandingCommit, StoredRow } from '../../../src/chain/yuma/index.js'
import {
  activityCutoff,
  earliestLiveCommit,
  emissionOf,
  heldExponent,
  isActive,
  liquidAlphaConsensus,
  migratedActivityFactor,
  readEpochInput,
  recentSince,
  reportEpoch,
  resetBonds,
  sparseRows,
  traceEpoch,
  u16ToBits,
} from '../../../src/chain/yuma/index.js'
import { storedRows } from '../../../src/chain/yuma/sparse-rows.js'
import { expectRight } from '../../either.js'
import type { Example } from '../today.js'
import { small } from './small.js'

type RowTable = { readonly [uid: string]: StoredRow[1] }
const rowsOf = (table: RowTable): readonly StoredRow[] => Object.entries(table).map(([uid, entries]) => [Number(uid), entries])
const tableOf = (rows: readonly StoredRow[]): RowTable => Object.fromEntries(rows)

const traced = (changes: object) => expectRight(traceEpoch(425)(expectRight(readEpochInput({ ...small, ...changes }))))
/** A subnet of n neurons without weights, all with the same small stake. */
const plain = (n: number) => ({
  n,
  last_update: [],
  block_at_registration: Array<number>(n).fill(1),
  alpha_stake: Array<string>(n).fill('1'),
  tao_stake: Array<string>(n).fill('0'),
  validator_permit: Array<boolean>(n).fill(false),
  stake_threshold: '0',
  weights: [],
})

const columns = (values: readonly number[]): readonly Uint16Array[] => values.map((value) => Uint16Array.of(value))
const weightsOf = (rao: number, parts: readonly number[]): readonly bigint[] => mechanismWeights(BigInt(rao))(parts.map(BigInt))

/** What the library answers to an example, by the beginning of the rule's name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = (input: any, output: unknown) => unknown

export const ANSWERS: Readonly<Record<string, Answer>> = {
  'activity-cutoff (425)': ({ factorMilli, tempo }) => ({ blocks: activityCutoff(factorMilli, tempo) }),
  'active (425)': ({ lastUpdate, cutoff, block }) => ({ active: isActive({ activity_cutoff: cutoff, block })(lastUpdate) }),
  'activity-cutoff migration (423)': ({ oldCutoff, tempo }) => {
    const factorMilli = migratedActivityFactor(oldCutoff, tempo)
    return { factorMilli, cutoffThen: activityCutoff(factorMilli, tempo) }
  },
  'bond column dropped (425)': ({ lastMechansimStepBlock, block, tempo, registeredAt }) => ({
    dropped: (registeredAt as readonly number[]).map(
      (registered) => registered >= recentSince({ last_mechansim_step_block: lastMechansimStepBlock, block, tempo }),
    ),
  }),
  'commit-reveal column mask (425)': ({ epochIndexAfterThisSlot, revealPeriod, lastUpdate, registeredAt, ...rest }) => {
    const commits = rest['commits[epoch,block]'] as readonly OutstandingCommit[]
    const earliestLive = earliestLiveCommit({ epoch_index: epochIndexAfterThisSlot, reveal_period_epochs: revealPeriod })(commits)
    const registered = registeredAt as readonly number[]
    // Neuron 0 is the validator; the others registered in the blocks of the example.
    const { trace } = traced({
      ...plain(registered.length + 1),
      last_update: [lastUpdate],
      block_at_registration: [0, ...registered],
      validator_permit: [true, ...registered.map(() => false)],
      weights: [[0, registered.map((_, j) => [j + 1, 1])]],
      commit_blocks: [earliestLive, ...registered.map(() => null)],
    })
    const row = (trace['Weights (mask+norm)'] as readonly (readonly (readonly [number, number])[])[])[0]!
    return { earliestLive, kept: registered.map((_, j) => row.some(([uid]) => uid === j + 1)) }
  },
  'owner exempt (397)': ({ totalStake, threshold, ownerUid, maxValidators }) => {
    const { result, trace } = traced({
      ...plain(totalStake.length),
      alpha_stake: (totalStake as readonly number[]).map(String),
      stake_threshold: String(threshold),
      owner_uid: ownerUid,
      max_allowed_validators: maxValidators,
    })
    const stakeBits = (trace['Normalised Stake'] as readonly number[]).map(String)
    return { stakeBits, newPermit: reportEpoch(result).validator_permit }
  },
  'mechanism split (425)': ({ alpha, count, split }) => ({
    amounts: expectRight(splitEmission(425)({ count, split })(BigInt(alpha))).map(Number),
  }),
  'mechanism split (newer)': ({ alpha, count, split }) => ({
    amounts: expectRight(splitEmission(459)({ count, split })(BigInt(alpha))).map(Number),
  }),
  'combine dividends': ({ rao, subEmission, u16PerMechanism }) => ({
    stored: combineShares(weightsOf(rao, subEmission))(columns(u16PerMechanism))[0],
  }),
  'stored Emission over mechanisms': ({ rao, subEmission, emissionPerMechanism }) => {
    const amounts = (emissionPerMechanism as readonly number[]).map((amount) => BigUint64Array.of(BigInt(amount)))
    return {
      storedEmission: Number(combineEmission(weightsOf(rao, subEmission))(amounts)[0]),
      reallyPaid: Number(amounts.reduce((sum, [amount]) => sum + amount!, 0n)),
    }
  },
  'server and validator amounts of an epoch': ({ incentiveBits, dividendBits, rao }) => {
    const none = new Float64Array((incentiveBits as readonly number[]).length)
    const claims = { incentive: Float64Array.from(incentiveBits), dividends: Float64Array.from(dividendBits), active: none, stake: none }
    const { serverAmount, validatorAmount } = emissionOf(BigInt(rao))(claims)
    return { server: Array.from(serverAmount, Number), validator: Array.from(validatorAmount, Number) }
  },
  'bonds reset': ({ bonds, 'by uid': uid, BondsResetOn }) => ({
    bonds: tableOf(storedRows(resetBonds({ uid, bonds_reset_on: BondsResetOn })(sparseRows(256)(rowsOf(bonds))))),
  }),
  'stored bonds (320 on)': ({ uids, newPermit, oldPermit, storedBefore, emaRow0 }) => {
    // With a moving average of a whole million, the row of neuron 0 stays as it was.
    const { result } = traced({
      ...plain(uids),
      alpha_stake: (newPermit as readonly boolean[]).map((has) => (has ? '1000' : '0')),
      validator_permit: oldPermit,
      bonds: rowsOf({ ...storedBefore, 0: emaRow0 }),
      bonds_moving_average: 1_000_000,
    })
    return { bonds: tableOf(storedRows(result.bonds)) }
  },
  'bonds penalty': ({ penalty }) => {
    const differing = [
      [0, [[2, 1]]],
      [
        1,
        [
          [2, 1],
          [3, 1],
        ],
      ],
    ]
    const { trace } = traced({ weights: differing, bonds_penalty: penalty })
    const same = (name: string): boolean => JSON.stringify(trace['weights_for_bonds']) === JSON.stringify(trace[name])
    const weightsForBonds = same('Clipped Weights') ? 'clipped' : same('Weights (mask+norm)') ? 'plain' : 'between'
    return { betaBits: String(u16ToBits(penalty)), weightsForBonds }
  },
  'liquid alpha consensus (446)': ({ mode, penalty, storedConsensusU16, currentBits }) => {
    const input = {
      liquid_alpha_consensus_mode: mode as LiquidAlphaConsensusMode,
      bonds_penalty: penalty,
      previous_consensus: Uint16Array.from(storedConsensusU16),
    } satisfies Partial<EpochInput>
    return { consensusBits: Array.from(liquidAlphaConsensus(input)(Float64Array.from(currentBits)), String) }
  },
  'exponent held (365)': ({ xBits }) => ({ usedBits: String(heldExponent(Number(xBits))) }),
  "a mechanism in which nobody has weights loses its miners' half (425)": ({
    pendingServer,
    pendingValidator,
    pendingRoot,
    mechanisms,
  }) => {
    const others = Array.from({ length: mechanisms - 1 }, () => ({ last_update: [], weights: [], bonds: [] }))
    const rao_emission = pendingServer + pendingValidator + pendingRoot
    const one = { weights: [[0, [[2, 1]]]], validator_permit: [true, false, false, false, false], max_allowed_validators: 1 }
    const subnet = expectRight(readSubnetEpochInput({ ...small, ...one, rao_emission, other_mechanisms: others }))
    const ran = expectRight(subnetEpoch(425)(subnet))
    if (ran._tag === 'Skipped') return ran
    const total = (column: BigUint64Array): number => Number(column.reduce((a, b) => a + b, 0n))
    const incentivesPaid = total(ran.combined.server_emission)
    return {
      rao: expectRight(splitEmission(425)({ count: mechanisms, split: null })(BigInt(rao_emission))).map(Number),
      server: ran.mechanisms.map(({ server_emission }) => total(server_emission)),
      dividendWeights: ran.mechanisms.map(({ validator_emission }) => total(validator_emission)),
      incentivesPaid,
      validatorPot: pendingValidator + (incentivesPaid === 0 ? pendingServer : 0),
      rootPot: pendingRoot,
      paidToNobody: pendingServer - incentivesPaid,
    }
  },
}

/** The answer to an example, or null for a rule of another part of the library. */
export const answerOf = ({ rule }: Example): Answer | null => Object.entries(ANSWERS).find(([start]) => rule.startsWith(start))?.[1] ?? null
