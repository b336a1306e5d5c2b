/** Base58 with Bitcoin's alphabet, as ss58 addresses use it: no 0, O, I, l. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const DIGITS: ReadonlyMap<string, number> = new Map([...ALPHABET].map((c, i) => [c, i]))

/**
 * Bytes in base58; each leading zero byte is written as one `1`. The time is quadratic in the length, so use it for addresses only.
 */
export const base58Encode = (bytes: Uint8Array): string => {
  const zeros = bytes.findIndex((byte) => byte !== 0)
  let digits = ''
  for (let n = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n); n > 0n; n /= 58n) digits = ALPHABET[Number(n % 58n)]! + digits
  return ALPHABET[0]!.repeat(zeros === -1 ? bytes.length : zeros) + digits
}

/**
 * The bytes of a base58 text when there are exactly `length` of them, else undefined. The time is quadratic in the length,
 * so use it for addresses only.
 */
export const base58Decode = (length: number, text: string): Uint8Array | undefined => {
  // A byte takes more than one digit and fewer than one and a half, so a longer text can't be `length` bytes.
  if (text.length > Math.ceil(length * 1.5)) return undefined
  const bytes = new Uint8Array(length)
  for (const character of text) {
    let carry = DIGITS.get(character)
    if (carry === undefined) return undefined
    for (let i = length - 1; i >= 0; i--) {
      carry += bytes[i]! * 58
      bytes[i] = carry & 0xff
      carry >>= 8
    }
    if (carry > 0) return undefined
  }
  // A leading zero byte is written as one leading `1`, so their numbers must agree.
  const zeros = bytes.findIndex((byte) => byte !== 0)
  const ones = [...text].findIndex((character) => character !== '1')
  return zeros === ones ? bytes : undefined
}
