/** The number of binary digits of an integer above 0. It takes time in proportion to the length. */
export const bitLength = (n: bigint): number => {
  const digits = n.toString(16)
  return 4 * digits.length + 28 - Math.clz32(parseInt(digits[0]!, 16))
}
