/** The examples of the page for emission and burning, asked of an implementation: ours, or one with a planted mistake. */
import type { Either } from 'fp-ts/lib/Either.js'
import { expectRight } from '../../either.js'
import { examplesOf } from '../today.js'
import type { Emission } from './planted.js'

type Row = Readonly<Record<string, unknown>>

const text = (value: unknown): string => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))
const big = (value: unknown): bigint => BigInt(value as string | number)
const got = <A>(answer: Either<unknown, A>): A => expectRight(answer)

/** For each rule, whether an example's answer is ours. Numbers are compared as they are written. */
const RULES: Readonly<Record<string, (e: Emission, input: Row, output: Row) => readonly (readonly [unknown, unknown])[]>> = {
  'pending emission of a block (425)': (e, input, output) => {
    const stake = {
      root_tao: big(input['rootTao']),
      alpha_issuance: big(input['alphaIssuanceAfterMint']),
      tao_weight: big(input['taoWeight']),
    }
    const block = {
      ...stake,
      alpha_out: big(input['alphaOut']),
      owner_cut: input['ownerCut'] as number,
      prices_above_one: input['sumOfEmaPricesAbove1'] as boolean,
      ...(input['ownerCutEnabled'] === undefined ? {} : { owner_cut_enabled: input['ownerCutEnabled'] as boolean }),
    }
    const { _tag, owner_cut, ...amounts } = got(e.pendingOfBlock(425)(block)) as unknown as Readonly<Record<string, bigint>>
    return [
      [
        text({ ...amounts, ownerCut: owner_cut }),
        text({ ...without(output, 'rootProportionBits', 'ownerCut'), ownerCut: output['ownerCut'] }),
      ],
      [text(got(e.rootProportion(stake))), text(output['rootProportionBits'])],
    ]
  },
  'MinerBurned (421)': (e, input, output) => [
    [text(got(e.minerBurned({ withheld: big(input['withheld']), all: big(input['totalIncentive']) }))), text(output['bits32'])],
  ],
  'TAO share after burning (425)': (e, input, output) => {
    const burned = input['minerBurnedBits32'] as readonly string[]
    const isOn = input['emissionEnabled'] as readonly boolean[]
    const subnets = (input['emaPriceBits32'] as readonly number[]).map((price, i) => ({
      netuid: i + 1,
      ema_price: big(price),
      miner_burned: big(burned[i]),
      emission_enabled: isOn[i]!,
    }))
    const shares = got(e.taoShares(425)({ block_emission: big(input['blockEmissionRao']), subnets }))
    return [
      [text(shares.map(({ share }) => share)), text(output['shareBits64'])],
      [shares.map(({ tao }) => Number(tao)).join(), (output['taoEmissionRao'] as readonly number[]).join()],
    ]
  },
  'emission gate bar (440/441; not in 425)': (e, input, output) => {
    const { rank, q, shares } = input as { readonly rank: number; readonly q: number | null; readonly shares: readonly number[] }
    return [[Number(got(e.gateBar({ rank, ...(q === null ? {} : { mass: big(q) }) })(shares.map(big)))), output['theta']]]
  },
  'burn: when it counts (425)': (e, input, output) => {
    const [first, second] = input['epochBlocks'] as readonly [number, number]
    const epochs = [
      { block: first, burned: 1n << 31n },
      { block: second, burned: 0n },
    ]
    const from = output['sharesUseZeroFrom'] as number
    const [halfFrom, halfTo] = output['sharesUseHalf'] as readonly [number, number]
    const inForce = [halfFrom - 1, halfFrom, halfTo, from].map((block) => got(e.burnInForce(epochs)(block)))
    return [[text(inForce), text([0n, 1n << 31n, 1n << 31n, 0n])]]
  },
  "validators' pot": (e, input, output) => {
    const pending = { _tag: 'ThreeAmounts', server: big(input['pendingServer']), validator: big(input['pendingValidator']) } as const
    return [[Number(got(e.validatorPot(pending)((input['serverEmission'] as readonly number[]).map(big)))), output['pot']]]
  },
  'dividends: alpha and root, take 18% (11796)': (e, input, output) => {
    const hotkeys = (input['hotkeys[dividend, own alpha, own root tao]'] as readonly (readonly string[])[]).map((row) => {
      const [dividend, alpha, root_tao] = row.map(big) as [bigint, bigint, bigint]
      return { dividend, alpha, root_tao, take: 11_796 }
    })
    const pots = { validator_pot: big(input['pendingValidator']), root_pot: big(input['pendingRoot']), tao_weight: big(input['taoWeight']) }
    const { paid } = got(e.payDividends({ ...pots, hotkeys }))
    return [
      [
        text(paid.map((p) => [p.alpha_take, p.alpha_nominators, p.root_take, p.root_claimable].map(Number))),
        text((output as unknown as readonly Row[]).map((p) => [p['alphaTake'], p['alphaNominators'], p['rootTake'], p['rootClaimable']])),
      ],
    ]
  },
  'dividend of a child key': (e, input, output) => {
    const parents = (input['parents[proportion,alpha,rootTao,sameColdkey]'] as readonly (readonly [string, string, string, boolean])[]).map(
      ([proportion, alpha, root_tao, same_coldkey]) => ({
        proportion: big(proportion),
        alpha: big(alpha),
        root_tao: big(root_tao),
        same_coldkey,
      }),
    )
    const split = got(
      e.splitWithParents({
        dividend: big(input['dividend']),
        self_contribution: big(input['selfContribution']),
        parents,
        child_take: input['childTake'] as number,
        ck_burn: big(input['ckBurn']),
        tao_weight: 971_718_665_099_567_868n,
      }),
    )
    return [
      [
        text([split.to_parents.map(Number), Number(split.to_child), Number(split.recycled)]),
        text([output['toParents'], output['toChild'], output['recycled']]),
      ],
    ]
  },
  'EMA price step (425)': (e, input, output) => [
    [
      text(
        got(
          e.priceStep({
            ema_price: big(input['movingPriceBits32']),
            spot_price: big(input['spotPriceBits64']),
            moving_alpha: big(input['movingAlphaBits32']),
            blocks_since_start: input['blocksSinceStart'] as number,
            halving_blocks: input['halvingBlocks'] as number,
          }),
        ),
      ),
      text(output['newBits32']),
    ],
  ],
}

const without = (row: Row, ...keys: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)))

export const RULE_NAMES = Object.keys(RULES)

/** The pairs of an answer and the documented one that differ, with the rule. */
export const missesOf = (e: Emission, names = RULE_NAMES): readonly (readonly [rule: string, found: unknown, documented: unknown])[] =>
  names.flatMap((rule) =>
    examplesOf<Row, Row>(rule).flatMap(({ input, output }) =>
      RULES[rule]!(e, input, output).flatMap(([found, documented]) => (found === documented ? [] : [[rule, found, documented] as const])),
    ),
  )
