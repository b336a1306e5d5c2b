/** The first value that is not what its codec says. */
import type * as t from 'io-ts'
import type { ScheduleError } from './schedule-error.js'

/** A value that is not what `expected` says. */
export type NotExpected = Extract<ScheduleError, { readonly _tag: 'NotExpected' }>

/** A value, what it must be, and its name in messages. */
export type Check = readonly [field: string, codec: Pick<t.Any, 'is' | 'name'>, value: unknown]

export const misfit = (checks: readonly Check[]): NotExpected | null => {
  const failed = checks.find(([, codec, value]) => !codec.is(value))
  if (failed === undefined) return null
  const [field, { name: expected }, value] = failed
  return { _tag: 'NotExpected', field, expected, value }
}
