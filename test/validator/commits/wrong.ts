/** Machines that commit, each with a mistake about commits that a validator has made or might. The laws must kill every one. */
import { gpuPools } from '../../../src/policies/index.js'
import { record } from '../../../src/validator/cycle/enter.js'
import type { Command } from '../../../src/validator/command.js'
import type { ValidatorEvent } from '../../../src/validator/event.js'
import type { ValidatorState } from '../../../src/validator/state.js'
import { step } from '../../../src/validator/step.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import type { Step } from '../world.js'

const right: Step = step(gpuPools())

type Document = Readonly<Record<string, unknown>> & {
  readonly neurons: readonly Readonly<Record<string, unknown>>[]
  readonly hyperparameters: Readonly<Record<string, unknown>>
  readonly commits?: readonly { readonly commit: string; readonly block: number }[]
  readonly row: readonly (readonly [number, number])[]
}

/** A machine that sees the chain otherwise than it is. */
const seeing =
  (change: (document: Document, state: ValidatorState) => Document): Step =>
  (state, event) => {
    if (event._tag !== 'ChainRead' && event._tag !== 'WorldRead') return right(state, event)
    const document = event.network as Document
    return right(state, {
      ...event,
      network: document.hyperparameters === undefined ? document : change(document, state),
    } as ValidatorEvent)
  }

const remembering =
  (before: (state: ValidatorState) => ValidatorState): Step =>
  (state, event) =>
    right(before(state), event)

const commanding =
  (change: (command: Command, state: ValidatorState) => readonly Command[]): Step =>
  (state, event) => {
    const [next, commands] = right(state, event)
    return [next, commands.flatMap((command) => change(command, next))]
  }

const anew = (commit: string): string => `${commit.slice(0, -8)}eeee${commit.slice(-4)}`

/** Sees no earlier commits, so it knows no round but the planned one. */
export const forgetsTheRounds: Step = (state, event) =>
  event._tag !== 'WorldRead' || state.stage._tag !== 'Reading'
    ? right(state, event)
    : seeing((document) => ({ ...document, commits: [] }))({ ...state, awaited: [] }, event)

/** Finds its commit by its first bytes, which are those of any commit of these weights. */
export const findsByThePrefix: Step = seeing((document, { stage, last }) => ({
  ...document,
  commits: (document.commits ?? []).map((one) => {
    const submission = stage._tag === 'Inquiring' ? stage.submission : last
    const { commit = null } = submission ?? {}
    return commit !== null && one.commit.slice(0, 80) === commit.slice(0, 80) ? { ...one, commit } : one
  }),
}))

/** Takes the row for its own without a look at it. */
export const believesTheRow: Step = seeing((document, { awaited: [first] }) => {
  const { uids, weights } = first ?? { uids: [], weights: [] }
  return first === undefined || document.commits?.some(({ commit }) => commit === first.commit) === true
    ? document
    : { ...document, row: uids.map((uid, i) => [uid, Math.round((weights[i]! * 65_535) / Math.max(...weights))] as const) }
})

/** Does not look whether a commit is still in the queue. */
export const doesNotWait: Step = seeing((document, { stage }) => (stage._tag === 'Inquiring' ? document : { ...document, commits: [] }))

/** Awaits nothing any more once commit-reveal is off. */
export const forgetsTheArmed: Step = (state, event) => {
  const isOff =
    (event._tag === 'ChainRead' || event._tag === 'WorldRead') &&
    (event.network as Partial<Document> | null)?.hyperparameters?.['commit_reveal_weights_enabled'] === false
  return right(isOff ? { ...state, awaited: [] } : state, event)
}

export const neverSetsAgain: Step = remembering((state) => ({ ...state, redo: false }))
export const setsAgainAndAgain: Step = remembering((state) => ({ ...state, redo: state.redo || state.last?.reveal === 'awaited' }))

