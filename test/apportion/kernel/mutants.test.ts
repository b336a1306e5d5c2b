/**
 * Tests the generators: each mistake below is planted in the kernel by replacing one of its modules, and the cases with
 * which the kernel is tested must find it.
 */
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type * as Bound from '../../../src/apportion/kernel/bound.js'
import { kernelCases } from '../../arbitraries/kernel-claims.js'
import { agrees } from './oracle.js'
import * as wrong from './wrong.js'

const cases = fc.sample(kernelCases, 10_000)

/** The number of cases that a kernel made of the current modules gets wrong. */
const mistakes = async (): Promise<number> => {
  vi.resetModules()
  const { splitClaims } = await import('../../../src/apportion/split-claims.js')
  return cases.filter((kernelCase) => !agrees(splitClaims, kernelCase)).length
}

const plantBound = (changes: Partial<Record<keyof typeof Bound, number>>): void => {
  vi.doMock('../../../src/apportion/kernel/bound.js', async (original) => ({ ...(await original<typeof Bound>()), ...changes }))
}
const plantSum = (sumClaims: unknown): void => {
  vi.doMock('../../../src/apportion/kernel/sum-claims.js', () => ({ sumClaims }))
}
const plantKeys = (remainderKeys: unknown): void => {
  vi.doMock('../../../src/apportion/kernel/remainder-keys.js', () => ({ remainderKeys }))
}
const plantBand = (settleBand: unknown): void => {
  vi.doMock('../../../src/apportion/kernel/settle-band.js', () => ({ settleBand }))
}
const plantExactSum = (accumulate: unknown): void => {
  vi.doMock('../../../src/apportion/kernel/superaccumulator.js', () => ({ accumulate }))
}

afterEach(() => {
  for (const name of ['bound', 'sum-claims', 'remainder-keys', 'settle-band', 'superaccumulator'])
    vi.doUnmock(`../../../src/apportion/kernel/${name}.js`)
})

describe('mistakes that the cases find', () => {
  const planted: readonly (readonly [string, () => void])[] = [
    [
      'a band one step too narrow',
      () => {
        plantBound({ BAND: 0 })
      },
    ],
    [
      'no floor is ever in doubt',
      () => {
        plantBound({ EDGE: 0 })
      },
    ],
    [
      'a wrong bound: quotas too large for the keys',
      () => {
        plantBound({ LARGEST_QUOTA: 4_294_967_295 })
      },
    ],
    [
      'skipped rescaling',
      () => {
        plantBound({ SMALLEST_SUM: 0, LARGEST_SUM: Infinity })
      },
    ],
    [
      'rescaling by nothing',
      () => {
        plantBound({ SCALE_UP: 1, SCALE_DOWN: 1 })
      },
    ],
    [
      'naive summation',
      () => {
        plantSum(wrong.naiveSum)
      },
    ],
    [
      'a rounded sum in the exact settlement',
      () => {
        plantExactSum(wrong.roundedSum)
      },
    ],
    [
      'index before claim in ties',
      () => {
        plantBand(wrong.indexFirst)
      },
    ],
    // Scaling would keep even this from overflowing, so here the large sums are not scaled.
    [
      'quota times claim first',
      () => {
        plantKeys(wrong.productFirst)
        plantBound({ LARGEST_SUM: Number.MAX_VALUE })
      },
    ],
  ]
  for (const [mistake, plant] of planted) {
    test(mistake, async () => {
      plant()
      expect(await mistakes()).toBeGreaterThan(0)
    })
  }
})

describe('replacing a module by an equal one breaks nothing', () => {
  const controls: readonly (readonly [string, () => void])[] = [
    ['the kernel as it is', () => undefined],
    [
      'the copies in wrong.ts, put right',
      () => {
        plantKeys(wrong.ratioFirst)
        plantBand(wrong.claimFirst)
        plantBound({ LARGEST_SUM: Number.MAX_VALUE })
      },
    ],
  ]
  for (const [name, plant] of controls) {
    test(name, async () => {
      plant()
      expect(await mistakes()).toBe(0)
    })
  }
})
