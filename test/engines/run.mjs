/**
 * Works the digests out on every engine: `node test/engines/run.mjs`, with `--nodes` on Node 20 to 26 only.
 *
 * Exits 0 if every engine ran and agreed with what is pinned. An engine that is not to be had is said so, with what it needs, and
 * is a failure too unless `--allow-missing` is given; one that runs and fails, or disagrees, always is.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { argv, stdout } from 'node:process'
import { fileURLToPath, URL } from 'node:url'
import { build } from 'esbuild'
import { ENGINES, NODES } from './engines.mjs'

const say = (line) => stdout.write(`${line}\n`)
const allowMissing = argv.includes('--allow-missing')
const engines = argv.includes('--nodes') ? NODES : ENGINES

const bundleIn = async (folder) => {
  const outfile = join(folder, 'digests.mjs')
  // For the browser: whatever needs a module of Node is an error here.
  await build({
    entryPoints: [fileURLToPath(new URL('print.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outfile,
    logLevel: 'warning',
  })
  return outfile
}

/** The line that says what went wrong, of all that a program says when it dies. */
const reason = (error) => {
  const lines = (error.stderr || error.message).split('\n').filter((line) => line.trim() !== '' && !line.startsWith('npm warn'))
  return lines.find((line) => /error/i.test(line)) ?? lines[0] ?? error.message
}

/** Whether the engine is as it should be. */
const tryOn = async ({ name, needs, prepare }, folder, bundle) => {
  let engine
  try {
    engine = await prepare(folder)
  } catch (error) {
    say(`${name.padEnd(10)} MISSING: it needs ${needs} (${reason(error)})`)
    return allowMissing
  }
  const label = `${name.padEnd(10)} ${engine.version.padEnd(16)}`
  try {
    const start = Date.now()
    const digests = JSON.parse(await engine.run(bundle))
    const seconds = `${((Date.now() - start) / 1000).toFixed(1)} s`
    for (const digest of digests)
      say(
        `${label} ${digest.found} ${seconds.padStart(7)}  ${digest.name}${digest.found === digest.expected ? '' : `  DIFFERS from ${digest.expected}`}`,
      )
    return digests.length > 0 && digests.every(({ found, expected }) => found === expected)
  } catch (error) {
    say(`${label} FAILED: ${reason(error)}`)
    return false
  }
}

const folder = await mkdtemp(join(tmpdir(), 'engines-'))
try {
  const bundle = await bundleIn(folder)
  let good = true
  for (const engine of engines) good = (await tryOn(engine, folder, bundle)) && good
  process.exitCode = good ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
