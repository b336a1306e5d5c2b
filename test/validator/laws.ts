/** What must hold in every story, checked as it is told; a broken law is named in `violations`. */
import type { Command, ConfigOutcome, PublishOutcome } from '../../src/validator/command.js'
import type { ValidatorEvent } from '../../src/validator/event.js'
import type { Consequences } from '../../src/validator/cycle/consequences.js'
import type { Move } from '../../src/validator/move.js'
import type { ValidatorState } from '../../src/validator/state.js'
import type { TableName, WeightSubmissionRecord } from '../../src/storage/tables.js'
import { TABLES } from '../../src/storage/tables.js'
import type { ChainModel } from './chain-model.js'
import { DEEPEST } from './chain-model.js'
import type { StoreModel } from './store-model.js'

type Store = Extract<Command, { readonly _tag: 'Store' }>
type Submit = Extract<Command, { readonly _tag: 'Submit' }>

const NAMES = Object.keys(TABLES) as readonly TableName[]

/** Blocks beyond the interval until weights are in force again: two for forks, two for the pool, three for the lease of a dead process, and what asking takes. */
const SLACK = 9

/** What a call sends, as a line of the journal has it. */
const sentIn = ({ call }: Submit): unknown => (call._tag === 'Set' ? [call.uids, call.weights] : call.commit)

const burnIn = (document: unknown): number => Number((document as { readonly burn_percentage: unknown }).burn_percentage)

const isCleanUp = ({ writes }: Store): boolean => writes.some(({ _tag, table }) => _tag === 'Remove' && table !== 'validator_leases')

const intentsIn = ({ writes }: Store): readonly WeightSubmissionRecord[] =>
  writes.flatMap((write) => (write._tag === 'Add' && write.table === 'weight_submissions' ? write.records : []))

