import { dirname, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const { config } = ts.readConfigFile('src/tsconfig.json', (path) => ts.sys.readFile(path)) as { config: object }
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('src'))

/** The type errors of a text that stands in the core. */
const errors = (text: string): readonly string[] => {
  const path = resolve('src/units/planted.ts')
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => name === path || fileExists(name)
  host.getSourceFile = (name, version) => (name === path ? ts.createSourceFile(name, text, version) : getSourceFile(name, version))
  host.getCurrentDirectory = () => dirname(path)
  const program = ts.createProgram([path], options, host)
  return program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

test('the core knows neither Node nor a browser', () => {
  expect(errors('export const a = process.argv')).toHaveLength(1)
  expect(errors('export const a = document.title')).toHaveLength(1)
  expect(errors('export const a = setTimeout')).toHaveLength(1)
  expect(errors('export const a = [1].map((x) => x + 1)')).toEqual([])
})
