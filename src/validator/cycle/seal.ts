/** The weights are encrypted: the intent that is written holds these very bytes, and only they are sent. */
import type { When } from '../cycle.js'
import type { Next } from '../move.js'
import type { Stage } from '../stage.js'
import { record } from './enter.js'

type Sealing = Extract<Stage, { readonly _tag: 'Sealing' }>

export const sealed = (when: When, { submission, applies, profiles }: Sealing, ciphertext: string): Next =>
  record({ submission: { ...submission, commit: ciphertext }, applies, profiles }, when)
