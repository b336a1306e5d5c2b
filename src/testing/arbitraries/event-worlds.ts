/**
 * Configs and worlds for `eventShares`: both forms, and events of all kinds inside and outside of both ends of the
 * window.
 */
import fc from 'fast-check'
import type { World } from '../../policy/world.js'
import { hotkeyOf } from './hotkey.js'
import type { Json } from './snapshot.js'
import { AT, neuron, snapshotOf } from './snapshot.js'

const AT_NANOSECONDS = BigInt(Date.parse(AT)) * 1_000_000n
const DAY = 86_400_000_000_000n
const WINDOWS = [1, 7, 30]

/** Hotkeys that are not neurons. */
const STRANGERS = [300, 301]

/** One point in time in every form, each as precise as the form allows. */
export const instantForms = (nanoseconds: bigint): readonly unknown[] => {
  const [seconds, rest] = [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)]
  const milliseconds = Number(nanoseconds / 1_000_000n)
  const decimals = rest.toString().padStart(9, '0')
  const clock = (ms: number): string => new Date(ms).toISOString().slice(0, 19)
  return [
    `${clock(milliseconds)}.${decimals}Z`,
    `${clock(milliseconds + 5_400_000)}.${decimals}+01:30`,
    { seconds, nanoseconds: rest },
    { _seconds: seconds, _nanoseconds: rest },
    new Date(milliseconds),
    milliseconds,
    Number(`${seconds}.${decimals}`),
  ]
}

const weight = fc.constantFrom(0, 0.6, 0.4, 0.45, 0.1, 1, 3, 1e-9)

/** Documents of settings. The burn target, if there is one, is uid 0. */
export const eventConfigs: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({}),
  fc.constant({ burn_uid: 0 }),
  fc
    .record({
      target: fc.constantFrom<Json>({ burn_uid: 0 }, { burn_hotkey: hotkeyOf(0) }, { burn_uid: 0, burn_hotkey: hotkeyOf(0) }),
      burn_percentage: fc.constantFrom(0, 5, 100, '33.333'),
      window_days: fc.constantFrom(...WINDOWS),
      normalise: fc.boolean(),
      curated_weight: weight,
      sourced_weight: weight.filter((w) => w > 0),
      designated: fc.constantFrom<Json>({}, ...[0, 1, 2, 300].map((uid) => ({ designated_weight: 0.1, designated_hotkey: hotkeyOf(uid) }))),
    })
    .map(({ target, designated, ...rest }) => ({ ...rest, ...target, ...designated })),
)

const moment = fc
  .oneof(
    fc.bigInt({ min: -DAY, max: 31n * DAY }),
    fc.tuple(fc.constantFrom(0, ...WINDOWS), fc.constantFrom(-1n, 0n, 1n)).map(([days, off]) => BigInt(days) * DAY + off),
  )
  .map((age) => AT_NANOSECONDS - age)

const nobody = fc.constantFrom(undefined, null, '')

const event = (uids: readonly number[]): fc.Arbitrary<Json> => {
  const miner = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...uids).map(hotkeyOf) },
    { weight: 1, arbitrary: fc.constantFrom(...STRANGERS).map(hotkeyOf) },
    { weight: 1, arbitrary: nobody },
  )
  return fc.record({
    event_id: fc.oneof(
      { weight: 3, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom('lead-1', 'lead-2') },
      { weight: 1, arbitrary: nobody },
    ),
    curated_by: miner,
    source: miner,
    created_at: moment.chain((nanoseconds) => fc.constantFrom(...instantForms(nanoseconds))),
  })
}

const malformed = (good: Json): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    ...[
      'yesterday',
      '2026-11-19T06:00:00',
      Number.NaN,
      Infinity,
      -1,
      1e300,
      new Date(Number.NaN),
      { seconds: 5 },
      { seconds: 5, nanoseconds: -1 },
      { seconds: 0.5, nanoseconds: 0 },
      true,
      null,
      undefined,
      [],
    ].map((created_at) => ({ ...good, created_at })),
    { ...good, curated_by: 7 },
    { ...good, source: 'x'.repeat(257) },
    { ...good, event_id: 7 },
    { ...good, curated_by: null, source: '' },
    null,
    7,
    'row',
    [],
    {},
  )

/** Worlds in which uid 0 exists, and owns the subnet if there is an owner. */
export const eventWorlds: fc.Arbitrary<World> = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 7 })
  .chain((others) => {
    const uids = [0, ...others]
    return fc
      .record({
        rows: fc.oneof(
          {
            weight: 9,
            arbitrary: fc.array(
              fc.oneof(
                { weight: 9, arbitrary: event(uids) as fc.Arbitrary<unknown> },
                { weight: 1, arbitrary: event(uids).chain(malformed) },
              ),
              { maxLength: 40 },
            ),
          },
          // Rows that pay nobody.
          { weight: 1, arbitrary: fc.array(event(STRANGERS).chain(malformed), { minLength: 1, maxLength: 4 }) },
        ),
        owner: fc.constantFrom({}, { owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) } }),
      })
      .map(({ rows, owner }): World => {
        const { at, results, ...network } = snapshotOf(
          uids.map((uid) => neuron(uid)),
          rows,
          owner,
        )
        return { network, at: at as string, results: results as readonly unknown[], previous: [], profiles: [] }
      })
  })
