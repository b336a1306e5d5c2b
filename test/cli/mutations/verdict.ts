/** What the command line promises of every run, whatever it is fed, and the first promise that a run breaks. */
import { isDangerous } from '../../dangerous.js'

/** What a run did. `thrown` is what it threw, or null. */
export interface Ran {
  readonly args: readonly string[]
  readonly code: number
  readonly out: string
  readonly err: string
  readonly thrown: unknown
  readonly seconds: number
}

const MOST_TEXT = 65_536
/** A machine that others use too is slow, so only a hang takes so long. */
const MOST_SECONDS = 20

/** Words that a formatter writes by mistake, and lines of a stack. */
const UNTYPED = /\[object |\bundefined\b|\bTypeError\b|\bRangeError\b|\bReferenceError\b|^\s+at .*:\d+/m

/** `status --check` prints the status, and its exit code is the health. */
/** Who names a signer asks what the chain will answer. */
const isQuestion = ({ args }: Ran): boolean => args[0] === 'preflight' && args.includes('--hotkey')

const isCheck = ({ args }: Ran): boolean => args[0] === 'status' && args.includes('--check')

const TYPED = /^(error|warning): ./
/** The parser of the arguments adds a suggestion; without a command it prints the help. */
const OF_THE_PARSER = /^\(Did you mean .*\)$/

const isTyped = ({ err, code }: Ran): boolean => {
  const lines = err.split('\n').filter((line) => line !== '')
  if (code === 2 && err.startsWith('Usage: steelyard')) return true
  return lines.some((line) => line.startsWith('error: ')) && lines.every((line) => TYPED.test(line) || OF_THE_PARSER.test(line))
}

/** The promise that the run broke, or null. */
export const brokenPromise = (ran: Ran): string | null => {
  const { code, out, err, thrown, seconds } = ran
  if (thrown !== null) return `threw ${String(thrown)}`
  if (![0, 1, 2, 3].includes(code)) return `exit code ${code}`
  if (seconds > MOST_SECONDS) return `took ${seconds.toFixed(1)} s`
  if (Buffer.byteLength(err) > MOST_TEXT) return `${Buffer.byteLength(err)} bytes on standard error`
  if (`${out}\n${err}`.split('\n').some(isDangerous)) return 'a character that acts on a terminal'
  if (/se\/?cret/.test(`${out}\n${err}`)) return 'a password'
  const found = UNTYPED.exec(code === 0 ? err : `${out}\n${err}`)
  if (found !== null)
    return `said ${JSON.stringify(`${out}\n${err}`.slice(Math.max(0, `${out}\n${err}`.search(UNTYPED) - 200)).slice(0, 400))}`
  if (code === 0) return out === '' && err === '' && ran.args[0] !== 'gpu' ? 'done, and nothing said' : null
  if (isCheck(ran) && (code === 1 || code === 3)) return Buffer.byteLength(out) > MOST_TEXT ? 'too much on standard output' : null
  if (code === 3) return isQuestion(ran) ? null : 'could not be asked, and nobody asked'
  if (out !== '') return 'refused, and something on standard output'
  return isTyped(ran) ? null : `refused, saying ${JSON.stringify(err.slice(0, 500))}`
}
