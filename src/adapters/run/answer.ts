/** Carries out the commands that have an id: each makes its calls, and is answered by exactly one event. */
import { sequenceS } from 'fp-ts/lib/Apply.js'
import type { Either } from 'fp-ts/lib/Either.js'
import { Applicative, getOrElse, match } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { MinerProfile } from '../../policy/world.js'
import type { Json } from '../../units/json/json.js'
import { readTimestamp, secondsLater } from '../../units/time/timestamp.js'
import type { Command } from '../../validator/command.js'
import type { ValidatorEvent } from '../../validator/event.js'
import type { Ports, SubmitAnswer } from '../../validator/ports.js'
import { signerColumns } from '../../storage/signer.js'
import type { MinerGpuProfileRecord, MinerPerformanceRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import type { Validator } from './hold-switch.js'
import { holdSwitch } from './hold-switch.js'
import { StorageError } from '../storage/storage-error.js'
import { fromHex, toHex } from '../../units/text/hex.js'
import type { CallFailure, Line } from './line.js'
import { plainDocument, plainRows } from './plain.js'
import type { Seal } from './timelock-seal.js'

/** A command that is answered by an event. */
export type Asking = Extract<Command, { readonly id: number }>

/** An event that still lacks the instant at which it happened. */
export type Told = (at: string) => ValidatorEvent

/** All answers, or the first failure in the order of the names. */
const together = sequenceS(Applicative)

/** A failure that an event tells. A submission without an answer is not one: the chain is asked what became of it. */
type Failure = CallFailure<'chain' | 'storage' | 'prover' | 'seal'>

const failed =
  (id: number) =>
  ({ called, error, message }: Failure): Told =>
  (at) => ({ _tag: 'Failed', id, at, port: called === 'seal' ? 'publishing' : called, error, message })

export const profileOf = ({ netuid: _, gpu_counts, ...rest }: MinerGpuProfileRecord): MinerProfile => ({
  ...rest,
  gpu_counts: gpu_counts as MinerProfile['gpu_counts'],
})

/**
 * The scores to carry over. Where the store holds something else than a list, no validator wrote it, and to go on without it would
 * change what miners are paid.
 */
const listIn = (document: Json): readonly Json[] => {
  if (Array.isArray(document)) return document as readonly Json[]
  throw new StorageError({ _tag: 'Invalid', message: 'validator_state next: expected a list' })
}

/** The event of an answer. A malformed answer throws, and then the chain is asked what became of the submission. */
const saidOf = (id: number, answer: SubmitAnswer): Told => {
  const { _tag } = answer
  if (_tag === 'Included' && Number.isSafeInteger(answer.block))
    return (at) => ({ _tag: 'SubmissionConfirmed', id, at, block: answer.block })
  if (_tag === 'NotSent' && typeof answer.error === 'string') return (at) => ({ _tag: 'SubmissionNotSent', id, at, error: answer.error })
  if (_tag === 'Refused' && (answer.block === null || Number.isSafeInteger(answer.block)) && typeof answer.error === 'string')
    return (at) => ({ _tag: 'SubmissionRefused', id, at, block: answer.block, error: answer.error })
  throw new TypeError('the chain gave an answer that is not Included, Refused or NotSent')
}

/** Answers the commands of one validator. */
export const answering = ({ chain, prover, storage, clock, seal }: Ports & { readonly seal: Seal }, { ask }: Line, of: Validator) => {
  const mine = signerColumns(of)
  const { netuid } = mine
  /** Traces that the chain has not completed within three days are left alone: later weights have replaced theirs. */
  const recently = (): string => secondsLater(-3 * 86_400)(readTimestamp(clock.now()) ?? '')
  const kept = (name: string): Promise<Json | undefined> =>
    storage.read({ table: 'validator_state', where: { ...mine, name }, limit: 1 }).then(([row]) => row?.document)
  const range = { column: 'decided_block' } as const
  const submissions = (
    kind: Pick<WeightSubmissionRecord, 'status'> & Partial<Pick<WeightSubmissionRecord, 'reveal'>>,
    one: { readonly range?: typeof range; readonly descending?: true; readonly limit?: 1 } = {},
  ) => ask('storage', () => storage.read({ table: 'weight_submissions', where: { ...mine, ...kind }, ...one }))
  const look = (): Promise<Either<Failure, unknown>> => ask('chain', async () => plainDocument(await chain.look()))
  const configs = (status: 'in_force' | 'pending') =>
    ask('storage', () => storage.read({ table: 'config_changes', where: { ...mine, status } }))
  const results = async (from: string): Promise<readonly Json[]> => {
    const rows = await storage.read({ table: 'miner_prover_results', where: { netuid }, range: { column: 'verification_timestamp', from } })
    return rows.map(({ document }) => document)
  }

  return async (command: Asking): Promise<Told> => {
    const { id } = command
    switch (command._tag) {
      case 'Restore': {
        const newest = { range, descending: true, limit: 1 } as const
        const [open, first, last, awaited, inForce, pending, given, lease] = await Promise.all([
          submissions({ status: 'open' }),
          submissions({ status: 'confirmed' }, { range, limit: 1 }),
          submissions({ status: 'confirmed' }, newest),
          submissions({ status: 'confirmed', reveal: 'awaited' }, { range }),
          configs('in_force'),
          configs('pending'),
          ask('storage', async () => (await kept('given')) ?? null),
          ask('storage', () => storage.read({ table: 'validator_leases', where: mine, limit: 1 })),
        ])
        return pipe(
          together({ open, first, last, awaited, inForce, pending, given, lease }),
          match(
            failed(id),
            ({ open, first, last, awaited, inForce, pending, given, lease }): Told =>
              (at) => ({
                _tag: 'Restored',
                id,
                at,
                open,
                first: first[0] ?? null,
                last: last[0] ?? null,
                awaited,
                configs: [...inForce, ...pending],
                given,
                lease: lease[0] ?? null,
              }),
          ),
        )
      }
      case 'Collect':
        return pipe(
          await ask('prover', async () => plainRows(await prover.results(command.since))),
          match(
            failed(id),
            (rows): Told =>
              (at) => ({ _tag: 'ResultsArrived', id, at, rows }),
          ),
        )
      case 'Read': {
        const asked = <A>(call: () => Promise<A>): Promise<Either<Failure, A>> => ask('storage', call)
        const [network, found, previous, profiles, hold, waiting] = await Promise.all([
          look(),
          asked(() => results(command.since)),
          asked(async () => listIn((await kept('next')) ?? [])),
          asked(async () => (await storage.read({ table: 'miner_gpu_profiles', where: { netuid } })).map(profileOf)),
          asked(() => holdSwitch(storage, of).get()),
          asked(() =>
            storage.read({
              table: 'miner_performance_stats',
              where: { ...mine, incentive: null },
              range: { column: 'period_end', from: recently() },
            }),
          ),
        ])
        return pipe(
          together({ network, results: found, previous, profiles, hold }),
          // Weights are set even where the waiting traces can't be read.
          match(
            failed(id),
            (world): Told =>
              (at) => ({ _tag: 'WorldRead', id, at, ...world, traces: getOrElse((): readonly MinerPerformanceRecord[] => [])(waiting) }),
          ),
        )
      }
      case 'Inquire':
        return pipe(
          await look(),
          match(
            failed(id),
            (network): Told =>
              (at) => ({ _tag: 'ChainRead', id, at, network }),
          ),
        )
      case 'Store':
        return pipe(
          await ask('storage', () => storage.write(command.writes)),
          match(
            failed(id),
            (removed): Told =>
              (at) => ({ _tag: 'Stored', id, at, removed }),
          ),
        )
      case 'Seal':
        return pipe(
          await ask('seal', async () => toHex(await seal.seal(fromHex(command.payload)!, command.round))),
          match(
            failed(id),
            (ciphertext): Told =>
              (at) => ({ _tag: 'Sealed', id, at, ciphertext }),
          ),
        )
      case 'PrepareSeal':
        return pipe(
          await ask('seal', () => seal.ready()),
          match(failed(id), (): Told => (at) => ({ _tag: 'SealReady', id, at })),
        )
      case 'Submit':
        return pipe(
          await ask('submit', async () => saidOf(id, plainDocument(await chain.submit(command.call, command.valid_until)) as SubmitAnswer)),
          match(
            ({ error, message }): Told =>
              (at) => ({ _tag: 'SubmissionUnknown', id, at, error: `${error}: ${message}` }),
            (said) => said,
          ),
        )
    }
  }
}
