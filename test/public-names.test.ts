/** Everything that the package exports is documented, and every function has an example (which the tests run). */
import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import tsup from '../tsup.config.js'

const [{ entry }] = tsup as readonly [{ entry: Readonly<Record<string, string>> }]
const program = ts.createProgram(
  Object.values(entry).map((path) => resolve(path)),
  ts.parseJsonConfigFileContent({ extends: './tsconfig.json' }, ts.sys, resolve('.')).options,
)
const checker = program.getTypeChecker()

/** What a module exports, namespaces taken apart. */
const exportsOf = (module: ts.Symbol): readonly ts.Symbol[] =>
  checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    return symbol.flags & ts.SymbolFlags.ValueModule ? exportsOf(symbol) : [symbol]
  })

const isDocumented = (symbol: ts.Symbol): boolean => {
  const type = symbol.valueDeclaration === undefined ? undefined : checker.getTypeOfSymbol(symbol)
  const isFunction = type !== undefined && type.getCallSignatures().length > 0 && type.getConstructSignatures().length === 0
  return isFunction
    ? symbol.getJsDocTags(checker).some(({ name }) => name === 'example')
    : symbol.getDocumentationComment(checker).length > 0
}

test('every public function has an example, every public name a docstring', () => {
  const lacking = Object.values(entry).flatMap((path) =>
    exportsOf(checker.getSymbolAtLocation(program.getSourceFile(resolve(path))!)!)
      .filter((symbol) => !isDocumented(symbol))
      .map(({ name }) => name),
  )
  expect([...new Set(lacking)].sort()).toEqual([])
})
