/**
 * What must come out the same to the last bit on every engine: fingerprints over whole decisions, with what they were when they were
 * pinned.
 *
 * Nothing in here, nor in what it imports, may need more than ECMAScript, for it is bundled for browsers too. To pin another one, add
 * a line.
 */
import { fingerprintText } from '../../src/units/json/fingerprint-json.js'
import { oneLine } from '../../src/units/text/one-line.js'
import { ciphertextsDigest } from '../chain/timelock/determinism.js'
import { choicesDigest, drawsDigest } from '../policies/computeNodes/determinism.js'
import { digest } from '../policies/pathways/determinism.js'

/** A fingerprint of 64 hexadecimal digits, and how it is worked out. */
export interface Digest {
  readonly expected: string
  readonly compute: () => string
}

/** The characters that never reach a terminal, by their code points: properties of Unicode, of which engines may know different versions. */
const escapedCharacters = (): string =>
  fingerprintText(
    Array.from({ length: 0x11_0000 }, (_, codePoint) => codePoint)
      .filter((codePoint) => oneLine(String.fromCodePoint(codePoint)).startsWith('\\u'))
      .join(),
  )

export const DIGESTS: Readonly<Record<string, Digest>> = {
  '1,000 populations by pathways': {
    expected: 'b3879478d9b3eade2df24e80047d50ef0557a20d8affff7f7c7db15109fdfc69',
    compute: () => digest(1000),
  },
  'draws for compute nodes': { expected: '1ee19ed633e89f664f01f483928965eb114915dfeec62b12f26ef39a1e1de232', compute: drawsDigest },
  'choices of compute nodes': { expected: '4cfbaabae47db50e9acd06b930310fc191e9e2d02ddb06444c2c624b4f9c8880', compute: choicesDigest },
  'timelocked ciphertexts': {
    expected: '257d32844ff2b6cfa8f4fb238559922c52d9643c4d8a61a65f79c49fbd328652',
    compute: ciphertextsDigest,
  },
  'characters that are escaped': {
    expected: '81d79d15e24d59079d6d7474985be15b190210e026153cb80eea1dd15d2fb463',
    compute: escapedCharacters,
  },
}
