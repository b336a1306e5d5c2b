/** The parts of SCALE, the chain's binary format, that commitments need, both those by hash and those that are encrypted. */

/** An integer of at least 0 in so many bytes, the lowest first. */
export const littleEndian = (value: bigint, bytes: number): readonly number[] =>
  Array.from({ length: bytes }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn))

/** The integer that is written in these bytes, the lowest first. */
export const readLittleEndian = (bytes: Uint8Array): bigint => bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n)

/** SCALE's compact form of a length below 2^30: its two lowest bits say whether it takes 1, 2 or 4 bytes. */
const compact = (length: number): readonly number[] => {
  if (length < 1 << 6) return [length << 2]
  return length < 1 << 14 ? littleEndian(BigInt(length * 4 + 1), 2) : littleEndian(BigInt(length * 4 + 2), 4)
}

/** The bytes of a list of bytes. */
export const byteList = (bytes: Uint8Array): readonly number[] => [...compact(bytes.length), ...bytes]

export const u16 = (value: number): readonly number[] => [value & 0xff, value >>> 8]

/** The bytes of a list of u16. */
export const u16List = (values: ArrayLike<number>): readonly number[] => [...compact(values.length), ...Array.from(values).flatMap(u16)]

/**
 * Where the items of a list begin and how many there are, for a list whose length is written at `at`. Undefined where the bytes end
 * before the length, where it is in the form for 2^30 and more, or where it takes more bytes than it needs, which the chain refuses.
 */
export const listAt = (bytes: Uint8Array, at: number): { readonly from: number; readonly length: number } | undefined => {
  const size = [1, 2, 4, 0][(bytes[at] ?? 3) & 3]!
  if (size === 0 || at + size > bytes.length) return undefined
  const length = Number(readLittleEndian(bytes.subarray(at, at + size)) >> 2n)
  return compact(length).length === size ? { from: at + size, length } : undefined
}
