/**
 * The errors of io-ts, capped while they are collected. io-ts collects one error for each mistake, so a list of a million empty tables
 * would have millions of errors.
 */
import * as t from 'io-ts'
import type { Told } from '../capped/capped.js'
import { told } from '../capped/capped.js'

interface UnknownKey extends t.Type<never> {
  readonly nearest: string | undefined
}

interface MoreErrors extends t.Type<never> {
  readonly of: string
  readonly count: number
}

/** Marks an unknown key in the context of an io-ts error. */
export const unknownKey = (nearest: string | undefined): UnknownKey => Object.assign(new t.NeverType(), { nearest })

/** What an error of io-ts is about. */
export type Meaning =
  | { readonly _tag: 'More'; readonly of: string; readonly count: number }
  | { readonly _tag: 'UnknownKey'; readonly nearest: string | undefined }
  | { readonly _tag: 'Missing' | 'Unexpected'; readonly expected: string }

const hasMore = (type: t.Decoder<unknown, unknown>): type is MoreErrors => 'count' in type
const isUnknownKey = (type: t.Decoder<unknown, unknown>): type is UnknownKey => 'nearest' in type

export const meaningOf = ({ context, value }: t.ValidationError): Meaning => {
  const { type } = context[context.length - 1]!
  if (hasMore(type)) return { _tag: 'More', of: type.of, count: type.count }
  if (isUnknownKey(type)) return { _tag: 'UnknownKey', nearest: type.nearest }
  return { _tag: value === undefined ? 'Missing' : 'Unexpected', expected: type.name }
}

/** Collects errors: 20 of each kind, and one error that counts the others of the kind. */
export interface ErrorList {
  readonly add: (errors: t.Errors) => void
  readonly tell: Told<t.ValidationError>['tell']
  /** Empty if there was no error. */
  readonly all: () => t.Errors
}

export const errorList = (): ErrorList => {
  const list = told<t.ValidationError>()
  return {
    add: (errors) => {
      for (const error of errors) {
        const meaning = meaningOf(error)
        if (meaning._tag === 'More') list.count(meaning.of, meaning.count)
        else list.tell(meaning._tag, () => error)
      }
    },
    tell: list.tell,
    all: () =>
      list.all().map((error) => {
        if (!('_tag' in error)) return error
        const type: MoreErrors = Object.assign(new t.NeverType(), { of: error.of, count: error.count })
        return { value: undefined, context: [{ key: '', type }] }
      }),
  }
}
