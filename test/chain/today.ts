/** The examples of today's rules, computed apart from any chain code: test/vectors/yuma_today.json. */
import { readFileSync } from 'node:fs'

export interface Example {
  readonly rule: string
  readonly input: Readonly<Record<string, unknown>>
  readonly output: unknown
}

export const EXAMPLES = JSON.parse(readFileSync('test/vectors/yuma_today.json', 'utf8')) as readonly Example[]

/** The examples of a rule, which are at least one. */
export const examplesOf = <Input, Output>(rule: string): readonly { readonly input: Input; readonly output: Output }[] => {
  const found = EXAMPLES.filter((example) => example.rule === rule)
  if (found.length === 0) throw new Error(`no examples of ${rule}`)
  return found as unknown as readonly { readonly input: Input; readonly output: Output }[]
}
