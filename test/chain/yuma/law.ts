/** A law of the epoch, and wrong implementations that it must detect. */
import { describe, expect, test } from 'vitest'
import * as mechanisms from '../../../src/chain/mechanisms/index.js'
import * as yuma from '../../../src/chain/yuma/index.js'
import type { Mistake } from '../../planted-sources.js'
import type { Epochs } from './wrong.js'
import { epochsWith } from './wrong.js'

export interface Law {
  readonly name: string
  /** Throws when the implementation breaks the law. */
  readonly holds: (lib: Epochs) => void
  readonly wrong: readonly Mistake[]
}

/** Each law holds for the sources, and fails for each of its wrong implementations. */
export const testLaws = (subject: string, laws: readonly Law[]): void => {
  describe(subject, () => {
    for (const { name, holds, wrong } of laws) {
      test(name, () => {
        holds({ ...yuma, ...mechanisms })
      })
      for (const mistake of wrong)
        test(`${name}; found: ${mistake.name}`, () => {
          const lib = epochsWith(mistake)
          expect(() => holds(lib)).toThrow()
        })
    }
  })
}
