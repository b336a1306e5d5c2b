/** Whether a validator that was lied to has stayed true to its promises, by its chain and its store. */
import type { WeightSubmissionRecord } from '../../src/storage/tables.js'
import type { Alert } from '../../src/validator/alert.js'
import type { SimulatedSubmission } from '../../src/adapters/simulated-subtensor/controls.js'
import type { Call } from './counted.js'
import { MOST } from './counted.js'
import type { Mode, Outcome } from './mode.js'
import { INTERVAL } from './subnet.js'
import { AFTER } from './world.js'
import { SLACK_BLOCKS } from '../../src/validator/heights.js'

/** An interval, the life of a submission that may still get in, and the longest wait after a failure. */
const SOON = 3 * INTERVAL

type Included = SimulatedSubmission & { readonly fate: { readonly _tag: 'Included'; readonly block: number } }
const isIncluded = (submission: SimulatedSubmission): submission is Included => submission.fate._tag === 'Included'

const nameOf = ({ uids, weights, until }: { uids: readonly number[]; weights: readonly number[]; until: number }): string =>
  JSON.stringify([uids, weights, until])

/** The journal tells what the chain holds, and nothing else. */
const journalFaults = (mode: Mode, { sent, subtensor }: Outcome, journal: readonly WeightSubmissionRecord[]): readonly string[] => {
  const head = subtensor.block()
  const included = sent.ours().filter(isIncluded)
  const lineOf = new Map(journal.map((line) => [nameOf({ ...line, until: line.valid_until }), line]))
  const chainOf = new Map(included.map((one) => [nameOf({ ...one.call, until: one.valid_until }), one]))
  const missing = included
    .filter(({ fate }) => fate.block < head - INTERVAL)
    .flatMap((one) => {
      const line = lineOf.get(nameOf({ ...one.call, until: one.valid_until }))
      const isKnown =
        line?.status === 'confirmed' ? line.block === one.fate.block : mode.believes?.includes((line?.status ?? 'none') as never)
      return isKnown === true
        ? []
        : [`block ${one.fate.block} has weights of which the journal says ${line?.status ?? 'nothing'} at ${line?.block}`]
    })
  const confirmed = journal.filter(({ status }) => status === 'confirmed')
  const untrue = confirmed
    .filter((line) => chainOf.get(nameOf({ ...line, until: line.valid_until }))?.fate.block !== line.block)
    .map(
      ({ block, decided_block }) =>
        `the journal says confirmed at ${block} of what was decided at ${decided_block}, and the chain has no such weights`,
    )
  const open = journal
    .filter(({ status, decided_block }) => status === 'open' && decided_block < head - SOON)
    .map(({ decided_block }) => `what was decided at ${decided_block} is still open at ${head}`)
  const twice = new Set(confirmed.map(({ block }) => block)).size < confirmed.length ? ['two lines are confirmed by one block'] : []
  return [...missing, ...untrue, ...open, ...twice]
}

/** The chain refuses what comes inside the rate limit, so nothing may be refused, unless somebody else has set weights in between. */
const sendingFaults = (mode: Mode, { sent, subtensor, hotkey }: Outcome): readonly string[] => {
  const isShared = subtensor.submissions().filter((one) => one.hotkey === hotkey).length > sent.ours().length
  const refused = sent.ours().flatMap(({ fate }) => (fate._tag === 'Refused' && !isShared ? [`the chain refused: ${fate.error}`] : []))
  return mode.isBelieved === true ? [] : [...sent.doubles(), ...refused]
}

const livingFaults = (mode: Mode, { sent, from, until, end, beats }: Outcome): readonly string[] => {
  const blocks = sent
    .ours()
    .filter(isIncluded)
    .map(({ fate }) => fate.block)
  const during = blocks.filter((block) => block > from && block <= until)
  const [first] = blocks.filter((block) => block > until)
  const soon = mode.isBelieved === true ? SOON + SLACK_BLOCKS : SOON
  const later = blocks.filter((block) => block > until).length
  return [
    ...(first === undefined || first > until + soon ? [`the lie is over at ${until}, and the next weights are in ${first}`] : []),
    ...(later < 3 ? [`only ${later} weights after the lie`] : []),
    ...(mode.alerts.length === 0 && during.length < (until - from) / INTERVAL - 2
      ? [`nobody was told, and ${during.length} weights were set`]
      : []),
    ...(beats[1] - beats[0] < AFTER / 2 ? [`the lease was renewed ${beats[1] - beats[0]} times after the lie`] : []),
    ...(end._tag === 'Stopped' ? [] : [`it ended: ${JSON.stringify(end)} ${String('error' in end ? end.error : '')}`]),
  ]
}

/** An alert that can be over has a name of its own: a port has one, and so has a submission. */
const openingOf = (alert: Alert): string => [alert._tag, ...('port' in alert ? [alert.port] : [])].join(' ')

const alertFaults = (mode: Mode, { told, from }: Outcome): readonly string[] => {
  const since = told.filter(({ head }) => head > from).map(({ alert }) => alert)
  const raised = [...new Set(since.filter((alert) => !('over' in alert && alert.over)).map(({ _tag }) => _tag))].sort()
  const tags = raised.filter((tag) => mode.alerts.includes(tag) || mode.perhaps?.includes(tag) !== true)
  const standing = new Map(told.flatMap(({ alert }) => ('over' in alert ? [[openingOf(alert), alert.over] as const] : [])))
  const expected = mode.alerts.join(', ')
  return [
    ...(tags.join(', ') === expected ? [] : [`expected the alerts [${expected}], found [${tags.join(', ')}]`]),
    ...[...standing].filter(([, over]) => !over).map(([name]) => `the alert ${name} is not over`),
  ]
}

const floodFaults = ({ counts }: Outcome): readonly string[] =>
  Object.entries(counts.most()).flatMap(([call, most]) => (most > MOST[call as Call] ? [`${most} calls of ${call} in one block`] : []))

/** Everything that is wrong with what came of a mode. */
export const judge = async (mode: Mode, outcome: Outcome): Promise<readonly string[]> => {
  const journal = await outcome.storage.read({ table: 'weight_submissions' })
  return [
    ...livingFaults(mode, outcome),
    ...sendingFaults(mode, outcome),
    ...journalFaults(mode, outcome, journal),
    ...alertFaults(mode, outcome),
    ...floodFaults(outcome),
    ...(await outcome.kept.faults()),
  ]
}
