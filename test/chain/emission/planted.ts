/** Wrong implementations of emission: the library's own sources, each with one planted mistake. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type * as Chain from '../../../src/chain/index.js'
import type { Mistake } from '../../planted-sources.js'
import { plantedSources } from '../../planted-sources.js'

/** What the folder exports, as far as it is public. */
export type Emission = Pick<
  typeof Chain,
  | 'burnCost'
  | 'burnInForce'
  | 'gateBar'
  | 'minerBurned'
  | 'payDividends'
  | 'pendingOfBlock'
  | 'priceStep'
  | 'rootProportion'
  | 'selfContribution'
  | 'shareAfterBurn'
  | 'splitWithParents'
  | 'taoShares'
  | 'validatorPot'
>

export const MISTAKES: readonly Mistake[] = [
  {
    name: "the owner's cut is rounded before the rest",
    file: 'pending.ts',
    right: 'from(alpha_out) - cut',
    wrong: 'from(alpha_out - floor(cut))',
  },
  {
    name: 'root gets a part of everything',
    file: 'pending.ts',
    right: 'mul32(proportionOf(block), rest) >> 1n',
    wrong: 'mul32(proportionOf(block), rest)',
  },
  { name: 'an owner without a cut is cut', file: 'pending.ts', right: 'owner_cut_enabled || oneAmount', wrong: 'true' },
  { name: 'root is recycled where it is sold', file: 'pending.ts', right: 'root: prices_above_one ?', wrong: 'root: !prices_above_one ?' },
  {
    name: 'what is recycled goes to root too',
    file: 'pending.ts',
    right: 'root: prices_above_one ? floor(root) : 0n',
    wrong: 'root: floor(root)',
  },
  { name: 'parts of 65535 are of 65536', file: 'fixed-bits.ts', right: '(BigInt(parts) << 32n) / U16_MAX', wrong: 'BigInt(parts) << 16n' },
  {
    name: 'the issuance is not in the whole',
    file: 'root-proportion.ts',
    right: 'weighted + from(alpha_issuance)',
    wrong: 'from(alpha_issuance)',
  },
  {
    name: 'a child takes of its own coldkey',
    file: 'child-dividend.ts',
    right: 'same_coldkey ? 0n : mul32(ofU16(child_take), part)',
    wrong: 'mul32(ofU16(child_take), part)',
  },
  {
    name: 'the child contributes nothing',
    file: 'child-dividend.ts',
    right: 'from(self_contribution) + sumOf(contributions)',
    wrong: 'sumOf(contributions)',
  },
  {
    name: 'the take is of the nominators',
    file: 'dividend-payout.ts',
    right: 'mul32(ofU16(take), alpha)',
    wrong: 'mul32(ofU16(65535 - take), alpha)',
  },
  { name: 'alpha parts are whole dividends', file: 'dividend-payout.ts', right: 'from(dividend) - roots[i]!', wrong: 'from(dividend)' },
  {
    name: 'the root pot goes by dividends',
    file: 'dividend-payout.ts',
    right: 'div32(roots[i]!, allRoots)',
    wrong: 'div32(roots[i]! + alphas[i]!, allRoots + allAlphas)',
  },
  { name: 'a burn counts in its own block', file: 'miner-burned.ts', right: 'epoch.block < block', wrong: 'epoch.block <= block' },
  { name: 'a burn is of what is paid', file: 'miner-burned.ts', right: 'div32(withheld, all)', wrong: 'div32(withheld, all - withheld)' },
  {
    name: 'shares are not divided again after burning',
    file: 'tao-shares.ts',
    right: 'weights.map((weight) => div64(weight, total))',
    wrong: 'weights',
  },
  { name: 'who burns all gets nothing, even if all do', file: 'tao-shares.ts', right: 'total === 0n ? plain : ', wrong: '' },
  { name: 'a burn does not count', file: 'tao-shares.ts', right: '(ONE_32 - miner_burned) << 32n', wrong: 'ONE_32 << 32n' },
  {
    name: 'the EMA goes by the spot price above 1',
    file: 'price-step.ts',
    right: 'mul64(ONE_64 - alpha, ema_price << 32n)',
    wrong: 'mul64(ONE_64, ema_price << 32n)',
  },
  { name: 'the EMA forgets the age', file: 'price-step.ts', right: 'div64(age, age + halving)', wrong: 'ONE_64' },
  {
    name: 'zeros have a rank',
    file: 'gate-bar.ts',
    right: 'const falling = [...shares].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))',
    wrong: 'const falling = [...shares].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))',
  },
  { name: 'the mass must be passed', file: 'gate-bar.ts', right: '(reached += share) >= mass!', wrong: '(reached += share) > mass! + 5n' },
]

const ROOT = resolve('src/chain/emission')

/** The sources of `src/chain/emission` as modules of their own, with a mistake or without. */
export const emissionWith = (mistake: Mistake | null): Emission => {
  const load = plantedSources(ROOT, mistake)
  return Object.assign({}, ...readdirSync(ROOT).map((file) => load(resolve(ROOT, file)))) as Emission
}
