/** The library's own sources as modules of their own, with one planted mistake or without: wrong implementations for laws to detect. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'

/** A piece of source that occurs exactly once in a file, and the mistake that replaces it. */
export interface Mistake {
  readonly name: string
  readonly file: string
  readonly right: string
  readonly wrong: string
}

const nativeRequire = createRequire(import.meta.url)
const compiled = new Map<string, string>()

const compile = (source: string): string => {
  const known = compiled.get(source)
  if (known !== undefined) return known
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } })
  compiled.set(source, outputText)
  return outputText
}

/** Loads modules by their paths; each is loaded once. The mistake's file is named from `root`. */
export const plantedSources = (root: string, mistake: Mistake | null): ((path: string) => object) => {
  const loaded = new Map<string, object>()
  const load = (path: string): object => {
    const known = loaded.get(path)
    if (known !== undefined) return known
    const source = readFileSync(path, 'utf8')
    const isMistaken = mistake !== null && path === resolve(root, mistake.file)
    if (isMistaken && source.split(mistake.right).length !== 2)
      throw new Error(`${mistake.name}: what is right doesn't stand once in ${mistake.file}`)
    const exports = {}
    loaded.set(path, exports)
    const require = (from: string): unknown =>
      from.startsWith('.') ? load(resolve(dirname(path), from.replace(/\.js$/, '.ts'))) : nativeRequire(from)
    new Function('require', 'exports', compile(isMistaken ? source.replace(mistake.right, () => mistake.wrong) : source))(require, exports)
    return exports
  }
  return load
}
