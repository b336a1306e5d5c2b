/**
 * IP addresses as text, in their two standard spellings: a dotted quad without leading zeros, and RFC 4291 without a zone.
 */

const BYTE = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const QUAD = new RegExp(`^(${BYTE})\\.(${BYTE})\\.(${BYTE})\\.(${BYTE})$`)
const GROUP = /^[0-9a-f]{1,4}$/i

const bytesOfQuad = (text: string): readonly number[] | null => QUAD.exec(text)?.slice(1).map(Number) ?? null

/** The 16-bit groups of a part of an address; the last two may be a dotted quad where the part ends the address. */
const groupsOf = (part: string, endsAddress: boolean): readonly number[] | null => {
  if (part === '') return []
  const pieces = part.split(':')
  const quad = endsAddress ? bytesOfQuad(pieces.at(-1)!) : null
  const hexadecimal = quad === null ? pieces : pieces.slice(0, -1)
  if (!hexadecimal.every((piece) => GROUP.test(piece))) return null
  const [a = 0, b = 0, c = 0, d = 0] = quad ?? []
  return [...hexadecimal.map((piece) => Number.parseInt(piece, 16)), ...(quad === null ? [] : [a * 256 + b, c * 256 + d])]
}

const MOST_GROUPS = 8

/** The eight 16-bit groups of an IPv6 address, or null where the text is none. */
const groupsOfIpv6 = (text: string): readonly number[] | null => {
  const [left = '', right, ...more] = text.split('::')
  if (more.length > 0) return null
  const [first, last] = [groupsOf(left, right === undefined), right === undefined ? [] : groupsOf(right, true)]
  if (first === null || last === null) return null
  const missing = MOST_GROUPS - first.length - last.length
  // `::` stands for one group of zeros or more.
  if (right === undefined ? missing !== 0 : missing < 1) return null
  return [...first, ...Array.from({ length: missing }, () => 0), ...last]
}

/** The bytes of an address: 4 for IPv4, also where it is written as IPv6 (`::ffff:a.b.c.d`), else 16. Null where the text is no address. */
export const ipBytes = (text: string): readonly number[] | null => {
  const quad = bytesOfQuad(text)
  if (quad !== null) return quad
  const bytes = groupsOfIpv6(text)?.flatMap((group) => [group >> 8, group & 255]) ?? null
  const isMapped = bytes !== null && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
  return isMapped ? bytes.slice(12) : bytes
}
