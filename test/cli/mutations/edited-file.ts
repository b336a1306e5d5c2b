/** The bytes of a file that held a valid document once. */
import { stringify } from 'smol-toml'
import type { Dice } from './dice.js'
import { pick } from './dice.js'
import { bytesOf } from './edit-text.js'
import { editedOften } from './edit-value.js'

/** Files by their names. */
export type Files = Readonly<Record<string, Uint8Array>>

/** A document as JSON; now and then a table has a key twice. */
const json = (roll: Dice, document: unknown): string => {
  const text = JSON.stringify(document) ?? ''
  if (roll(24) > 0) return text
  const at = text.indexOf('{', roll(text.length + 1))
  return at === -1 ? text : `${text.slice(0, at + 1)}"uid":1,"uid":1,${text.slice(at + 1)}`
}

/** A document as TOML. What TOML can't hold is written as JSON, and then it is no config. */
const toml = (document: unknown): string => {
  try {
    return stringify(document as object)
  } catch {
    return JSON.stringify(document) ?? ''
  }
}

/** A file with one of the documents, edited: TOML or JSON, by its name. */
export const editedFile = (roll: Dice, name: string, documents: readonly unknown[]): Files => {
  const edited = editedOften(roll, pick(roll, documents))
  return { [name]: bytesOf(roll, name.endsWith('.toml') ? toml(edited) : json(roll, edited)) }
}
