/**
 * A validator in a world that can be told to go wrong, one action at a time: a chain that forks, a store that answers late or not
 * at all, a process that dies. Each answer is given when the test says so, so every order of events can be had; nothing is
 * random. Whatever breaks a law is noted in `violations`.
 */
import { isDeepStrictEqual } from 'node:util'
import { gpuPools } from '../../src/policies/index.js'
import type { Json } from '../../src/units/json/json.js'
import { secondsLater } from '../../src/units/time/timestamp.js'
import type { Command } from '../../src/validator/command.js'
import type { ValidatorEvent } from '../../src/validator/event.js'
import { initialState } from '../../src/validator/initial-state.js'
import type { Move } from '../../src/validator/move.js'
import type { Settings } from '../../src/validator/settings.js'
import { secondsFrom } from '../../src/validator/pace.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import type { Lane } from '../../src/validator/stage.js'
import type { ValidatorState } from '../../src/validator/state.js'
import { result } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'
import type { ChainOptions } from './chain-model.js'
import { BURN, chainModel, NETUID, SIGNER } from './chain-model.js'
import { sealedBy } from './commits/cipher.js'
import type { OwnerAction } from './commits/owner.js'
import { calmOwner, meddle } from './commits/owner.js'
import { commitLawsOf } from './commits/laws.js'
import { lawsOf } from './laws.js'
import { storeModel } from './store-model.js'

export type Step = (state: ValidatorState, event: ValidatorEvent) => Move
export type Asking = Extract<Command, { readonly id: number }>

/** How a command is answered. */
export type Manner =
  | 'well'
  | 'twice'
  /** Done, and the answer kept until later. */
  | 'held'
  /** Not done, and said so. */
  | 'fails'
  /** Done, and nobody hears of it in time. */
  | 'unheard'
  /** Not heard of in time, and done at some later time, or never. */
  | 'late'
  | 'nonsense'

export type Action =
  | { readonly do: 'answer'; readonly which: number; readonly manner: Manner }
  /** All goes well for some blocks. */
  | { readonly do: 'run'; readonly blocks: number }
  | { readonly do: 'mine' }
  | { readonly do: 'fork'; readonly depth: number; readonly forget: boolean }
  | { readonly do: 'wake'; readonly lane: Lane }
  | { readonly do: 'land' }
  | { readonly do: 'crash'; readonly anew: boolean }
  | { readonly do: 'publish' }
  | { readonly do: 'change'; readonly valid: boolean }
  | { readonly do: 'hold'; readonly on: boolean }
  | { readonly do: 'see'; readonly uid: number; readonly passes: boolean }
  | { readonly do: 'deliver'; readonly uid: number }
  | { readonly do: 'takeOver'; readonly uid: number }
  | OwnerAction

export const INTERVAL = 24
export const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  netuid: NETUID,
  hotkey: SIGNER,
  mortality_blocks: 8,
  heartbeat_blocks: 5,
  beat_seconds: 2,
  retention: { ...DEFAULT_SETTINGS.retention, clean_up_every_hours: 0.02 },
}
export const configOf = (burn: number): Json => ({
  burn_uid: BURN,
  burn_percentage: burn,
  weight_set_interval_blocks: INTERVAL,
  cutoff_hours: 0.5,
})

const MODELS = ['NVIDIA H100 80GB HBM3', 'NVIDIA H200 NVL', 'NVIDIA H100 PCIe']
const BEGINNING = '2026-11-20T06:00:00.000000000Z'
/** Two epochs and what asking takes: a config that is stored in the first comes into force in the second. */
const CALM_BLOCKS = 2 * INTERVAL + 12
/** What an owner has done may have made a validator wait for an interval. */
const LONGER_CALM = CALM_BLOCKS + INTERVAL

/** A store does not write configs after it has done a later write: what is late comes before that, or never. Intents may come at any time. */
const writesConfigs = (command: Asking): boolean =>
  command._tag === 'Store' &&
  command.writes.some((write) => write.table === 'config_changes' && write._tag === 'Put' && write.records.length > 0)

interface Asked {
  readonly command: Asking
  /** What to say, once it is done; null as long as the chain does not know. */
  told: (() => ValidatorEvent | null) | null
}

