/**
 * Every function that puts data into words: whatever texts stand in the data, the words have no character that acts on a terminal, and
 * one message is one line. The functions are public, so this holds also where the command line is not there to escape.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { showJsonError } from '../src/adapters/json/json-error.js'
import { showKeyError } from '../src/adapters/keys.js'
import { showTomlConfigError } from '../src/adapters/toml.js'
import { showConfigError } from '../src/allocation/config/config-error.js'
import { showConfigHint } from '../src/allocation/config/config-hint.js'
import { showTrace } from '../src/allocation/explain/show-trace.js'
import { REASONS } from '../src/allocation/miners/exclusion.js'
import { showExclusion } from '../src/allocation/miners/show-exclusion.js'
import { showWarning } from '../src/allocation/miners/warning.js'
import { showCommitError } from '../src/chain/preflight/commit-error.js'
import { showPreflightError } from '../src/chain/preflight/preflight-error.js'
import { showConversionError } from '../src/chain/sdk/conversion-error.js'
import { showYumaError } from '../src/chain/yuma/yuma-error.js'
import { showGpuNameError } from '../src/gpu/gpu-name-error.js'
import { showSnapshotError } from '../src/network/snapshot-error.js'
import { showComputeNodesError } from '../src/policies/computeNodes/compute-nodes-error.js'
import { showParticipant } from '../src/policies/computeNodes/explain-participant.js'
import { showEventWeights } from '../src/policies/eventShares/show-event-weights.js'
import { showPathwayTraceError } from '../src/policies/pathways/retrace.js'
import { showBurnTarget } from '../src/policy/burn/burn-target-error.js'
import { evidenceUnusable } from '../src/policy/evidence-unusable.js'
import { showBackupError } from '../src/storage/backup-form.js'
import { recordFault } from '../src/storage/check-record.js'
import { showFault, showValue } from '../src/units/codec/fault.js'
import { fraction } from '../src/units/exact/fraction.js'
import { showJsonFault } from '../src/units/json/json-fault.js'
import { showHealthReason } from '../src/validator/health.js'
import { showAlert } from '../src/validator/show-alert.js'
import { showLog } from '../src/validator/show-log.js'
import { FORGED, hostileTexts } from './arbitraries/hostile-texts.js'
import { isDangerous } from './dangerous.js'

/** A function with data in which every text is `t`; the types of the data are wider than a hostile caller respects. */
type Words = (t: string) => string | readonly string[] | null

const each =
  <E>(show: (error: E) => string | readonly string[], errors: (t: string) => readonly object[]): Words =>
  (t) =>
    errors(t).flatMap((error) => show(error as E))

const faults = (t: string): readonly object[] => [
  { _tag: 'Unexpected', path: t, value: t, expected: 'a number' },
  { _tag: 'Unexpected', path: t, value: `${'x'.repeat(76)}${t}`, expected: 'a number' },
  { _tag: 'Unexpected', path: t, value: `${'x'.repeat(78)}😀`, expected: 'a number' },
  { _tag: 'Unexpected', path: t, value: Symbol(t), expected: 'a number' },
  { _tag: 'Unexpected', path: t, value: { [Symbol.toStringTag]: t }, expected: 'a number' },
  { _tag: 'Missing', path: t, expected: 'a number' },
  { _tag: 'UnknownKey', path: t, value: t, nearest: 'burn_uid' },
  { _tag: 'RepeatedKey', path: t },
  { _tag: 'ForbiddenKey', path: t },
]
const pathed =
  (...tags: readonly string[]) =>
  (t: string): readonly object[] =>
    tags.map((_tag) => ({ _tag, path: t, limit: 1, found: 'a hole' }))
