/**
 * Characters that must not reach a terminal, written as ranges and independent of the sources: C0 and C1 control, line separators,
 * bidirectional, zero-width and other format characters (tags among them), variation selectors, halves of surrogate pairs.
 */
const RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x0600, 0x0605],
  [0x061c, 0x061c],
  [0x06dd, 0x06dd],
  [0x070f, 0x070f],
  [0x0890, 0x0891],
  [0x08e2, 0x08e2],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe007f],
  [0xe0100, 0xe01ef],
]

/** Whether a text has such a character. Half of a pair counts, a whole pair does not. */
export const isDangerous = (text: string): boolean =>
  [...text].some((character) => RANGES.some(([first, last]) => character.codePointAt(0)! >= first && character.codePointAt(0)! <= last))
