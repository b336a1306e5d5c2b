/**
 * Whether a height that a chain tells can be true, judged by the last height and the time that has passed. A validator waits for heights and
 * writes them into its journal, so a false one would make it wait for a block that never comes.
 *
 * Laws: a height below the last one is believed, since a fork or a node that is behind shows one, and no wait is made longer by it. A height
 * far above the highest one is doubted; after a height that was false and low, the true ones are believed at once. Heights that go on one from
 * the other for an hour, each doubted, are believed: then it is the highest one, the clock or the pace of the settings that was wrong. A
 * highest one that nothing has reached for an hour is forgotten. Not promised: to find a height out that is wrong by less than `SLACK_BLOCKS`.
 */
import { secondsFrom } from './pace.js'
import type { Sighted, ValidatorState } from './state.js'

/** A chain may be this many blocks ahead of what the time allows. */
export const SLACK_BLOCKS = 100
/** Blocks may come this many times faster than the settings say. */
const HASTE = 2
/** Heights that go on from doubted ones are believed after so many seconds, and a highest one is forgotten. */
const PATIENCE_SECONDS = 3600

/** The highest block that can follow what was sighted. */
const highestAfter = ({ block, at: since }: Sighted, at: string, block_seconds: number): number =>
  block + SLACK_BLOCKS + Math.ceil((HASTE * Math.max(0, secondsFrom(since, at))) / block_seconds)

/** The state after a height was told: `believed` says whether it can be true. */
export interface Sighting {
  readonly believed: boolean
  readonly state: ValidatorState
}

/** Judges a height that a chain tells at an instant, and notes it where it is believed. */
export const sight =
  (told: Sighted) =>
  (state: ValidatorState): Sighting => {
    const {
      sighted,
      highest,
      doubted,
      settings: { block_seconds },
    } = state
    const follows = (before: Sighted): boolean => told.block <= highestAfter(before, told.at, block_seconds)
    const reaches = highest === null || told.block >= highest.block || secondsFrom(highest.at, told.at) >= PATIENCE_SECONDS
    const believe = (): Sighting => {
      // The age of a height counts from when it was first seen.
      const grown = sighted === null || told.block !== sighted.block
      return {
        believed: true,
        state: {
          ...state,
          head: told.block,
          sighted: grown ? told : sighted,
          highest: reaches ? told : highest,
          doubted: null,
          anchor: state.anchor ?? told,
        },
      }
    }
    if (highest === null || follows(highest)) return believe()
    const goesOn = doubted !== null && told.block >= doubted.block && follows(doubted)
    const since = goesOn ? doubted.since : told.at
    if (secondsFrom(since, told.at) >= PATIENCE_SECONDS) return believe()
    return { believed: false, state: { ...state, doubted: { ...told, since } } }
  }