export const lawsOf = (
  chain: ChainModel,
  store: StoreModel,
  { interval, mortality }: { readonly interval: number; readonly mortality: number },
) => {
  const violations: string[] = []
  const broken = (law: string): void => {
    if (!violations.includes(law)) violations.push(law)
  }
  const hold = (law: string, holds: boolean): void => {
    if (!holds) broken(law)
  }

  const intents = new Map<string, WeightSubmissionRecord>()
  const sends: { readonly command: Submit; transaction: number | 'never' | null }[] = []
  const submitted = new Set<string>()
  const sizes = new Map<TableName, number>()
  let accepted = 0

  // Of the process that runs.
  let moves = 0
  let lastCollected = -1
  let given = 0
  let collectedFor = new Map<string, number>()
  let requests = new Map<string, number>()
  let changes = new Map<string, number>()
  let cleaning = new Set<number>()

  const mayStillCome = ({ command, transaction }: (typeof sends)[number]): boolean =>
    transaction === null ? command.valid_until > chain.height() - DEEPEST : transaction !== 'never' && chain.mayCome(transaction)

  const onSubmit = (command: Submit, before: ValidatorState, { stage }: ValidatorState): void => {
    if (stage._tag !== 'Submitting') return broken('what is sent is known to be sent')
    const { submission } = stage
    hold('a submission is sent once', !submitted.has(submission.id))
    submitted.add(submission.id)
    const written = store.all('weight_submissions').find(({ id }) => id === submission.id)
    hold(
      'an intent is in the store before it is sent',
      written?.status === 'open' &&
        JSON.stringify([written.commit ?? [written.uids, written.weights], written.valid_until]) ===
          JSON.stringify([sentIn(command), command.valid_until]),
    )
    hold('nothing is sent while something else may come', !sends.some(mayStillCome))
    const { last_update, decided_block } = submission
    const isDue = last_update === 0 || decided_block + 1 >= last_update + interval
    hold('in between only someone who waits makes it send', isDue || before.redo || before.gates.some(({ taken }) => taken))
    const last = store.all('weight_submissions').find(({ status, block }) => status === 'confirmed' && block === last_update)
    const isSame = JSON.stringify([last?.uids, last?.weights]) === JSON.stringify([submission.uids, submission.weights])
    hold('the same allocation is not sent twice', isDue || before.redo || !isSame || last?.reveal === 'failed')
    sends.push({ command, transaction: null })
  }
  const onGates = (before: ValidatorState, opened: readonly string[], outcome: PublishOutcome): void => {
    for (const request of opened) {
      const asked = requests.get(request)
      hold('a request to publish is answered once', asked !== undefined)
      requests.delete(request)
      if (asked === undefined || outcome._tag === 'NotPublished') continue
      const collected =
        outcome._tag === 'Unchanged' || before.stage._tag !== 'Settling'
          ? lastCollected
          : (collectedFor.get(before.stage.submission.id) ?? -1)
      hold('a gate opens by results that were collected after the request', collected > asked)
      hold(
        'a gate opens by what the chain has',
        chain.isDisturbed(outcome.block, outcome.block) ||
          chain.included().some(({ block, depth }) => block === outcome.block && depth >= DEEPEST),
      )
    }
  }
  const onConfigAnswer = (request: string, outcome: ConfigOutcome): void => {
    const wanted = changes.get(request)
    hold('a request to change the config is answered once', wanted !== undefined)
    changes.delete(request)
    if (wanted === undefined) return
    hold('a config is accepted where it is valid', (outcome._tag === 'Accepted') === wanted <= 100)
    if (outcome._tag === 'Accepted') accepted = Math.max(accepted, wanted)
  }
  const onConfig = (before: ValidatorState, event: ValidatorEvent, after: ValidatorState): void => {
    if (before.config === null || after.config?.id === before.config.id) return
    const { stage } = before
    const isApplied = event._tag === 'Stored' && stage._tag === 'Recording' && stage.applies?.id === after.config?.id
    if (!isApplied) return broken('a config comes into force with the intent that it decided')
    const { last_update, decided_block } = stage.submission
    hold('a config comes into force at an epoch', before.redo || last_update === 0 || decided_block + 1 >= last_update + interval)
  }

  return {
    violations,
    broken,
    started: (config: unknown): void => {
      moves = 0
      lastCollected = -1
      given = burnIn(config)
      collectedFor = new Map()
      requests = new Map()
      changes = new Map()
      cleaning = new Set()
    },
    requested: (request: string): void => void requests.set(request, moves),
    changeRequested: (request: string, wanted: number): void => void changes.set(request, wanted),
    moved: (before: ValidatorState, event: ValidatorEvent, [after, commands]: Move): void => {
      if (event._tag === 'Stored' || event._tag === 'Failed') cleaning.delete(event.id)
      for (const command of commands)
        switch (command._tag) {
          case 'Collect':
            lastCollected = moves
            break
          case 'Store':
            if (isCleanUp(command)) cleaning.add(command.id)
            hold('one clean-up at a time', cleaning.size <= 1)
            for (const intent of intentsIn(command)) {
              hold('an intent is of its own', !intents.has(intent.id))
              intents.set(intent.id, intent)
              collectedFor.set(intent.id, lastCollected)
            }
            break
          case 'Submit':
            onSubmit(command, before, after)
            break
          case 'OpenGate':
            onGates(before, command.requests, command.outcome)
            break
          case 'AnswerConfig':
            onConfigAnswer(command.request, command.outcome)
            break
          case 'RetryAt':
            // A heartbeat is even, and a lease is watched for even heartbeats.
            hold('each wait draws from the seed', command.lane === 'beat' || after.rival !== null || after.seed !== before.seed)
            break
        }
      onConfig(before, event, after)
      if (before.config === null && after.config !== null && after.stage._tag !== 'Founding') accepted = Math.max(accepted, given)
      moves++
    },
    /** Before a batch is written. */
    writing: ({ writes }: Store): void => {
      const settled = new Map(
        store
          .all('weight_submissions')
          .filter(({ status }) => status !== 'open')
          .map(({ id, status }) => [id, status]),
      )
      for (const write of writes) {
        if (write._tag === 'Remove') continue
        if (write.table === 'weight_submissions')
          for (const { id, status } of write.records)
            hold('what is settled stays as it is', write._tag === 'Add' || settled.get(id) === undefined || settled.get(id) === status)
        if (write.table === 'config_changes')
          for (const { status, document } of write.records)
            hold('no invalid config is kept as one', status === 'refused' || burnIn(document) <= 100)
      }
    },
    written: (): void => {
      for (const name of NAMES) {
        // A lease is given back.
        if (name === 'validator_leases') continue
        const size = store.all(name).length
        hold('no record is lost', size >= (sizes.get(name) ?? 0))
        sizes.set(name, size)
      }
    },
    sent: (command: Submit, taken: number | string): void => {
      hold('nothing is sent too fast', taken !== 'Invalid.Custom(6)')
      const send = sends.find((one) => one.command === command)
      if (send !== undefined) send.transaction = typeof taken === 'string' ? 'never' : taken
    },
    /** What nobody could know when it was decided is no fault. */
    mined: (): void =>
      hold(
        'the chain refuses nothing',
        chain.refusals().every(({ block, valid_until }) => chain.isDisturbed(valid_until - mortality, block + DEEPEST)),
      ),
    settled: (from: number, state: ValidatorState, confirmations: number, isExcused: (commit: string) => boolean): void => {
      const all = chain.included().filter(({ depth }) => depth >= confirmations)
      const isKnown = (at: number): boolean =>
        store.all('weight_submissions').some(({ status, block }) => status === 'confirmed' && block === at)
      // Where another process sets weights before ours are looked for, nobody can see them.
      const included = all.filter(({ call, block }) =>
        call._tag === 'Set' ? !chain.isStolen(block) || isKnown(block) : !isExcused(call.commit),
      )
      const submissions = store.all('weight_submissions')
      const confirmed = submissions.filter(({ status }) => status === 'confirmed').sort((a, b) => a.block! - b.block!)
      // What was sent is asked for as long as it lives, and then the wait after a refusal is as long as an interval.
      const calmSince = chain.lastDisturbed() === 0 ? 0 : chain.lastDisturbed() + mortality + confirmations
      hold(
        'weights are set within an interval',
        included.some(({ block }) => block > from && block <= Math.max(from, calmSince) + interval + SLACK),
      )
      hold(
        'what the chain has is confirmed once, and nothing else',
        JSON.stringify(included.map(({ block, submission }) => [block, submission.uids, submission.weights])) ===
          JSON.stringify(confirmed.map(({ block, uids, weights }) => [block, uids, weights])),
      )
      hold('nothing stays open', submissions.every(({ status }) => status !== 'open') || state.stage._tag !== 'Idle')
      hold('every request to publish is answered', requests.size === 0)
      hold('every request to change the config is answered', changes.size === 0)

      const decisions = confirmed.filter(({ held }) => !held)
      const metrics = store.all('emission_metrics')
      const history = store.all('weight_allocation_history')
      hold(
        'every confirmed decision has its metrics once',
        metrics.length === decisions.length &&
          decisions.every(({ id, block }) => metrics.some((row) => row.id === id && row.weight_set_block === block)),
      )
      const entries = decisions.map(({ id }) => (intents.get(id)?.consequences as unknown as Consequences).entries.length)
      hold(
        'every confirmed decision has its history',
        decisions.every(({ id }, i) => history.filter(({ emission_metrics_id }) => emission_metrics_id === id).length === entries[i]),
      )
      hold('there is no other history', history.length === entries.reduce((sum, count) => sum + count, 0))
      const newest = decisions.at(-1)
      const next = store.all('validator_state').find(({ name }) => name === 'next')?.document
      hold(
        'the policy goes on from the last confirmed decision',
        newest === undefined ||
          JSON.stringify(next) === JSON.stringify((intents.get(newest.id)?.consequences as unknown as Consequences).next),
      )

      const inForce = store
        .all('config_changes')
        .filter(({ status }) => status === 'in_force')
        .at(-1)
      hold('the config in force is the one in the store', inForce?.id === state.config?.id)
      hold(
        'an accepted config comes into force, and stays until a later one',
        // As long as the last weights are held, nothing is decided by any config.
        confirmed.at(-1)?.held === true || (burnIn(state.config?.document) >= accepted && state.pending === null),
      )
    },
  }
}
