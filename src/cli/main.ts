#!/usr/bin/env node
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { systemClock } from '../adapters/run/system-clock.js'
import { runProgram } from './program.js'

const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

const readBytes = async (path: string, limit: number): Promise<Uint8Array | null> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
    size += (chunk as Buffer).length
    if (size > limit) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

// A variable that stays in the environment is in every report of a crash, and in every process that this one starts.
const takeVariable = (name: string): string | undefined => {
  const value = process.env[name]
  Reflect.deleteProperty(process.env, name)
  return value
}

// A reader such as `head` may close the pipe early. This is not an error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })

// The first signal stops the command in an orderly way, a second one ends it immediately.
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  })

process.exitCode = await runProgram(version, process.argv.slice(2), {
  readBytes,
  takeVariable,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  colour: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
  interactive: process.stdout.isTTY,
  clock: systemClock(),
  stop: stop.signal,
  onReload: (listener) => process.on('SIGHUP', listener),
})
