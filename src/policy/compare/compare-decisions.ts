/**
 * Compares two decisions: which hotkeys gain, which lose, and how much.
 *
 * Laws: the differences sum to exactly 0, and those above 0 sum to exactly the total variation; a decision compared with itself has
 * no differences; exchanging the two decisions changes the sign of every difference. Exact numbers are texts in lowest terms, so the
 * whole comparison is plain data.
 */
import type { Ord } from 'fp-ts/lib/Ord.js'
import { fromCompare, reverse } from 'fp-ts/lib/Ord.js'
import { Ord as numberOrd } from 'fp-ts/lib/number.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { toFixed, toLowestTerms } from '../../units/exact/fraction-rounding.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { compare, subtract, sum, ZERO } from '../../units/exact/fraction.js'
import { by, lexicographic } from '../../units/order/lexicographic.js'
import { partOfWhole } from '../shares/whole.js'
import type { Decision } from '../decision.js'
import type { Problem } from '../problem.js'
import { cappedProblems } from '../problem.js'

/**
 * A part of the whole, from -1 to 1: exactly, as `"numerator/denominator"`, and with 12 decimals, a half rounded away
 * from 0.
 */
export type ExactPart = {
  readonly exact: string
  readonly decimal: string
}

/**
 * What one decision gives a hotkey: its share, the weight to submit (the largest is 65535), and whether it is the burn target.
 */
export type ComparedShare = ExactPart & {
  readonly weight: number
  readonly burn: boolean
}

/** A hotkey in both decisions; its share is 0 in a decision that gives it none. `difference` is b minus a. */
export type ComparedMiner = {
  /** Its uid in b, or else in a. */
  readonly uid: number
  readonly hotkey: string
  readonly a: ComparedShare
  readonly b: ComparedShare
  readonly difference: ExactPart
  readonly change: 'gains' | 'loses' | 'stays'
}

/** One of the two decisions. */
export type Side = 'a' | 'b'

/** A problem of one of the two policies. */
export type SidedProblem = Problem & { readonly side: Side }

/**
 * The hotkeys by the absolute difference, the largest first, then by uid. `total_variation` is the part of the whole that goes to other
 * hotkeys.
 */
export type Comparison = {
  readonly miners: readonly ComparedMiner[]
  readonly total_variation: ExactPart
  readonly gain: number
  readonly lose: number
  readonly stay: number
  readonly warnings: readonly SidedProblem[]
}

interface Held {
  readonly uid: number
  readonly part: Fraction
  readonly weight: number
  readonly burn: boolean
}

const inDecimals = toFixed(12)

const exactly = (part: Fraction): ExactPart => {
  const below = part.numerator < 0n
  const size = below ? subtract(ZERO, part) : part
  const sign = below ? '-' : ''
  return { exact: `${sign}${toLowestTerms(size)}`, decimal: `${sign}${inDecimals(size)}` }
}

const heldIn = ({ shares, weights, figures }: Decision): ReadonlyMap<string, Held> => {
  const weightOf = new Map<number, number>(Array.from(weights.uids, (uid, i) => [uid, weights.weights[i]!]))
  return new Map(
    shares.map(({ neuron: { uid, hotkey }, quota }) => [
      hotkey,
      { uid, part: partOfWhole(quota), weight: weightOf.get(uid) ?? 0, burn: uid === figures.burn.uid },
    ]),
  )
}

const shareOf = ({ part, weight, burn }: Held): ComparedShare => ({ ...exactly(part), weight, burn })

interface Difference {
  readonly miner: ComparedMiner
  readonly difference: Fraction
}

const size = ({ difference }: Difference): Fraction => (difference.numerator < 0n ? subtract(ZERO, difference) : difference)

const largestFirst: Ord<Difference> = lexicographic(
  by(reverse(fromCompare(compare)))(size),
  by(numberOrd)(({ miner }: Difference) => miner.uid),
  by(codeUnitOrder)(({ miner }: Difference) => miner.hotkey),
)

const CHANGES = { [-1]: 'loses', [0]: 'stays', [1]: 'gains' } as const

/**
 * Compares decision b with decision a. The two may be about different worlds: a hotkey is the same miner whatever its uid is.
 *
 * @example
 * ```ts
 * import { Decimal, Fractions } from 'steelyard'
 * import { compareDecisions, paySinglePool, poolDecision } from 'steelyard/policy'
 * const neurons = [{ uid: 1, hotkey: '5A' }, { uid: 2, hotkey: '5B' }]
 * const decided = (...claims) => ({
 *   ...poolDecision('events')(paySinglePool({ burn_percentage: new Decimal(0) })([])(claims.map((claim, i) => ({ neuron: neurons[i], claim: Fractions.fraction(claim) }))).right),
 *   warnings: [],
 * })
 * const { miners, total_variation } = compareDecisions(decided(1n, 1n), decided(1n, 3n))
 * miners.map(({ uid, change, difference }) => [uid, change, difference.exact]) // => [[1, 'loses', '-1/4'], [2, 'gains', '1/4']]
 * miners[1].b // => { exact: '3/4', decimal: '0.750000000000', weight: 65535, burn: false }
 * total_variation.decimal // => '0.250000000000'
 * ```
 */
export const compareDecisions = (a: Decision, b: Decision): Comparison => {
  const [before, after] = [heldIn(a), heldIn(b)]
  const differences = [...new Set([...before.keys(), ...after.keys()])]
    .map((hotkey): Difference => {
      const uid = (after.get(hotkey) ?? before.get(hotkey)!).uid
      const nothing: Held = { uid, part: ZERO, weight: 0, burn: false }
      const [in_a, in_b] = [before.get(hotkey) ?? nothing, after.get(hotkey) ?? nothing]
      const difference = subtract(in_b.part, in_a.part)
      const change = CHANGES[compare(difference, ZERO)]
      return { difference, miner: { uid, hotkey, a: shareOf(in_a), b: shareOf(in_b), difference: exactly(difference), change } }
    })
    .sort(largestFirst.compare)
  const miners = differences.map(({ miner }) => miner)
  const count = (change: ComparedMiner['change']): number => miners.filter((miner) => miner.change === change).length
  const sided = (side: Side, problems: readonly Problem[]): readonly SidedProblem[] =>
    cappedProblems(problems).map((problem) => ({ ...problem, side }))
  return {
    miners,
    total_variation: exactly(sum(differences.map(({ difference }) => difference).filter(({ numerator }) => numerator > 0n))),
    gain: count('gains'),
    lose: count('loses'),
    stay: count('stays'),
    warnings: [...sided('a', a.warnings), ...sided('b', b.warnings)],
  }
}
