/** A config in force with some keys changed, validated whole: the one way in which every policy changes its config. */
import { isTable } from '../units/codec/struct.js'

/**
 * A policy's `updateConfig`, of its `writeConfig` and `readConfig`. A key that is given replaces the one in force, with all that stands
 * under it; a key whose value is undefined changes nothing. A key can't be taken away. `kept` may leave out keys that a change replaces
 * by another.
 */
export const updateConfigBy =
  <C, R>(
    write: (config: C) => object,
    read: (document: unknown) => R,
    kept: (document: object, changes: object) => object = (document) => document,
  ) =>
  (inForce: C) =>
  (changes: unknown): R => {
    if (!isTable(changes)) return read(changes)
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    return read({ ...kept(write(inForce), given), ...given })
  }
