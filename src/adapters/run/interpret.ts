/**
 * The one loop of a validator: it feeds events to the state machine, one at a time, and does what the commands say.
 *
 * Laws: a command that carries an id is answered by exactly one event, unless the validator stops before; no failure of a port
 * comes out but as an event, or as a line in the log; after the signal's abort nothing new is begun, and `done` resolves once no
 * call of the store is under way (each has its limit of time), so that the store can be closed. Not promised: that a call that
 * took too long has stopped; it is only heard no more. A submission that is under way at the abort is settled by the next start.
 */
import { match, toError, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { quote } from '../../units/text/quote.js'
import type { Command, ConfigOutcome, PublishOutcome } from '../../validator/command.js'
import type { Ports } from '../../validator/ports.js'
import type { Told } from './answer.js'
import { answering } from './answer.js'
import { alarmsOf } from './alarms.js'
import { blockWatch } from './block-watch.js'
import { checkedStorage } from './checked-storage.js'
import { lineTo } from './line.js'
import type { Unheard } from './requests.js'
import { requestsOf } from './requests.js'
import { plainRows } from './plain.js'
import type { End, InterpretOptions, Machine, RunningValidator } from './running-validator.js'
import { steadyClock } from './steady-clock.js'
import { sayTo, telling } from './tell.js'
import { timelockSeal } from './timelock-seal.js'
import { DEFAULT_TIMEOUTS } from './timeouts.js'

const notPublished = (reason: Unheard): PublishOutcome => ({ _tag: 'NotPublished', reason })

const notChanged = (why: Unheard): ConfigOutcome => ({
  _tag: 'Refused',
  reasons: [
    why === 'stopped'
      ? { _tag: 'Stopped', path: '', message: 'the validator has stopped' }
      : { _tag: 'TooManyRequests', path: '', message: why },
  ],
})

/** Results that are handed in without a request. A value that is not a list is logged as a failure. */
const delivered = (rows: unknown): Told =>
  pipe(
    tryCatch(() => plainRows(rows), toError),
    match(
      ({ message }): Told =>
        (at) => ({ _tag: 'Misdelivered', at, message }),
      (plain): Told =>
        (at) => ({ _tag: 'ResultsArrived', id: null, at, rows: plain }),
    ),
  )

/** What may still be done after the abort. */
const isAnswer = ({ _tag }: Command): boolean => _tag === 'Report' || _tag === 'OpenGate' || _tag === 'AnswerConfig' || _tag === 'Release'

/**
 * Runs a machine until the signal aborts. `poll_seconds` is 6, half a block, unless it is given.
 *
 * @example
 * ```ts
 * import { interpret } from 'steelyard/adapters/run'
 * const clock = { now: () => '2026-11-20T06:00:00Z', sleep: () => new Promise(() => {}) }
 * const machine = { initial: { seen: [], ended: null }, step: (state, { _tag }) => [{ ...state, seen: [...state.seen, _tag] }, []] }
 * const stop = new AbortController()
 * const validator = interpret(machine, { clock }, { signal: stop.signal, netuid: 39, hotkey: '5A' })
 * validator.deliver([])
 * stop.abort()
 * validator.state().seen // => ['Started', 'ResultsArrived', 'Stopped']
 * ```
 */
export const interpret = (
  machine: Machine,
  ports: Ports,
  { signal, netuid, hotkey, mechanism, holder, timeouts, seal = timelockSeal(), poll_seconds = 6 }: InterpretOptions,
): RunningValidator => {
  const clock = steadyClock(ports.clock, {
    failed: (message) => push((at) => ({ _tag: 'ClockFailed', at, error: 'ClockFailed', message })),
    works: () => push((at) => ({ _tag: 'ClockWorks', at })),
  })
  const { chain } = ports
  const storage = checkedStorage(ports.storage)
  const closing = new AbortController()
  const closed = closing.signal
  const line = lineTo(clock, { ...DEFAULT_TIMEOUTS, ...timeouts })
  const say = sayTo(ports)
  const publishing = requestsOf(notPublished)
  const changing = requestsOf(notChanged)
  const queue: Told[] = []
  let state = machine.initial
  let busy = false
  let finish: (how: Promise<End>) => void
  const done = new Promise<End>((resolve) => {
    finish = resolve
  })

  const close = (how: () => Promise<End>): void => {
    queue.length = 0
    signal.removeEventListener('abort', stop)
    closing.abort()
    alarms.cancel()
    publishing.close()
    changing.close()
    finish(line.close().then(how))
  }
  const broken = (error: unknown): void => {
    if (closed.aborted) return
    say('error', { error }, 'the validator is broken and stops')
    close(() => Promise.reject(error))
  }
  const take = (told: Told): void => {
    const event = told(clock.now())
    const [next, commands] = machine.step(state, event)
    state = next
    for (const command of commands) if (!signal.aborted || isAnswer(command)) perform(command, event.at)
    if (event._tag === 'Stopped' || state.ended !== null) close(() => Promise.resolve(state.ended ?? { _tag: 'Stopped' }))
  }
  /** A port may call back while a command is begun: what it tells then waits for its turn. */
  const push = (told: Told): void => {
    if (closed.aborted) return
    queue.push(told)
    if (busy) return
    busy = true
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) take(next)
    } catch (error) {
      broken(error)
    }
    busy = false
  }
  const stop = (): void => {
    queue.length = 0
    push((at) => ({ _tag: 'Stopped', at }))
  }

  const validator = { netuid, hotkey, ...(mechanism === undefined ? {} : { mechanism }) }
  const answer = answering({ ...ports, clock, storage, seal }, line, validator)
  const tell = telling(ports, line, say)
  const alarms = alarmsOf(clock, (lane) => push((at) => ({ _tag: 'Woke', lane, at })), broken)
  const waitFor = blockWatch({
    chain,
    clock,
    line,
    pause_seconds: poll_seconds,
    closed,
    seen: (block) => push((at) => ({ _tag: 'BlockSeen', at, block })),
    missed: (failure, times) =>
      say(times === 1 ? 'warn' : 'debug', failure, `the height of the chain is not known: ${quote(failure.message)}`),
    broken,
  })
  const perform = (command: Command, at: string): void => {
    switch (command._tag) {
      case 'WaitUntilBlock':
        return waitFor(command.block)
      case 'RetryAt':
        return alarms.set(command.lane, at, command.at)
      case 'OpenGate':
        return command.requests.forEach((request) => publishing.answer(request, command.outcome))
      case 'AnswerConfig':
        return changing.answer(command.request, command.outcome)
      case 'Report':
        return tell(command.report)
      case 'Release':
        return void line.ask('storage', () => storage.write(command.writes))
      default:
        answer(command).then(push, broken)
    }
  }

  if (signal.aborted) stop()
  else {
    signal.addEventListener('abort', stop)
    push((at) => ({ _tag: 'Started', at, ...(holder === undefined ? {} : { holder }) }))
  }
  return {
    done,
    publish: () => publishing.make((request) => push((at) => ({ _tag: 'PublishRequested', request, at }))),
    updateConfig: (changes) => changing.make((request) => push((at) => ({ _tag: 'ConfigUpdateRequested', request, at, changes }))),
    deliver: (rows) => push(delivered(rows)),
    state: () => state,
  }
}
