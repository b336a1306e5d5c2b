/** Texts as a hostile miner, node or store may send them. */
import fc from 'fast-check'

/** A line as the log of a validator has it. No text from outside may make one. */
export const FORGED = '2026-11-20T06:00:00Z info  Published new weights:'

/** Each class of character that a terminal acts on or that misleads, alone and in sequences that terminals know. */
export const HOSTILE = [
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\0',
  '\b',
  '\u001b[2K\r',
  '\u001b]0;title\u0007',
  '\u007f',
  '\u0085',
  '\u009b31m',
  '\u00ad',
  '\u061c',
  '\u180e',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\u2069',
  '\ufe0f',
  '\ufeff',
  '\ufff9',
  '\ufffb',
  '\ud800',
  '\udc00',
  '\u{1d173}',
  '\u{110bd}',
  '\u{e0001}',
  '\u{e0041}',
  '\u{e0100}',
  `\n${FORGED}`,
  `\r\u001b[2K${FORGED}`,
  `\u2028${FORGED}`,
  '\nerror: forged',
  '\nwarning: forged',
  '"',
  '\\',
  "'",
  ',',
  '  ',
] as const

const harmless = fc.constantFrom('', 'H100', 'NVIDIA H100 80GB HBM3', 'rig-1', 'a.b', 'é', '漢字', '😀')

/** A harmless text with something hostile in it, at any place, perhaps several times. */
export const hostileTexts: fc.Arbitrary<string> = fc
  .array(fc.tuple(harmless, fc.constantFrom(...HOSTILE)), { minLength: 1, maxLength: 4 })
  .chain((parts) => harmless.map((end) => `${parts.map(([before, hostile]) => `${before}${hostile}`).join('')}${end}`))

/** The same without what no database stores: NUL and halves of surrogate pairs. */
export const storableHostileTexts: fc.Arbitrary<string> = hostileTexts.map((text) => text.replace(/\0|\p{Surrogate}/gu, '\u001b'))
