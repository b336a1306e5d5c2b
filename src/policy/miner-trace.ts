/** How one miner's weight came about, as any policy tells it. */
import type { Json } from '../units/json/json.js'

/**
 * How one miner's weight came about, for those who want to look it up later. A policy may add columns of its own; a store keeps those
 * that its table has.
 */
export type MinerTrace = {
  readonly miner_uid: number
  readonly miner_hotkey: string
  /** The beginning of the time that the policy looked at, RFC 3339. */
  readonly period_start: string
  /** The end of that time, RFC 3339. */
  readonly period_end: string
  /** The kind of that time, for example `window`. */
  readonly period_type: string
  /** The weight that is sent, a u16. */
  readonly submitted_weight: number
  /** The part of the whole that the weight stands for, 0 to 1. */
  readonly submitted_share: number
  /** How the weight came about, in a form of the policy's own; null where columns of its own tell it. */
  readonly document: Json
}
