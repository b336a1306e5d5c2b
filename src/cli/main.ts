#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { runProgram } from './program.js'

const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

process.exitCode = await runProgram(version, process.argv.slice(2), {
  readText: (path) => readFile(path, 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  colour: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
})
