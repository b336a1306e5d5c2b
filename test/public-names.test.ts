/** Everything that the package exports is documented, and every function has an example (which the tests run). */
import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import tsup from '../tsup.config.js'

const [{ entry }] = tsup as readonly [{ entry: Readonly<Record<string, string>> }]
const program = ts.createProgram(Object.values(entry).map((path) => resolve(path)), ts.parseJsonConfigFileContent({ extends: './tsconfig.json' }, ts.sys, resolve('.')).options)
const checker = program.getTypeChecker()

test('every public function has an example, every public name a docstring', () => {
  const lacking = new Set<string>()
  for (const path of Object.values(entry)) {
    const file = program.getSourceFile(resolve(path))!
    for (const exported of checker.getExportsOfModule(checker.getSymbolAtLocation(file)!)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      if (symbol.valueDeclaration === undefined) continue
      const type = checker.getTypeOfSymbol(symbol)
      const isFunction = type.getCallSignatures().length > 0 && type.getConstructSignatures().length === 0
      const documented = isFunction
        ? symbol.getJsDocTags(checker).some(({ name }) => name === 'example')
        : symbol.getDocumentationComment(checker).length > 0 || (symbol.declarations ?? []).length > 1
      if (!documented) lacking.add(`${symbol.name} (${path})`)
    }
  }
  expect([...lacking]).toEqual([])
})