const gpuErrors = (t: string): readonly object[] => [
  { _tag: 'MalformedName', raw: t, problem: 'ControlCharacter', at: 1, codePoint: 27 },
  ...['FractionalGpu', 'UnknownBoard', 'NotAGpu'].map((_tag) => ({ _tag, raw: t, token: t })),
  { _tag: 'TruncatedName', raw: t, visible: t },
  { _tag: 'UnknownBoard', raw: `${'x'.repeat(76)}😀${t}`, token: t },
  { _tag: 'AmbiguousName', raw: t, token: t, candidates: [{ vendor: 'a', model: 'b' }] },
  { _tag: 'VendorMismatch', raw: t, stated: 'a', actual: 'b', model: 'c' },
  { _tag: 'ImpossibleMemory', raw: t, model: 'a', foundGb: 1, possibleGb: [2] },
]
const problems = (t: string): readonly object[] => Array.from({ length: 22 }, () => ({ _tag: t, path: t, message: t }))
const shares = (t: string): readonly object[] => [{ uid: 1, hotkey: t, share: '1' }]
const exact = { exact: '1/3', decimal: '0.333333333333' }
const split = {
  of_quota: exact,
  claim: exact,
  claims: exact,
  quota: exact,
  floor: 0,
  remainder: exact,
  left_over: 1,
  place: 1,
  among: 2,
  units: 1,
}
const claim = (t: string, status: string): object => ({
  ...{ category: t, percentage: '40', smoothed: 1, gpus: 8, claim: 8, counted: 8, status, pool: split, miner: split },
})
const exclusions = (t: string): readonly object[] =>
  REASONS.map((reason) => ({
    ...{
      reason,
      uid: 1,
      hotkey: t,
      category: t,
      executor: t,
      error: gpuErrors(t)[1],
      faults: faults(t),
      gpus: 1,
      holder: { executor: t, hotkey: t },
    },
    ...{ value: 1, nominal: null, minimum: 2, score: 0, newest: { text: '2026-11-20T05:00:00Z' }, made: { text: '2026-11-20T05:00:00Z' } },
  }))
const trace = (t: string, sum: number): object => ({
  ...{
    uid: 7,
    hotkey: t,
    at: t,
    results: { in_window: [{ executor: t, made: t, gpu_model: t, gpu_count: 1, gpu_memory_gb: 80, valid: true }] },
  },
  ...{ excluded: exclusions(t), verification: { kind: 'ratio', category: t, valid: 1, results: 2, hardware_scores: [], score: 1 } },
  smoothing: [
    { category: t, previous: null, alpha: null, sample: 1, smoothed: 1 },
    { category: t, previous: 1, alpha: 0.1, sample: 1, smoothed: 1 },
    { category: t, previous: 1, alpha: 0.1, sample: null, smoothed: 1 },
  ],
  claims: ['paid', 'unpaid', 'idle'].map((status) => claim(t, status)),
  ...{ burn: null, weight: { sum, max: sum, quota: exact, largest: exact } },
})

