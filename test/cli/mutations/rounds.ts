/** Runs the command line on mutated input, one command after the other, and reports what it promised and broke, its time and its memory. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { runProgram } from '../../../src/cli/program.js'
import { dice } from './dice.js'
import { COMMAND_NAMES, invocationOf } from './invocation.js'
import type { CommandName } from './invocation.js'
import type { Program } from './session.js'
import { runInvocation } from './session.js'
import { storedRun } from './stored-run.js'
import { brokenPromise } from './verdict.js'

export interface Failure {
  /** Makes the run again: `mutationRounds({ runs: 1, seed })`. */
  readonly seed: number
  readonly problem: string
  readonly args: readonly string[]
  /** The beginning of each file. */
  readonly files: Readonly<Record<string, string>>
}

export interface Report {
  readonly failures: readonly Failure[]
  readonly seconds: number
  /** The slowest run, in seconds. */
  readonly slowest: { readonly seed: number; readonly seconds: number }
  /** How many runs of each command ended with each exit code. */
  readonly codes: Readonly<Record<CommandName, Readonly<Record<string, number>>>>
  /** By how much the heap has grown since a tenth of the runs was over, and the most that the process ever held, in MB. */
  readonly heap_growth_mb: number
  readonly peak_rss_mb: number
}

export interface Rounds {
  readonly runs: number
  readonly seed: number
  readonly program?: Program
  /** Failures after which nothing more is run. */
  readonly most_failures?: number
}

const MB = 1_000_000

/** The heap after a collection, without an option for Node. */
const collector = (): (() => number) => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return () => {
    collect()
    return process.memoryUsage().heapUsed / MB
  }
}

export const mutationRounds = async ({ runs, seed, program = runProgram, most_failures = 20 }: Rounds): Promise<Report> => {
  const heap = collector()
  const store = await storedRun()
  const failures: Failure[] = []
  const codes = Object.fromEntries(COMMAND_NAMES.map((name) => [name, {}])) as Record<CommandName, Record<string, number>>
  let slowest = { seed, seconds: 0 }
  let settled = 0
  let peak = 0
  const began = performance.now()
  try {
    for (let i = 0; i < runs && failures.length < most_failures; i++) {
      if (i === Math.floor(runs / 10)) settled = heap()
      const roll = dice(seed + i)
      const command = COMMAND_NAMES[(seed + i) % COMMAND_NAMES.length]!
      const invocation = invocationOf(roll, command, store.file(roll))
      const ran = await runInvocation(program, invocation)
      const problem = brokenPromise(ran)
      codes[command][ran.code] = (codes[command][ran.code] ?? 0) + 1
      if (ran.seconds > slowest.seconds) slowest = { seed: seed + i, seconds: ran.seconds }
      if (problem !== null) {
        const files = Object.entries(invocation.files).map(([name, bytes]) => [name, Buffer.from(bytes.subarray(0, 2000)).toString()])
        failures.push({ seed: seed + i, problem, args: ran.args, files: Object.fromEntries(files) as Failure['files'] })
      }
      if (i % 100 === 0) peak = Math.max(peak, process.memoryUsage().rss / MB)
    }
    const seconds = (performance.now() - began) / 1000
    return { failures, seconds, slowest, codes, heap_growth_mb: heap() - settled, peak_rss_mb: peak }
  } finally {
    store.remove()
  }
}
