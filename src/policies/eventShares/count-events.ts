/**
 * How many leads each miner curated and sourced in the window.
 *
 * Laws: the order of rows does not change the counts; an event with an id counts once, even if it occurs several times;
 * an event without an id counts as often as it occurs; a row that can't be counted gives a warning and changes nothing
 * else; events of a hotkey that is not a miner do not count.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Ord } from 'fp-ts/lib/Ord.js'
import { reverse } from 'fp-ts/lib/Ord.js'
import type { Problem } from '../../policy/problem.js'
import { inWindow } from '../../scoring/window.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Instant } from '../../units/time/instant.js'
import { instantOrder } from '../../units/time/instant.js'
import { by, lexicographic } from '../../units/order/lexicographic.js'
import { quote } from '../../units/text/quote.js'
import { timestampOf } from '../../units/time/timestamp.js'
import type { EventSharesConfig } from './event-shares-config.js'
import type { LeadEvent } from './read-event.js'
import { readEvent } from './read-event.js'

/** Counts by hotkey, without those that are 0. */
export interface Tally {
  readonly curated: ReadonlyMap<string, number>
  readonly sourced: ReadonlyMap<string, number>
  /** The designated miner, with the count 1, when there is one and it has a weight. */
  readonly designated: ReadonlyMap<string, number>
  /** Hotkeys with events that are not miners, in code-unit order. */
  readonly strangers: readonly string[]
  readonly warnings: readonly Problem[]
}

type Settings = Pick<EventSharesConfig, 'window_days' | 'designated_weight' | 'designated_hotkey'>

const DAY = 86_400

/** Of two rows with the same id, the newer is a correction of the older, so it counts. */
const newestFirst: Ord<LeadEvent> = lexicographic(
  by(reverse(instantOrder))(({ created_at }: LeadEvent) => created_at),
  by(codeUnitOrder)(({ curated_by }: LeadEvent) => curated_by ?? ''),
  by(codeUnitOrder)(({ source }: LeadEvent) => source ?? ''),
)

const warning = (_tag: string, index: number, message: string): Problem => ({ _tag, path: `results[${index}]`, message })

/**
 * The events of the window, and a warning for each row that is not an event, is later than the decision, or repeats an
 * id. Events older than the window give no warning.
 */
const eventsIn = (
  days: number,
  at: Instant,
  rows: readonly unknown[],
): { readonly events: readonly LeadEvent[]; readonly warnings: readonly Problem[] } => {
  const isRecent = inWindow(days * DAY)(at)
  const warnings: Problem[] = []
  const found: { readonly event: LeadEvent; readonly index: number }[] = []
  rows.forEach((row, index) => {
    const read = readEvent(row)
    if (isLeft(read)) {
      warnings.push(
        ...read.left.map(({ _tag, path, message }) => ({ _tag, path: `results[${index}]${path === '' ? '' : `.${path}`}`, message })),
      )
      return
    }
    const event = read.right
    if (isRecent(event.created_at)) found.push({ event, index })
    else if (instantOrder.compare(event.created_at, at) > 0)
      warnings.push(
        warning('FutureEvent', index, `event ${quote(event.id)}: made at ${timestampOf(event.created_at)}, which is still to come`),
      )
  })
  const known = new Set<string>()
  const events: LeadEvent[] = []
  for (const { event, index } of found.sort(by(newestFirst)(({ event: e }: (typeof found)[number]) => e).compare)) {
    if (known.has(event.id))
      warnings.push(warning('DuplicateEvent', index, `event ${quote(event.id)}: is there more than once; the newest row counts`))
    else events.push(event)
    if (event.is_named) known.add(event.id)
  }
  return { events, warnings }
}

/** Counts the rows of the window that ends at an instant, for these miners. */
export const countEvents =
  ({ window_days, designated_weight, designated_hotkey }: Settings) =>
  (at: Instant, miners: ReadonlySet<string>) =>
  (rows: readonly unknown[]): Tally => {
    const { events, warnings } = eventsIn(window_days, at, rows)
    const strangers = new Set<string>()
    const count = (hotkeys: readonly (string | null | undefined)[]): ReadonlyMap<string, number> => {
      const counts = new Map<string, number>()
      for (const hotkey of hotkeys) {
        if (typeof hotkey !== 'string') continue
        if (miners.has(hotkey)) counts.set(hotkey, (counts.get(hotkey) ?? 0) + 1)
        else strangers.add(hotkey)
      }
      return counts
    }
    const curated = count(events.map(({ curated_by }) => curated_by))
    const sourced = count(events.map(({ source }) => source))
    const designated = count(designated_weight > 0 ? [designated_hotkey] : [])
    return { curated, sourced, designated, strangers: [...strangers].sort(codeUnitOrder.compare), warnings }
  }
