/**
 * Runs the examples of the docs: every `expression // => value` in an `@example` of a docstring, and in the ```ts blocks of
 * the README and docs/, is evaluated against the sources and compared deeply with the value.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const SUBPATHS = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { readonly exports: object }).exports)
  .filter((name) => !name.endsWith('.json'))
  .map((name) => name.replace('.', 'steelyard'))
const OTHERS = ['fp-ts/lib/Either.js', 'fp-ts/lib/Option.js', 'fp-ts/lib/function.js', 'node:fs']

/** What examples may import: every subpath that users have, over the sources (the runner's aliases), and a little beside. */
const moduleOf = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
  expect([...SUBPATHS, ...OTHERS]).toContain(name)
  return (await import(/* @vite-ignore */ name)) as Readonly<Record<string, unknown>>
}

const filesUnder = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith(ending))
    .map((f) => join(folder, f))

const blocksOf = (text: string): readonly string[] => [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block!)

const docstringBlocks = (source: string): readonly string[] =>
  [...source.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(([comment]) => blocksOf(comment.replace(/^ *\* ?/gm, '')))

const IMPORT = /^import \{ (.+) \} from '(.+)'$/
const ASSERTION = /^(.+?) \/\/ => (.+)$/

/** The statements of a block with its assertions collected as pairs [found, documented]. */
const run = async (block: string): Promise<readonly (readonly [unknown, unknown, string])[]> => {
  const lines = block
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
  const names: string[] = []
  const values: unknown[] = []
  const body: string[] = []
  for (const line of lines) {
    const imported = IMPORT.exec(line)
    const assertion = ASSERTION.exec(line)
    if (imported !== null) {
      const module = await moduleOf(imported[2]!)
      for (const name of imported[1]!.split(', ')) {
        names.push(name)
        expect(module, `${name} from ${imported[2]!}`).toHaveProperty(name)
        values.push(module[name])
      }
    } else body.push(assertion === null ? line : `$pairs.push([${assertion[1]!}, (${assertion[2]!}), ${JSON.stringify(line)}])`)
  }
  const pairs: (readonly [unknown, unknown, string])[] = []
  new Function('$pairs', ...names, body.join('\n'))(pairs, ...values)
  return pairs
}

const sources = [
  ...filesUnder('src', '.ts').map((file) => ({ file, blocks: docstringBlocks(readFileSync(file, 'utf8')) })),
  ...['README.md', ...filesUnder('docs', '.md')].map((file) => ({ file, blocks: blocksOf(readFileSync(file, 'utf8')) })),
].filter(({ blocks }) => blocks.length > 0)

describe('documented examples', () => {
  for (const { file, blocks } of sources)
    blocks.forEach((block, i) => {
      test(`${file}, example ${i + 1}`, async () => {
        const pairs = await run(block)
        expect(pairs.length, 'an example asserts something').toBeGreaterThan(0)
        for (const [found, documented, line] of pairs) expect(found, line).toEqual(documented)
      })
    })
  test('there are examples, and a wrong one fails', async () => {
    expect(sources.length).toBeGreaterThan(10)
    const [[found, documented]] = (await run("import { ema } from 'steelyard/scoring'\ntypeof ema // => 'number'")) as [
      [unknown, unknown, string],
    ]
    expect(found).not.toEqual(documented)
  })
})
