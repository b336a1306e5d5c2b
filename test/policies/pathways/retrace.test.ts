import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retracePathway, showPathwayTraceError } from '../../../src/policies/pathways/retrace.js'
import type { PathwayTrace } from '../../../src/policies/pathways/trace.js'
import { expectLeft, expectRight } from '../../either.js'
import { decisionOf } from './determinism.js'

type Path = readonly string[]

const tracesOf = (i: number): readonly PathwayTrace[] =>
  JSON.parse(JSON.stringify([...(decisionOf(i)?.traces ?? [])])) as readonly PathwayTrace[]

const POPULATIONS = Array.from({ length: 10 }, (_, i) => tracesOf(i))
const records = fc.constantFrom(...POPULATIONS).chain((traces) => fc.constantFrom(...traces))

const STEPS = [
  'completeness_factor',
  'aggregated_score',
  'qualified',
  'excellence_weight',
  'transformed_score',
  'multiplier',
  'contribution',
]

/** Every figure that is computed from others. */
const derived = ({ pathway_details, weight_contributions, percentile_ranks }: PathwayTrace): readonly Path[] => [
  ...[
    'raw_calculated_weight',
    'excellence_weight',
    'diversity_weight',
    'scoring_pathway',
    'excellence_qualified_tasks',
    'multi_task_bonus',
    'submitted_weight',
    'submitted_share',
  ].map((key) => [key]),
  ...Object.keys(weight_contributions).map((task) => ['weight_contributions', task]),
  ...Object.keys(percentile_ranks).map((task) => ['percentile_ranks', task]),
  ['pathway_details', 'claim'],
  ['pathway_details', 'population', 'by_rank'],
  ...Object.keys(pathway_details!.tasks).flatMap((task) => STEPS.map((step) => ['pathway_details', 'tasks', task, step])),
]

/** Figures from which others are computed. */
const given = ({ pathway_details }: PathwayTrace): readonly Path[] =>
  Object.keys(pathway_details!.tasks).flatMap((task) => ['mean', 'weight'].map((step) => ['pathway_details', 'tasks', task, step]))

const other = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isInteger(value) ? value + 1 : value * (1 + 2 ** -40)
  if (typeof value === 'boolean') return !value
  if (Array.isArray(value)) return [...(value as readonly unknown[]), 'tides']
  return value === null ? 7 : value === 'diversity' ? 'excellence' : 'diversity'
}

const changed = (value: unknown, [key, ...rest]: Path): unknown =>
  key === undefined ? other(value) : { ...(value as object), [key]: changed((value as Readonly<Record<string, unknown>>)[key], rest) }

test('a record that was stored and read is confirmed, also after columns were added to it', () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(expectRight(retracePathway(record))).toEqual(record)
      const completed = {
        ...record,
        validator_hotkey: '5A',
        incentive: 0.25,
        consensus_rank: 3,
        weight_submission_block: 100,
        consensus_block: 460,
        netuid: 57,
      }
      expect(expectRight(retracePathway(completed))).toEqual(record)
    }),
  )
})

test('a record with a figure that does not follow from the others is refused, and the figure is reported', () => {
  fc.assert(
    fc.property(
      records.chain((record) => fc.tuple(fc.constant(record), fc.constantFrom(...derived(record)))),
      ([record, path]) => {
        const error = expectLeft(retracePathway(changed(record, path)))
        if (error._tag === 'TraceDeviates') expect(error.deviations.map((deviation) => deviation.path)).toContain(path.join('.'))
        else expect(error._tag).toBe('MalformedTrace')
      },
    ),
    { numRuns: 400 },
  )
  fc.assert(
    fc.property(
      records.chain((record) => fc.tuple(fc.constant(record), fc.constantFrom(['nothing'], ...given(record)))),
      ([record, path]) => {
        if (path.length > 1) expect(expectLeft(retracePathway(changed(record, path)))._tag).toBe('TraceDeviates')
      },
    ),
    { numRuns: 200 },
  )
})

