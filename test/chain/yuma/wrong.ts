/** Wrong implementations of an epoch: the library's own sources, each with one planted mistake. */
import { resolve } from 'node:path'
import type * as Mechanisms from '../../../src/chain/mechanisms/index.js'
import type * as Yuma from '../../../src/chain/yuma/index.js'
import type { Mistake } from '../../planted-sources.js'
import { plantedSources } from '../../planted-sources.js'

export const MISTAKES: readonly Mistake[] = [
  {
    name: 'rows are divided before weights are masked',
    file: 'counted-weights.ts',
    right: 'rowSums(counted)',
    wrong: 'rowSums({ ...input.weights, values: Float64Array.from(input.weights.values) })',
  },
  {
    name: 'stake is not divided again after masking',
    file: 'activity.ts',
    right: '  normalise(stake.map((share, uid) => (active[uid] === 1 && permits[uid] === 1 ? share : 0)))',
    wrong: '  stake.map((share, uid) => (active[uid] === 1 && permits[uid] === 1 ? share : 0))',
  },
  {
    name: 'stake counts by the new permits',
    file: 'stages.ts',
    right: 'activeStake(stake, recent, before)',
    wrong: 'activeStake(stake, recent, permits)',
  },
  {
    name: 'weights count by the new permits',
    file: 'stages.ts',
    right: 'countedWeights(ruling, input, before)',
    wrong: 'countedWeights(ruling, input, permits)',
  },
  { name: 'rows without a permit stay', file: 'counted-weights.ts', right: 'permits[i] === 0 || ', wrong: '' },
  {
    name: 'inactive validators lose their rows',
    file: 'stages.ts',
    right: 'countedWeights(ruling, input, before)',
    wrong: 'countedWeights(ruling, input, before.map((permit, i) => permit * recent[i]!))',
  },
  {
    name: 'the minority is 1 less kappa',
    file: 'weighted-median.ts',
    right: 'const minority = whole - kappa',
    wrong: 'const minority = 0x1_0000_0000 - kappa',
  },
  {
    name: 'stakes of voters are not divided again',
    file: 'consensus.ts',
    right: 'normalise(Float64Array.from(voters, (uid) => active[uid]!))',
    wrong: 'Float64Array.from(voters, (uid) => active[uid]!)',
  },
  {
    name: 'validators without weights do not vote',
    file: 'consensus.ts',
    right: 'active[uid]! > 0)',
    wrong: 'active[uid]! > 0 && weights.starts[uid]! < weights.starts[uid + 1]!)',
  },
  {
    name: 'a boundary goes to the other side',
    file: 'weighted-median.ts',
    right: 'from <= minority && minority < to',
    wrong: 'from < minority && minority <= to',
  },
  { name: 'products are rounded', file: 'fixed.ts', right: 'mulExactly(a, b) : floor', wrong: 'mulExactly(a, b) : Math.round(product)' },
  {
    name: 'negative products are cut towards zero',
    file: 'fixed.ts',
    right: 'const floor = Math.floor(product)',
    wrong: 'const floor = Math.trunc(product)',
  },
  {
    name: 'quotients are rounded',
    file: 'fixed.ts',
    right: 'divExactly(a, b) : truncated',
    wrong: 'divExactly(a, b) : Math.round(quotient)',
  },
  {
    name: 'parts of 65535 are rounded',
    file: 'fixed.ts',
    right: 'Math.floor((x * U16_MAX) / ONE)',
    wrong: 'Math.round((x * U16_MAX) / ONE)',
  },
  { name: 'plain doubles', file: 'fixed.ts', right: 'mulExactly(a, b) : floor', wrong: 'product : product' },
  {
    name: 'the owner has no weight for itself either',
    file: 'counted-weights.ts',
    right: '(i === j && i !== owner_uid)',
    wrong: 'i === j',
  },
  { name: 'everybody has a weight for itself', file: 'counted-weights.ts', right: '(i === j && i !== owner_uid) || ', wrong: '' },
  {
    name: 'weights set in the block of a registration count',
    file: 'counted-weights.ts',
    right: 'last_update[i]! <= registered',
    wrong: 'last_update[i]! < registered',
  },
  {
    name: 'bonds on who registered a tempo ago stand',
    file: 'moving-bonds.ts',
    right: 'since <= input.block_at_registration',
    wrong: 'since < input.block_at_registration',
  },
  {
    name: 'weights as old as the cutoff are inactive',
    file: 'activity.ts',
    right: 'lastUpdate >= block - activity_cutoff',
    wrong: 'lastUpdate > block - activity_cutoff',
  },
  { name: 'e^x has a term less', file: 'logistic.ts', right: 'const LAST_TERM = 31', wrong: 'const LAST_TERM = 30' },
  { name: 'e^x has a term more', file: 'logistic.ts', right: 'const LAST_TERM = 31', wrong: 'const LAST_TERM = 32' },
  {
    name: 'a sigmoid whose power overflows is 0',
    file: 'logistic.ts',
    right: 'if (power === null) return ONE',
    wrong: 'if (power === null) return 0',
  },
  {
    name: 'columns of bonds are not divided again',
    file: 'bonds.ts',
    right: 'const shares = normaliseColumns(moveBonds(input, deltaShares, old))',
    wrong: 'const shares = moveBonds(input, deltaShares, old)',
  },
  {
    name: 'columns of Yuma 3 are divided before they are stored',
    file: 'bonds.ts',
    right: "return { _tag: 'Yuma3', old, weights, stored, shares, dividends }",
    wrong: "return { _tag: 'Yuma3', old, weights, stored: shares, shares, dividends }",
  },
  { name: 'dividends of Yuma 3 without stake', file: 'bonds.ts', right: 'mul(bonds, active[uid]!)', wrong: 'bonds' },
  { name: 'a row is read without the cursor', file: 'liquid-bonds.ts', right: 'if (columns[k]! <= largest) continue', wrong: '' },
  {
    name: 'zeros that were set are dropped',
    file: 'clip.ts',
    right: 'if (weight <= agreed) return weight',
    wrong: 'if (weight <= agreed) return weight === 0 ? DROPPED : weight',
  },
  { name: 'of equal stakes the lower uid gets the permit', file: 'permits.ts', right: '|| a - b', wrong: '|| b - a' },
  {
    name: 'bonds without a permit are forgotten',
    file: 'stored-bonds.ts',
    right: 'else if (!isWritten) take',
    wrong: 'else if (isWritten) take',
  },
  { name: 'a lost permit leaves no key', file: 'stored-bonds.ts', right: '|| before[i] === 1', wrong: '' },
  { name: 'children take nothing', file: 'stake.ts', right: 'children.get(uid) ?? []', wrong: '[]' },
  {
    name: 'emission without incentives goes by all stake',
    file: 'emission.ts',
    right: 'sum(active) === 0 ? stake : active',
    wrong: 'stake',
  },
  { name: 'pruning scores are cut', file: 'emission.ts', right: '+ ONE / 2) / ONE', wrong: ') / ONE' },
  { name: 'the penalty is left out', file: 'bond-weights.ts', right: 'if (penalty === 0) return weights', wrong: 'return weights' },
]

const ROOT = resolve('src/chain/yuma')

/** What `src/chain/yuma` and `src/chain/mechanisms` export. */
export type Epochs = typeof Yuma & typeof Mechanisms

/** The sources of these two folders as modules of their own, with a mistake or without. Files are named from `src/chain/yuma`. */
export const epochsWith = (mistake: Mistake | null): Epochs => {
  const load = plantedSources(ROOT, mistake)
  const yuma = load(resolve(ROOT, 'index.ts')) as typeof Yuma
  return { ...yuma, ...(load(resolve(ROOT, '../mechanisms/index.ts')) as typeof Mechanisms) }
}