/** Writes the intent before the weights are encrypted. */
export const recordsUnsealed: Step = (state, event) =>
  event._tag === 'Sealed' && state.stage._tag === 'Sealing' && state.stage.id === event.id
    ? record({ ...state.stage, submission: { ...state.stage.submission, commit: null } }, { began: state.stage.began, at: event.at })(state)
    : right(state, event)

/** Encrypts once more when it sends. */
export const sealsTwice: Step = commanding((command) =>
  command._tag === 'Submit' && command.call._tag === 'Commit'
    ? [{ ...command, call: { ...command.call, commit: anew(command.call.commit) } }]
    : [command],
)

/** Sends what it could not hear of again, with fresh bytes, when it starts. */
export const commitsOnFaith: Step = (state, event) => {
  const [next, commands] = right(state, event)
  return next.stage._tag === 'Inquiring' && event._tag === 'SubmissionUnknown'
    ? [
        next,
        [
          ...commands,
          ...(next.stage.submission.commit === null
            ? []
            : [
                {
                  _tag: 'Submit' as const,
                  id: event.id,
                  valid_until: next.stage.submission.valid_until,
                  call: {
                    _tag: 'Commit' as const,
                    netuid: 39,
                    commit: anew(next.stage.submission.commit),
                    reveal_round: String(next.stage.submission.reveal_round),
                    commit_reveal_version: 4,
                  },
                },
              ]),
        ],
      ]
    : [next, commands]
}

/** Judges the permit at the reveal by what it was once. */
export const ignoresThePermit: Step = seeing((document) => ({
  ...document,
  neurons: document.neurons.map((neuron) => ({ ...neuron, validator_permit: true })),
}))
export const ignoresTheVersion: Step = seeing((document) => ({
  ...document,
  hyperparameters: { ...document.hyperparameters, weights_version: 0 },
}))

/** Takes every runtime for an old one: the payload lacks the hotkey. */
export const usesTheOldForm: Step = seeing(({ schedule: _, ...document }) => ({ ...document, spec: 300 }) as unknown as Document)

/** Takes whatever is newest in the queue for its own. */
export const takesAnyCommit: Step = seeing((document, { stage }) => {
  const commit = stage._tag === 'Inquiring' ? stage.submission.commit : null
  const { commits = [] } = document
  return commit === null
    ? document
    : { ...document, commits: commits.map((one, i) => (i === commits.length - 1 ? { ...one, commit } : one)) }
})

/** Does not ask the store which commits are awaited. */
export const forgetsOverARestart: Step = (state, event) => right(state, event._tag === 'Restored' ? { ...event, awaited: [] } : event)

/** Sets whatever the subnet wants. */
export const knowsNoSwitch: Step = seeing((document) => ({
  ...document,
  hyperparameters: { ...document.hyperparameters, commit_reveal_weights_enabled: false },
}))
/** Looks at the switch once, when it starts. */
export const commitsForEver: Step = seeing((document) => ({
  ...document,
  hyperparameters: { ...document.hyperparameters, commit_reveal_weights_enabled: true },
}))

const settledAs = (outcome: NonNullable<WeightSubmissionRecord['reveal']>): Step =>
  commanding((command) =>
    command._tag !== 'Store'
      ? [command]
      : [
          {
            ...command,
            writes: command.writes.map((write) =>
              write._tag === 'Put' && write.table === 'weight_submissions'
                ? {
                    ...write,
                    records: write.records.map((one) =>
                      one.reveal === 'awaited' || one.reveal === null ? one : { ...one, reveal: outcome },
                    ),
                  }
                : write,
            ),
          },
        ],
  )
/** Writes that all is well, whatever it has told. */
export const writesInForce: Step = settledAs('in_force')

/** Tells of each reveal twice. */
export const tellsTwice: Step = commanding((command) =>
  command._tag === 'Report' && command.report._tag === 'Log' && command.report.log._tag === 'InForce' ? [command, command] : [command],
)
/** Writes what became of commits, and does not tell. */
export const tellsNothing: Step = commanding((command) =>
  command._tag === 'Report' && command.report._tag === 'Alert' && command.report.alert._tag === 'RevealFailed' ? [] : [command],
)
