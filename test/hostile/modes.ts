/** The ways in which the world lies to a validator, and which alerts each of them raises. */
import { ANSWERS } from './modes/answers.js'
import { CLOCK } from './modes/clock.js'
import { DOCUMENTS } from './modes/documents.js'
import { HEIGHTS } from './modes/heights.js'
import { POLICY } from './modes/policy.js'
import { PROVER } from './modes/prover.js'
import { STORE } from './modes/store.js'
import type { Mode } from './mode.js'

export const MODES: readonly Mode[] = [
  { name: 'nobody lies', port: 'none', alerts: [] },
  ...HEIGHTS,
  ...DOCUMENTS,
  ...ANSWERS,
  ...PROVER,
  ...STORE,
  ...CLOCK,
  ...POLICY,
]
