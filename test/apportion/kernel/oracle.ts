/** The exact answer to a case of the kernel, by integers alone. */
import { splitQuota } from '../../../src/apportion/split-quota.js'
import { scaledIntegers } from '../../../src/units/exact/double.js'
import type { KernelCase } from '../../arbitraries/kernel-claims.js'
import type { splitClaims } from '../../../src/apportion/split-claims.js'

export const exactSplit = ({ quota, units, claims }: KernelCase): readonly number[] =>
  splitQuota(quota, BigInt(units), scaledIntegers(claims).integers).map(Number)

/** Whether a kernel hands out what the exact arithmetic does. */
export const agrees = (split: typeof splitClaims, kernelCase: KernelCase): boolean => {
  const given = split(kernelCase.quota, kernelCase.units, kernelCase.claims)
  const exact = exactSplit(kernelCase)
  return given._tag === 'Right' && given.right.length === exact.length && exact.every((units, i) => units === given.right[i])
}
