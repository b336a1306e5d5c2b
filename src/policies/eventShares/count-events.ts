/**
 * How many leads each miner curated and sourced in the window.
 *
 * Laws: the order of rows does not change the counts; an event with an id counts once, for the miners that it names at its earliest
 * instant, so a miner that repeats the id of another gets nothing; an event without an id counts as often as it occurs; a row that can't
 * be counted gives a warning and changes nothing else; events of a hotkey that is not a miner do not count.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Ord } from 'fp-ts/lib/Ord.js'
import type { Problem } from '../../policy/problem.js'
import { cappedProblems } from '../../policy/problem.js'
import { told } from '../../units/capped/capped.js'
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
  /** At most 20 of a kind. */
  readonly warnings: readonly Problem[]
  /** The number of events that are older than the window; they give no warning. */
  readonly old: number
}

type Settings = Pick<EventSharesConfig, 'window_days' | 'designated_weight' | 'designated_hotkey'>

const DAY = 86_400

/** Of rows with the same id the first counts. Tie rule: the one whose curator, then whose source, is first in code-unit order. */
const earliestFirst: Ord<LeadEvent> = lexicographic(
  by(instantOrder)(({ created_at }: LeadEvent) => created_at),
  by(codeUnitOrder)(({ curated_by }: LeadEvent) => curated_by ?? ''),
  by(codeUnitOrder)(({ source }: LeadEvent) => source ?? ''),
)

const warning = (_tag: string, index: number, message: string): Problem => ({ _tag, path: `results[${index}]`, message })

interface Found {
  readonly event: LeadEvent
  readonly index: number
}

const partiesOf = ({ curated_by, source }: LeadEvent): string =>
  [...(curated_by === null ? [] : [`curated by ${quote(curated_by)}`]), ...(source === null ? [] : [`sourced by ${quote(source)}`])].join(
    ' and ',
  )

/** An event, and a row of other miners that has its id. */
interface Repetition {
  readonly first: LeadEvent
  readonly other: Found
}

const repetitionWarning = ({ first, other: { event, index } }: Repetition): Problem =>
  warning(
    'DuplicateEvent',
    index,
    `event ${quote(event.id)}: the first row counts (${partiesOf(first)}); this row has the same id (${partiesOf(event)}) and does not count`,
  )

const isSame = (a: LeadEvent, b: LeadEvent): boolean => a.curated_by === b.curated_by && a.source === b.source

/** Each event once, and the rows that repeat its id for other miners. The same event delivered again is left out. */
const firstOfEach = (found: readonly Found[]): { readonly firsts: readonly LeadEvent[]; readonly repeated: readonly Repetition[] } => {
  const known = new Map<string, LeadEvent>()
  const firsts: LeadEvent[] = []
  const repeated: Repetition[] = []
  for (const row of [...found].sort(by(earliestFirst)(({ event }: Found) => event).compare)) {
    const { event } = row
    const first = event.is_named ? known.get(event.id) : undefined
    if (first === undefined) {
      firsts.push(event)
      if (event.is_named) known.set(event.id, event)
    } else if (!isSame(first, event)) repeated.push({ first, other: row })
  }
  return { firsts, repeated }
}

/**
 * The events of the window, and a warning for each row that is not an event, is later than the decision, or repeats an
 * id. Events older than the window give no warning, but nobody else can have their ids.
 */
const eventsIn = (
  days: number,
  at: Instant,
  rows: readonly unknown[],
): Pick<Tally, 'warnings' | 'old'> & { readonly events: readonly LeadEvent[] } => {
  const isRecent = inWindow(days * DAY)(at)
  const warnings = told<Problem>()
  const found: Found[] = []
  rows.forEach((row, index) => {
    const read = readEvent(row)
    if (isLeft(read)) {
      for (const { _tag, path, message } of read.left)
        warnings.tell(_tag, () => ({ _tag, path: `results[${index}]${path === '' ? '' : `.${path}`}`, message }))
      return
    }
    const event = read.right
    if (instantOrder.compare(event.created_at, at) <= 0) found.push({ event, index })
    else
      warnings.tell('FutureEvent', () =>
        warning('FutureEvent', index, `event ${quote(event.id)}: made at ${timestampOf(event.created_at)}, which is still to come`),
      )
  })
  const { firsts, repeated } = firstOfEach(found)
  for (const repetition of repeated) warnings.tell('DuplicateEvent', () => repetitionWarning(repetition))
  const events = firsts.filter(({ created_at }) => isRecent(created_at))
  return { events, warnings: cappedProblems(warnings.all()), old: firsts.length - events.length }
}

/** Counts the rows of the window that ends at an instant, for these miners. */
export const countEvents =
  ({ window_days, designated_weight, designated_hotkey }: Settings) =>
  (at: Instant, miners: ReadonlySet<string>) =>
  (rows: readonly unknown[]): Tally => {
    const { events, warnings, old } = eventsIn(window_days, at, rows)
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
    return { curated, sourced, designated, strangers: [...strangers].sort(codeUnitOrder.compare), warnings, old }
  }
