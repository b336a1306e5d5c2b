/** What must hold of commits in every story: of each as it is sent, and of what the journal says in the end, by what the model's chain did. */
import type { Command } from '../../../src/validator/command.js'
import type { ValidatorEvent } from '../../../src/validator/event.js'
import type { Move } from '../../../src/validator/move.js'
import type { ValidatorState } from '../../../src/validator/state.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import type { ChainModel } from '../chain-model.js'
import type { StoreModel } from '../store-model.js'
import { opened } from './cipher.js'
import { fatesOf } from './fates.js'

type Submit = Extract<Command, { readonly _tag: 'Submit' }>

/** What the look showed by which weights were decided. */
interface Shown {
  readonly spec?: number
  readonly neurons: readonly { readonly validator_permit: boolean }[]
  readonly hyperparameters: { readonly commit_reveal_weights_enabled: boolean; readonly weights_version: number }
}

/** What the end of a commit is called when it is told. */
const TOLD: Readonly<Record<string, string>> = { InForce: 'in_force', RevealFailed: 'failed', Replaced: 'replaced' }

const reportsIn = (commands: readonly Command[]): readonly (readonly [submission: string, outcome: string])[] =>
  commands.flatMap((command) => {
    if (command._tag !== 'Report' || command.report._tag === 'Measurement') return []
    const said = command.report._tag === 'Log' ? command.report.log : command.report.alert
    const outcome = TOLD[said._tag]
    return outcome !== undefined && 'submission' in said ? [[said.submission as string, outcome] as const] : []
  })

/** Blocks beside the rate limit until weights that are not in force are followed by others: heartbeats, confirmations, and what asking takes. */
const SOON = 14

export const commitLawsOf = (chain: ChainModel, store: StoreModel, broken: (law: string) => void, rate_limit: number) => {
  const hold = (law: string, holds: boolean): void => {
    if (!holds) broken(law)
  }
  const told = new Map<string, string[]>()
  let shown: Shown | null = null
  let crashes = 0
  const journal = (): readonly WeightSubmissionRecord[] => store.all('weight_submissions')
  const fates = fatesOf(chain)

  const onSubmit = ({ call }: Submit, { submission }: Extract<ValidatorState['stage'], { readonly _tag: 'Submitting' }>): void => {
    if (shown === null) return broken('weights are decided by a look')
    const { spec = 0, neurons, hyperparameters } = shown
    const wanted = hyperparameters.commit_reveal_weights_enabled ? 'Commit' : 'Set'
    hold('it commits where the subnet wants that, and sets where it does not', call._tag === wanted)
    if (call._tag === 'Set') return
    const payload = opened(call.commit)
    const { uids, weights, version_key } = submission
    hold(
      'what is committed opens to the weights of the journal',
      JSON.stringify([payload?.uids, payload?.weights, payload?.version_key]) === JSON.stringify([uids, weights, version_key]),
    )
    hold('a payload has the form that the runtime reads', (payload?.hotkey !== null) === spec >= 301)
    const ours = new Set(journal().map(({ commit }) => commit))
    // The others are tried and deleted before this one is tried.
    const rivals = chain.queue().filter(({ commit, epoch }) => ours.has(commit) && epoch >= chain.epoch())
    hold(
      'a round is never lower than that of an earlier commit that may be tried after it',
      rivals.every(({ round }) => round <= Number(call.reveal_round)),
    )
    hold(
      'nothing is committed that the reveal would refuse',
      neurons[0]?.validator_permit === true && Number(version_key) >= hyperparameters.weights_version,
    )
  }
  /** Weights are sent before their time, and nobody waits for them: the last ones must have failed. */
  const onEarly = (last: WeightSubmissionRecord | null): void =>
    hold(
      'only weights that are not in force are sent again',
      last !== null && !fates.isQueued(last.commit) && !fates.isRow(last, chain.height()),
    )

  return {
    /** What a look shows is judged where its answer comes. */
    moved: (before: ValidatorState, event: ValidatorEvent, [after, commands]: Move): void => {
      if (event._tag === 'WorldRead' && before.stage._tag === 'Reading' && before.stage.id === event.id) shown = event.network as Shown
      for (const [submission, outcome] of reportsIn(commands)) told.set(submission, [...(told.get(submission) ?? []), outcome])
      for (const command of commands) {
        if (command._tag === 'Store')
          for (const write of command.writes)
            if (write._tag === 'Add' && write.table === 'weight_submissions')
              hold(
                'an intent to commit holds the bytes that are sent',
                write.records.every(({ commit, reveal_round }) => (commit === null) === (reveal_round === null)),
              )
        if (command._tag !== 'Submit' || after.stage._tag !== 'Submitting') continue
        onSubmit(command, after.stage)
        const { last_update, decided_block } = after.stage.submission
        const isDue = last_update === 0 || decided_block + 1 >= last_update + after.terms.interval_blocks
        if (!isDue && !before.gates.some(({ taken }) => taken)) onEarly(before.last)
      }
    },
    crashed: (): void => void crashes++,
    isExcused: (commit: string): boolean => {
      const line = journal().find((one) => one.commit === commit)
      return line !== undefined && line.status !== 'confirmed' && fates.neverCame(commit)
    },
    settled: (from: number): void => {
      const lines = journal().filter(({ commit }) => commit !== null)
      const sent = new Set(lines.map(({ commit }) => commit))
      const included = chain.included()
      hold(
        'the chain has no commit that the journal does not have',
        included.every(({ call }) => call._tag === 'Set' || sent.has(call.commit)),
      )
      for (const line of lines) {
        const commit = line.commit!
        const ending = fates.endingOf(commit)
        const reports = told.get(line.id) ?? []
        hold('what became of a commit is told once', reports.length <= 1)
        if (line.status !== 'confirmed') {
          hold('a commit that is given up was never in force', line.status === 'open' || fates.isAbsent(commit) || fates.neverCame(commit))
          hold('of a commit that is given up nothing more is told', reports.length === 0)
          continue
        }
        const { reveal, revealed_block } = line
        hold(
          'a confirmed commit was included',
          included.some(({ call, block }) => call._tag === 'Commit' && call.commit === commit && block === line.block),
        )
        if (reveal === 'awaited' || reveal === null) {
          hold(
            'what became of each commit is known',
            reveal === 'awaited' && (ending === undefined || ending.block > chain.height() - SOON),
          )
          continue
        }
        hold(
          'what is told of a commit is in the journal',
          reports.every((outcome) => outcome === reveal) && (crashes > 0 || reports.length === 1),
        )
        if (reveal === 'in_force')
          hold(
            'what is in force was tried, and is the row',
            // The same weights may be in force by another call.
            ending !== undefined && ending.block <= revealed_block! && fates.isRow(line, revealed_block!),
          )
        if (reveal === 'failed') hold('only what the chain did not reveal has failed', fates.neverCame(commit))
        if (reveal === 'replaced')
          hold('only later weights replace a commit', ending !== undefined && included.some(({ block }) => block > line.block!))
      }
      for (const { commit, block } of fates.losses(from)) {
        // Nobody looks before the reveal is expected.
        const expected = Math.max(block, lines.find((line) => line.commit === commit)?.reveal_block ?? 0)
        hold(
          'weights that are not in force are soon followed by others',
          chain.height() <= expected + rate_limit + SOON ||
            included.some((other) => other.block >= block && other.block <= expected + rate_limit + SOON),
        )
      }
    },
  }
}
