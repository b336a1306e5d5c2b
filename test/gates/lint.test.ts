import { ESLint } from 'eslint'
import { beforeAll, describe, expect, test } from 'vitest'

const eslint = new ESLint()

/** The rules that a text breaks when it stands in the core. */
const broken = async (text: string, filePath = 'src/units/integer/uid.ts'): Promise<readonly string[]> => {
  const [found] = await eslint.lintText(text, { filePath })
  return [...new Set(found!.messages.map(({ ruleId }) => ruleId ?? 'syntax'))]
}

describe('the core is pure, by lint', () => {
  beforeAll(() => broken('export const warm = 1'), 60_000)

  const planted: readonly (readonly [string, string])[] = [
    ['export const now = (): number => Date.now()', 'no-restricted-properties'],
    ['export const now = (): Date => new Date()', 'no-restricted-syntax'],
    ['export const chance = (): number => Math.random()', 'no-restricted-properties'],
    ['export const e = Math.exp(1)', 'no-restricted-properties'],
    ['export const l = Math.log(2)', 'no-restricted-properties'],
    ['export const p = Math.pow(2, 0.5)', 'no-restricted-properties'],
    ['export const s = 2 ** 0.5', 'no-restricted-syntax'],
    ['export const f = async (): Promise<number> => 1', 'no-restricted-syntax'],
    ['export const f = (): void => { console.log(1) }', 'no-console'],
    ['export const f = (): never => { throw new Error() }', 'no-restricted-syntax'],
    ["import { readFileSync } from 'node:fs'\nexport const f = readFileSync", 'no-restricted-imports'],
    ["import { right } from 'fp-ts/Either'\nexport const f = right", 'no-restricted-imports'],
    ["import { right } from 'fp-ts/lib/Either'\nexport const f = right", 'no-restricted-imports'],
    ["import { Decimal } from 'decimal.js'\nexport const d = Decimal", '@typescript-eslint/no-restricted-imports'],
    ['export interface Box { value: number }', 'functional/type-declaration-immutability'],
    ['export class Box {}', 'functional/no-classes'],
    ['export const env = process.env', 'no-restricted-globals'],
    ["export const c = 'a'.localeCompare('b')", 'no-restricted-syntax'],
  ]
  for (const [text, rule] of planted)
    test(`${rule}: ${text.split('\n').at(-1)!}`, async () => {
      expect(await broken(text)).toContain(rule)
    })

  test('what is pure passes, and adapters may touch the world', async () => {
    expect(await broken('export const half = (x: number): number => x / 2\n')).toEqual([])
    expect(await broken('export const f = async (): Promise<number> => Date.now()\n', 'src/cli/program.ts')).toEqual([])
  })
})
