/**
 * The messages about wrong usage. The parser of the command line repeats the argument that it does not understand, and this may be the
 * address of a store with its password, or a key: behind a misspelt option, as the value of another one, or in the place of a command.
 */
import { oneLine } from '../../units/text/one-line.js'
import { quote } from '../../units/text/quote.js'
import { withoutKeys } from '../../units/text/without-keys.js'

/** What the parser may repeat: an argument, the value in one argument with its option, or what follows a short option. */
const repeatable = (arg: string): readonly string[] => [
  arg,
  ...(arg.startsWith('--') && arg.includes('=') ? [arg.slice(arg.indexOf('=') + 1)] : []),
  ...(/^-[^-]/.test(arg) ? [`-${arg.slice(2)}`, arg.slice(2)] : []),
]

/** The characters in which an address or a connection string differs from a word. */
const MAY_HAVE_PASSWORD = /[:@=%]/

const PLAIN = /^[!-&(-~]*(?: [!-&(-~]+)*$/

const shown = (arg: string): string => {
  const [, option = '', value = arg] = /^(--[\w-]+=)(.*)$/s.exec(arg) ?? []
  const safe = `${option}${MAY_HAVE_PASSWORD.test(value) ? '…' : withoutKeys(value)}`
  return safe !== arg || PLAIN.test(safe) ? `'${oneLine(safe)}'` : quote(safe)
}

/** A message of the parser, which has each argument between single quotes. Arguments that may have a password in them are not shown. */
export const showWrongUsage =
  (args: readonly string[]) =>
  (message: string): string =>
    [...new Set(args.flatMap(repeatable))]
      .filter((arg) => arg !== '')
      .sort((a, b) => b.length - a.length)
      .reduce((rest, arg) => rest.replaceAll(`'${arg}'`, () => shown(arg)), message)
      // The line breaks that are left are those of the parser.
      .split('\n')
      .map(oneLine)
      .join('\n')
