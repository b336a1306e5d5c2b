import { describe, expect, test } from 'vitest'
import * as chain from '../../../src/chain/index.js'
import { expectRight } from '../../either.js'
import { missesOf, RULE_NAMES } from './examples.js'
import { emissionWith, MISTAKES } from './planted.js'

describe('the examples of the page', () => {
  test.each(RULE_NAMES)('%s', (rule) => {
    expect(missesOf(chain, [rule])).toEqual([])
  })
  test.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))('mistake: %s: found', (_, mistake) => {
    expect(missesOf(emissionWith(mistake))).not.toEqual([])
  })
  test('without a mistake, the sources are ours', () => {
    expect(missesOf(emissionWith(null))).toEqual([])
  })
  test('spec 293 books one amount, and takes the owner cut and the root part that were seen', () => {
    const block = {
      alpha_out: 1_000_000_000n,
      root_tao: 3_000_000_000_000_000n,
      alpha_issuance: 10_000_013_000_000_000n,
      tao_weight: 971_718_665_099_567_868n,
      prices_above_one: false,
      owner_cut_enabled: false,
    }
    expect(expectRight(chain.pendingOfBlock(293)(block))).toEqual({
      _tag: 'OneAmount',
      owner_cut: 179_995_422n,
      emission: 813_626_082n,
      sold: 6_378_495n,
    })
  })
})