test('a value that is not a record is refused with its faults, without an exception', () => {
  const [record] = tracesOf(0) as readonly [PathwayTrace]
  expect(expectLeft(retracePathway({ ...record, submitted_weight: -1 }))).toMatchObject({
    _tag: 'MalformedTrace',
    faults: [{ path: 'submitted_weight' }],
  })
  const details = record.pathway_details!
  const sums = ['', '1', '1/0', '-1/2', '1/2/3', 'x'].map((total_claims) => ({
    ...record,
    pathway_details: { ...details, population: { ...details.population, total_claims } },
  }))
  for (const rubbish of [undefined, null, 7, [], ...sums, ...fc.sample(fc.anything(), 50)])
    expect(expectLeft(retracePathway(rubbish))._tag).toBe('MalformedTrace')
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(record)), fc.anything(), (key, value) =>
      ['Left', 'Right'].includes(retracePathway({ ...record, [key]: value })._tag),
    ),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(details.population)),
      fc.oneof(fc.constantFrom(0, 1, '0/1', '1/3'), fc.anything()),
      (key, value) =>
        ['Left', 'Right'].includes(
          retracePathway({ ...record, pathway_details: { ...details, population: { ...details.population, [key]: value } } })._tag,
        ),
    ),
  )
})

test('a missing rank weight is a deviation when ranks were used', () => {
  const ranked = POPULATIONS.flat().find(
    ({ pathway_details }) => pathway_details?.population.by_rank === true && pathway_details.claim > 0,
  )!
  const error = expectLeft(retracePathway({ ...ranked, pathway_details: { ...ranked.pathway_details!, rank_weight: null } }))
  expect(error).toMatchObject({ _tag: 'TraceDeviates' })
})

test('a record of the first release, without a least score, is confirmed as before', () => {
  for (const trace of POPULATIONS.keys()) {
    for (const record of JSON.parse(JSON.stringify([...(decisionOf(trace, 0)?.traces ?? [])])) as readonly PathwayTrace[]) {
      const { least_score: _, ...rules } = record.pathway_details!.rules
      expect(expectRight(retracePathway({ ...record, pathway_details: { ...record.pathway_details, rules } }))).toEqual(record)
    }
  }
})

test('a score below the least score of a record adds nothing, and a record that says otherwise is refused', () => {
  const decided = decisionOf(0, 0.4)?.traces ?? []
  const low = [...decided].find(({ pathway_details }) =>
    Object.values(pathway_details!.tasks).some(({ aggregated_score }) => aggregated_score < 0.4),
  )!
  expect(Object.values(low.pathway_details!.tasks).find(({ aggregated_score }) => aggregated_score < 0.4)).toMatchObject({
    contribution: 0,
  })
  expect(expectRight(retracePathway(low))).toEqual(low)
  const rules = { ...low.pathway_details!.rules, least_score: 0 }
  expect(expectLeft(retracePathway({ ...low, pathway_details: { ...low.pathway_details!, rules } }))._tag).toBe('TraceDeviates')
})

test('messages of errors', () => {
  const [record] = tracesOf(1) as readonly [PathwayTrace]
  const said = (change: object): string => showPathwayTraceError(expectLeft(retracePathway({ ...record, ...change })))
  expect(said({ pathway_details: null })).toBe(
    `the trace of uid ${record.miner_uid} up to 2026-11-21T00:00:00.000000000Z was kept without details`,
  )
  expect(said({ multi_task_bonus: 2, submitted_weight: 65_536 })).toBe(
    `multi_task_bonus is recorded as 2, and comes to ${record.multi_task_bonus}; submitted_weight is recorded as 65536, and comes to ${record.submitted_weight}`,
  )
  expect(said({ miner_uid: 'x' })).toBe('miner_uid: expected an integer of at least 0, found "x"')
})