const WORDS: Readonly<Record<string, Words>> = {
  showFault: each(showFault, faults),
  showValue: (t) => [t, Symbol(t), [t], { t }].map(showValue),
  showJsonFault: each(showJsonFault, pathed('NotJson', 'TooDeep', 'Circular', 'TooLarge', 'Unreadable')),
  showJsonError: each(showJsonError, (t) => [{ _tag: 'JsonSyntax', line: 1, column: 1, problem: t }, ...pathed('TooDeep')(t)]),
  showTomlConfigError: each(showTomlConfigError, (t) => [
    { _tag: 'TomlSyntax', line: 1, column: 1, problem: t },
    { _tag: 'InvalidConfig', errors: faults(t) },
  ]),
  showConfigError: each(showConfigError, (t) => [
    ...faults(t),
    ...pathed('NoPools', 'BothSmoothings')(t),
    { _tag: 'PercentagesOff', path: t, sum: t, off: t, side: 'over' },
  ]),
  showConfigHint: each(showConfigHint, (t) => [
    { _tag: 'UnknownCategory', path: t, category: t, nearest: t },
    { _tag: 'UnknownModel', path: t, model: t, nearest: t },
  ]),
  showSnapshotError: each(showSnapshotError, (t) => [...faults(t), { _tag: 'Duplicate', path: t, value: t, first: t }]),
  showKeyError: each(showKeyError, (t) => [
    { _tag: 'OpenToOthers', source: t, mode: 0o644 },
    { _tag: 'Unreadable', source: t, code: t },
    ...['NoSuchVariable', 'Empty', 'NotJson', 'NotSr25519', 'PhraseOnly', 'PublicOnly', 'NoPublicKey', 'InvalidKey'].map((_tag) => ({
      _tag,
      source: t,
    })),
    { _tag: 'NotAKey', source: t, digits: null },
  ]),
  showGpuNameError: each(showGpuNameError, gpuErrors),
  showExclusion: each(showExclusion, exclusions),
  showWarning: each(showWarning, (t) => [
    { _tag: 'RejectedResult', row: { index: 1, faults: faults(t) } },
    { _tag: 'SharedExecutor', executor: t, hotkeys: [t, t] },
    { _tag: 'UnknownMemory', hotkey: t, executor: t, gpu_model: t, reported: 1, sizes: [2] },
    { _tag: 'EvidenceUnusable', reasons: [{ reason: t, count: 1 }] },
    { _tag: 'UnknownCategory', path: t, category: t, nearest: t },
  ]),
  showTrace: each(showTrace, (t) => [trace(t, 0), trace(t, 1)]),
  evidenceUnusable: (t) => evidenceUnusable([{ reason: t, count: 1 }]).message,
  showBurnTarget: each(showBurnTarget, (t) => [
    { _tag: 'BurnTargetMissing', burn_uid: null, burn_hotkey: t, percentage: t },
    { _tag: 'BurnTargetMismatch', burn_uid: 1, burn_hotkey: t, hotkey_at_uid: t, uid_of_hotkey: 2 },
    { _tag: 'BurnDestinationForeign', uid: 1, hotkey: t, coldkey: t, owner: { hotkey: t, coldkey: t } },
    { _tag: 'OwnerUnknown', uid: 1, hotkey: t },
  ]),
  showPreflightError: each(showPreflightError, (t) => [
    { _tag: 'HotKeyNotRegisteredInSubNet', onChain: t, hotkey: t, netuid: 1 },
    { _tag: 'NeuronNoValidatorPermit', onChain: 'NeuronNoValidatorPermit', uid: 1, hotkey: t },
  ]),
  showCommitError: each(showCommitError, (t) => [
    { _tag: 'HotKeyNotRegisteredInSubNet', onChain: t, hotkey: t, netuid: 1 },
    { _tag: 'CommitRevealDisabled', onChain: t, netuid: 1 },
  ]),
  showConversionError: each(showConversionError, (t) => [{ _tag: 'NotAnAddress', hotkey: t }]),
  showYumaError: each(showYumaError, (t) => [
    ...faults(t),
    { _tag: 'WrongLength', path: t, length: 1, expected: 2 },
    { _tag: 'RepeatedRow', path: t, uid: 1, first: t },
    { _tag: 'UnknownNeuron', path: t, value: t },
    { _tag: 'RenamedKey', path: t, now: t },
    { _tag: 'OneOfTwo', path: t, other: t },
    { _tag: 'UnknownRuntime', path: t, spec: 1, oldest: 2, newest: 3 },
    { _tag: 'UnsettledRule', path: t, rule: 'splitMustFit', spec: 430 },
    { _tag: 'NullConsensus', path: t },
    { _tag: 'MechanismBudgets', path: t },
    { _tag: 'BadSchedule', path: t, error: { _tag: 'NotExpected', field: 'schedule.tempo', expected: 'a number', value: t } },
    { _tag: 'NoMechanisms', path: t, spec: 293 },
  ]),
  showComputeNodesError: each(showComputeNodesError, (t) => [
    { _tag: 'Malformed', fault: faults(t)[0] },
    ...['DuplicateModel', 'DuplicateParticipant', 'DuplicateNode', 'UnknownNode', 'UnknownModel', 'NegativeWeight', 'InvalidNonce'].map(
      (_tag) => ({
        ...{ _tag, model: t, participant: t, node: t, weight: 1n, nonce: 1 },
      }),
    ),
    { _tag: 'InvalidId', what: 'node', participant: t, id: t },
    { _tag: 'InvalidDecay', decay: t },
    { _tag: 'InvalidTolerance', tolerance: t },
    { _tag: 'InvalidTokens', model: t, block: 1, tokens: 1 },
    { _tag: 'InvalidThroughput', model: t, throughput: 1n },
  ]),
  showParticipant: each(showParticipant, (t) => [
    {
      ...{ id: t, epoch: 3, nodes: [{ id: t, weight: 4n, origin: 'mined', model: t }], weight: 4n, unassigned: 0n, strangers: [t] },
      ...{ support: { valid: 2n, total: 5n }, dropped: ['NoMajority'], bonus: fraction(1n), payment: null },
    },
  ]),
  showEventWeights: each(
    (weights) =>
      showEventWeights({ window_days: 1, curated_weight: 1, sourced_weight: 0, designated_weight: 0 } as Parameters<
        typeof showEventWeights
      >[0])(weights as Parameters<ReturnType<typeof showEventWeights>>[0]),
    (t) => [{ miners: [{ hotkey: t, curated: 1, sourced: 1, share: fraction(1n) }] }],
  ),
  showPathwayTraceError: each(showPathwayTraceError, (t) => [
    { _tag: 'MalformedTrace', faults: faults(t) },
    { _tag: 'NoDetails', miner_uid: 1, period_end: t },
    { _tag: 'TraceDeviates', deviations: [{ path: t, recorded: t, recomputed: { [t]: [t] } }] },
  ]),
  showBackupError: each(showBackupError, (t) => [
    { _tag: 'UnknownTable', table: t },
    { _tag: 'RecordDoesNotFit', table: 'validator_state', place: 1, fault: t },
  ]),
  recordFault: (t) =>
    [t, { [t]: 1 }, { netuid: t }, { netuid: Symbol(t) }, { netuid: `${'x'.repeat(78)}😀` }].map(
      (record) => recordFault('validator_state', record as unknown as Parameters<typeof recordFault<'validator_state'>>[1]) ?? '',
    ),
  showHealthReason: each(showHealthReason, (t) => [
    { _tag: 'ChainUnknown', error: t },
    { _tag: 'StoreUnknown', error: t },
    { _tag: 'NotRegistered', hotkey: t, netuid: 1 },
    { _tag: 'SubmissionOverdue', id: t, valid_until: 1, head: 2 },
    { _tag: 'SubmissionFailed', id: t, status: 'refused', error: t },
  ]),
  showAlert: each(
    (alert) => showAlert(alert as Parameters<typeof showAlert>[0]).message,
    (t) => [
      { _tag: 'InvalidConfigAttempt', request: t, reasons: problems(t) },
      { _tag: 'CalculationFailed', reasons: problems(t) },
      { _tag: 'EvidenceUnusable', reason: t },
      { _tag: 'PortFailing', port: 'chain', error: t, failures: 3, over: false },
      { _tag: 'TraceFailed', error: t },
      { _tag: 'WeightsRefused', errors: [t, t] },
    ],
  ),
}

