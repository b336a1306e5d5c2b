import { none, some } from 'fp-ts/lib/Option.js'
import { describe, expect, test } from 'vitest'
import type { MinerGpuProfile, Sighting } from '../../src/gpu/profile.js'
import { createProfile, updateProfile } from '../../src/gpu/profile.js'
import { Decimal } from '../../src/units/exact/decimal.js'
import { Instant } from '../../src/units/time/instant.js'
import type { Hotkey } from '../../src/units/address/hotkey.js'
import type { UnitScore } from '../../src/units/exact/score.js'
import type { Uid } from '../../src/units/integer/uid.js'
import { ago } from '../arbitraries/snapshot.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectRight } from '../either.js'

const weights = new Map([
  ['H100', new Decimal(40)],
  ['H200', new Decimal(60)],
])
const seen = (distribution: Readonly<Record<string, number>>, age = 60, who = 1): Sighting => ({
  hotkey: hotkeyOf(who) as Hotkey,
  uid: who as Uid,
  distribution: new Map(Object.entries(distribution)),
  score: 0.75 as UnitScore,
  at: expectRight(Instant.decode(ago(age))),
})
const after = (...sightings: readonly [Sighting, ...Sighting[]]): MinerGpuProfile =>
  sightings
    .slice(1)
    .reduce<MinerGpuProfile>((profile, sighting) => updateProfile(weights)(profile)(sighting)[0], createProfile(weights)(sightings[0]))

describe('a profile', () => {
  test('is made from the first sighting; its primary category is the one with the most GPUs', () => {
    expect(after(seen({ H100: 8, A100: 4 }))).toMatchObject({ primary: 'H100', verifications: 1, score: 0.75, uid: 1 })
    expect(after(seen({ H100: 8, H200: 8 })).primary).toBe('H200')
    expect(after(seen({})).primary).toBe(null)
  })
  test('is updated, and counts the sightings', () => {
    const first = createProfile(weights)(seen({ H100: 8 }, 120))
    expect(updateProfile(weights)(first)(seen({ H100: 4 }))).toEqual([{ ...first, ...seen({ H100: 4 }), verifications: 2 }, none])
  })
  test('says which GPUs were added and removed', () => {
    const first = createProfile(weights)(seen({ A100: 4, H100: 8 }, 120))
    expect(updateProfile(weights)(first)(seen({ H200: 8, A100: 4 }))[1]).toEqual(
      some({ from: 'H100', to: 'H200', gained: ['H200'], lost: ['H100'] }),
    )
    expect(updateProfile(weights)(first)(seen({ H100: 4, A100: 8 }))[1]).toEqual(some({ from: 'H100', to: 'A100', gained: [], lost: [] }))
    expect(updateProfile(weights)(first)(seen({}))[1]).toEqual(some({ from: 'H100', to: null, gained: [], lost: ['A100', 'H100'] }))
  })
  test('is not changed by an older sighting, so the order of arrival does not matter', () => {
    const first = createProfile(weights)(seen({ H100: 8 }, 60))
    expect(updateProfile(weights)(first)(seen({ H200: 8 }, 120))).toEqual([first, none])
  })
  test('is not inherited with a uid', () => {
    const first = createProfile(weights)(seen({ H100: 8 }, 60))
    const stranger = { ...seen({ H200: 1 }, 30, 2), uid: 1 as Uid }
    expect(updateProfile(weights)(first)(stranger)).toEqual([createProfile(weights)(stranger), none])
  })
})
