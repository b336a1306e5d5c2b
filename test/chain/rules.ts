import type { ChainRules } from '../../src/chain/preflight/chain-rules.js'
import { chainRules } from '../../src/chain/preflight/chain-rules.js'
import { expectRight } from '../either.js'

/** The rules of a runtime that is known. */
export const rulesOf = (spec: number): ChainRules => expectRight(chainRules(spec))