export const simulate = (step: Step, options: ChainOptions) => {
  const policy = gpuPools()
  let now = BEGINNING
  const chain = chainModel(options, () => secondsFrom('1970-01-01T00:00:00Z', now))
  const store = storeModel()
  const laws = lawsOf(chain, store, { interval: INTERVAL, mortality: SETTINGS.mortality_blocks })
  const commits = commitLawsOf(chain, store, laws.broken, options.rate_limit)
  const prover: Json[] = []
  const issued: Command[] = []
  let ghosts: readonly Asking[] = []
  let hold = false
  let named = 0
  let processes = 0
  let seals = 0
  let burn = 0
  let given = configOf(0)
  let state: ValidatorState
  let asked: Asked[] = []
  let alarms: Partial<Record<Lane, string>> = {}
  let awaited: number | null = null
  let process: { initial: ValidatorState; events: ValidatorEvent[]; moves: string[] }

  const row = (uid: number, passes: boolean): Json =>
    result(uid, {
      executor_id: `rig-${uid}-${named++ % 3}`,
      gpu_model: MODELS[uid % 3],
      gpu_memory_gb: uid % 3 === 1 ? 141 : 80,
      is_valid: passes,
      validation_timestamp: now,
    }) as Json
  const kept = (name: string): Json | undefined => store.all('validator_state').find((record) => record.name === name)?.document

  /** Does what a command says; the event that tells of it is made when it is told. */
  const perform = (command: Asking): (() => ValidatorEvent | null) => {
    const { id } = command
    switch (command._tag) {
      case 'Restore': {
        const submissions = store.all('weight_submissions')
        const configs = store.all('config_changes')
        const found = {
          open: submissions.filter(({ status }) => status === 'open'),
          first: submissions.find(({ status }) => status === 'confirmed') ?? null,
          last: submissions.filter(({ status }) => status === 'confirmed').at(-1) ?? null,
          revealed: submissions.filter(({ reveal }) => reveal === 'in_force').at(-1) ?? null,
          awaited: submissions.filter(({ status, reveal }) => status === 'confirmed' && reveal === 'awaited'),
          configs: [...configs.filter(({ status }) => status === 'in_force'), ...configs.filter(({ status }) => status === 'pending')],
          given: kept('given') ?? null,
          lease: store.all('validator_leases')[0] ?? null,
        }
        return () => ({ _tag: 'Restored', id, at: now, ...found })
      }
      case 'Collect': {
        const rows = prover.filter((r) => (r as { readonly validation_timestamp: string }).validation_timestamp >= command.since)
        return () => ({ _tag: 'ResultsArrived', id, at: now, rows })
      }
      case 'Read': {
        const world = {
          network: chain.document(),
          results: store
            .all('miner_prover_results')
            .filter((r) => r.verification_timestamp >= command.since)
            .map(({ document }) => document),
          previous: (kept('next') ?? []) as readonly Json[],
          profiles: store
            .all('miner_gpu_profiles')
            .map(({ gpu_counts, ...rest }) => ({ ...rest, gpu_counts: gpu_counts as Record<string, number> })),
          hold,
        }
        return () => ({ _tag: 'WorldRead', id, at: now, ...world })
      }
      case 'Inquire': {
        const network = chain.document()
        return () => ({ _tag: 'ChainRead', id, at: now, network })
      }
      case 'Store': {
        ghosts = ghosts.filter((ghost) => !writesConfigs(ghost))
        laws.writing(command)
        const written = store.write(command.writes)
        laws.written()
        return () =>
          written
            ? { _tag: 'Stored', id, at: now }
            : { _tag: 'Failed', id, at: now, port: 'storage', error: 'Conflict', message: 'a key is there' }
      }
      case 'Seal':
        return () => ({ _tag: 'Sealed', id, at: now, ciphertext: sealedBy(seals++, command.payload) })
      case 'PrepareSeal':
        return () => ({ _tag: 'SealReady', id, at: now })
      case 'Submit': {
        const taken = chain.submit(command.call, command.valid_until, id % 3)
        laws.sent(command, taken)
        if (typeof taken === 'string') return () => ({ _tag: 'SubmissionRefused', id, at: now, block: null, error: taken })
        return () => {
          const fate = chain.fateOf(taken)
          switch (fate._tag) {
            case 'Waiting':
              return null
            case 'Gone':
              return { _tag: 'SubmissionUnknown', id, at: now, error: 'Timeout' }
            case 'Included':
              return { _tag: 'SubmissionConfirmed', id, at: now, block: fate.block }
            case 'Refused':
              return { _tag: 'SubmissionRefused', id, at: now, block: fate.block, error: fate.error }
          }
        }
      }
    }
  }

  const ORIGIN = {
    Restore: 'storage',
    Store: 'storage',
    Collect: 'prover',
    Read: 'chain',
    Inquire: 'chain',
    Seal: 'publishing',
    PrepareSeal: 'publishing',
    Submit: 'publishing',
  } as const
  /** Who sends weights may say of a failure that nothing is known, or just that it failed. */
  const failure = ({ _tag, id }: Asking): ValidatorEvent =>
    _tag === 'Submit' && id % 2 === 0
      ? { _tag: 'SubmissionUnknown', id, at: now, error: 'Timeout' }
      : { _tag: 'Failed', id, at: now, port: ORIGIN[_tag], error: 'Timeout', message: 'planted' }

  const issue = (commands: readonly Command[]): void => {
    issued.push(...commands)
    for (const command of commands)
      switch (command._tag) {
        case 'WaitUntilBlock':
          awaited = command.block
          break
        case 'RetryAt':
          alarms = { ...alarms, [command.lane]: command.at }
          break
        case 'Release':
          store.write(command.writes)
          break
        case 'OpenGate':
        case 'AnswerConfig':
        case 'Report':
          break
        default:
          asked.push({ command, told: null })
      }
  }
  const feed = (event: ValidatorEvent): void => {
    const before = state
    const move = step(before, event)
    process.events.push(event)
    process.moves.push(JSON.stringify(move))
    state = move[0]
    laws.moved(before, event, move)
    commits.moved(before, event, move)
    issue(move[1])
  }
  /** Each event once more, to a copy of the state before it. */
  const replay = (): void => {
    let at: ValidatorState = process.initial
    process.events.forEach((event, i) => {
      const copy = JSON.parse(JSON.stringify(at)) as ValidatorState
      if (!isDeepStrictEqual(copy, at)) laws.broken('a state survives JSON')
      const move = step(copy, event)
      if (JSON.stringify(move) !== process.moves[i]) laws.broken('the same events give the same moves')
      at = move[0]
    })
  }
  const start = (): void => {
    state = expectRight(initialState(policy, SETTINGS)(given))
    asked = []
    alarms = {}
    awaited = null
    process = { initial: state, events: [], moves: [] }
    laws.started(given)
    feed({ _tag: 'Started', at: now, holder: `process ${processes++}` })
  }

  const tell = (one: Asked, event: ValidatorEvent): void => {
    asked = asked.filter((other) => other !== one)
    feed(event)
  }
  const nonsense = (event: ValidatorEvent): ValidatorEvent =>
    event._tag === 'ChainRead' || event._tag === 'WorldRead'
      ? { ...event, network: { ...(event.network as object), netuid: NETUID + 1 } }
      : event._tag === 'ResultsArrived'
        ? { ...event, rows: [null, 7, { ...(row(2, true) as object), gpu_count: -1 }, ...event.rows] }
        : event

  const answer = (one: Asked, manner: Manner): void => {
    if (one.told === null && (manner === 'late' || manner === 'fails')) {
      if (manner === 'late') ghosts = [...ghosts, one.command]
      return tell(one, failure(one.command))
    }
    one.told ??= perform(one.command)
    if (manner === 'held') return
    if (manner === 'late' || manner === 'fails' || manner === 'unheard') return tell(one, failure(one.command))
    const event = one.told()
    if (event === null) return
    tell(one, manner === 'nonsense' ? nonsense(event) : event)
    if (manner === 'twice') feed(event)
  }

  const see = (): void => {
    if (awaited === null || chain.height() < awaited) return
    awaited = null
    feed({ _tag: 'BlockSeen', at: now, block: chain.height() })
  }
  const wake = (lane: Lane): void => {
    alarms = { ...alarms, [lane]: undefined }
    feed({ _tag: 'Woke', lane, at: now })
  }
  const mine = (): void => {
    now = secondsLater(12)(now)
    chain.mine()
    laws.mined()
    see()
  }
  /** Everything is answered that can be, and every alarm whose time has come. */
  const drain = (): void => {
    for (let fuel = 400; fuel > 0; fuel--) {
      const lane = (['cycle', 'changes', 'beat'] as const).find((name) => (alarms[name] ?? '9') <= now)
      if (lane !== undefined) {
        wake(lane)
        continue
      }
      const [count, events] = [asked.length, process.events.length]
      for (const one of [...asked]) if (asked.includes(one)) answer(one, 'well')
      if (asked.length === count && process.events.length === events) return
    }
    laws.broken('no endless work without a block')
  }

  const act = (action: Action): void => {
    now = secondsLater(1)(now)
    switch (action.do) {
      case 'answer': {
        const one = asked[action.which % Math.max(1, asked.length)]
        return one === undefined ? undefined : answer(one, action.manner)
      }
      case 'run':
        for (let i = 0; i < action.blocks; i++) {
          drain()
          mine()
        }
        return
      case 'mine':
        return mine()
      case 'fork':
        chain.fork(action.depth, action.forget)
        return see()
      case 'wake': {
        const at = alarms[action.lane]
        if (at === undefined) return
        if (at > now) now = at
        return wake(action.lane)
      }
      case 'land': {
        const [ghost, ...rest] = ghosts
        ghosts = rest
        if (ghost !== undefined) perform(ghost)
        return
      }
      case 'crash':
        replay()
        commits.crashed()
        ghosts = [...ghosts, ...asked.filter(({ told }) => told === null).map(({ command }) => command)]
        if (action.anew) given = configOf(++burn)
        return start()
      case 'publish': {
        const request = `publish-${named++}`
        laws.requested(request)
        return feed({ _tag: 'PublishRequested', request, at: now })
      }
      case 'change': {
        const request = `change-${named++}`
        const wanted = action.valid ? ++burn : 101
        laws.changeRequested(request, wanted)
        return feed({ _tag: 'ConfigUpdateRequested', request, at: now, changes: { burn_percentage: wanted } })
      }
      case 'hold':
        hold = action.on
        return
      case 'see':
        prover.push(row(action.uid, action.passes))
        return
      case 'deliver':
        return feed({ _tag: 'ResultsArrived', id: null, at: now, rows: [row(action.uid, true), 'nothing'] })
      case 'takeOver':
        return chain.takeOver(action.uid)
      default:
        return meddle(chain, action)
    }
  }

  prover.push(row(2, true), row(3, true), row(4, true))
  start()
  return {
    act,
    chain,
    store,
    state: () => state,
    now: () => now,
    /** Any event at all, past every law of order. */
    feed,
    /** What was reported as an alert, or answered to someone. */
    alerts: () => issued.flatMap((command) => (command._tag === 'Report' && command.report._tag === 'Alert' ? [command.report.alert] : [])),
    logs: () => issued.flatMap((command) => (command._tag === 'Report' && command.report._tag === 'Log' ? [command.report.log] : [])),
    answers: () => issued.filter((command) => command._tag === 'OpenGate' || command._tag === 'AnswerConfig'),
    issued,
    /** What was asked for is not done, and not answered. */
    forget: (): void => {
      asked = []
    },
    violations: laws.violations,
    /** The faults stop; what was on its way and never heard of lands before, or never. */
    calm: (land: boolean): void => {
      if (land) while (ghosts.length > 0) act({ do: 'land' })
      ghosts = []
      hold = false
      calmOwner(chain)
      if (options.commits !== undefined) prover.push(row(2, true), row(3, true), row(4, true), row(5, true))
      const from = chain.height()
      for (let i = 0; i < (options.commits === undefined ? CALM_BLOCKS : LONGER_CALM); i++) {
        drain()
        mine()
      }
      drain()
      replay()
      laws.settled(from, state, SETTINGS.confirmations, commits.isExcused)
      commits.settled(from)
    },
  }
}

export type World = ReturnType<typeof simulate>