const isOneLine = (words: string): boolean => !isDangerous(words) && !words.startsWith(FORGED)

describe('a message is one line without hostile characters', () => {
  test.each(Object.entries(WORDS))('%s', (_, words) => {
    fc.assert(
      fc.property(hostileTexts, (t) => {
        const said = words(t)
        return (typeof said === 'string' ? [said] : (said ?? [])).every(isOneLine)
      }),
    )
  })
})

/** The lines of a log message are those that the validator makes, and their number does not depend on a text. */
const LOGS = (t: string): readonly object[] => [
  { _tag: 'Starting', policy: t, netuid: 39, hotkey: t },
  { _tag: 'Collected', since: t, rows: 30, refused: 3, malformed: problems(t) },
  {
    _tag: 'Decided',
    block: 1,
    window_hours: 720,
    miners: 1,
    burn_percentage: '5',
    shares: shares(t),
    warnings: problems(t),
    exclusions: [{ reason: t, count: 2 }],
  },
  { _tag: 'Holding', reason: t, shares: shares(t) },
  { _tag: 'WaitingForLease', holder: t, still: 1 },
  { _tag: 'Misdelivered', message: t },
  { _tag: 'Submitting', submission: t, entries: 1, valid_until: 2, held: true },
  { _tag: 'Published', submission: t, block: 1, shares: shares(t), miners: 1, total_share: '1' },
  { _tag: 'Unanswered', submission: t, error: t },
  { _tag: 'Lost', submission: t, valid_until: 1 },
  { _tag: 'WaitingForChain', submission: t, head: 1, until: 2 },
  { _tag: 'Refused', errors: [t, t] },
  { _tag: 'NotDecided', reasons: problems(t) },
  { _tag: 'ConsequencesUnreadable', submission: t, reasons: problems(t) },
  { _tag: 'NothingToHold', reason: t },
  { _tag: 'Retrying', lane: 'cycle', port: 'chain', error: t, message: t, at: t, failures: 2 },
  { _tag: 'ConfigStored', request: t },
  { _tag: 'ConfigRefused', request: t, reasons: problems(t) },
  { _tag: 'LateFailure', port: 'chain', error: t, message: t },
  { _tag: 'Stopped', open: t },
]

test('a log message has as many lines as with a harmless text, each without hostile characters', () => {
  const linesOf = (t: string): readonly (readonly string[])[] =>
    LOGS(t).map((log) => showLog(log as Parameters<typeof showLog>[0]).message.split('\n'))
  const harmless = linesOf('a').map(({ length }) => length)
  fc.assert(
    fc.property(hostileTexts, (t) => {
      const lines = linesOf(t)
      expect(lines.map(({ length }) => length)).toEqual(harmless)
      return lines.flat().every((line) => !isDangerous(line))
    }),
  )
})
