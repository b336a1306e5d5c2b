/** `steelyard gpu`: reads names from standard input and prints one answer for each line, also for empty lines. */
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { categoryOf } from '../../gpu/category.js'
import { showGpuNameError } from '../../gpu/gpu-name-error.js'
import { normalizeGpuName } from '../../gpu/normalize-gpu-name.js'
import { quote } from '../../units/text/quote.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, printJson, refuse } from '../output/terminal.js'
import { left, right, tableLines } from '../output/table.js'

export const GPU_FORMATS = ['table', 'json'] as const

interface GpuAnswer {
  readonly raw: string
  readonly vendor: string | null
  readonly model: string | null
  readonly memory_gb: number | null
  readonly form_factor: string | null
  readonly category: string | null
  readonly error: string | null
}

const MOST_OF_THE_NAMES = 400_000_000

const categorize = categoryOf(new Map())

const answer = (raw: string): GpuAnswer => {
  const named = normalizeGpuName(raw)
  if (isLeft(named)) return { raw, vendor: null, model: null, memory_gb: null, form_factor: null, category: null, error: named.left._tag }
  const { vendor, model, memoryGb = null, formFactor = null } = named.right
  return { raw, vendor, model, memory_gb: memoryGb, form_factor: formFactor, category: categorize(named.right), error: null }
}

const why = (raw: string): string => {
  const named = normalizeGpuName(raw)
  return isRight(named) ? '' : showGpuNameError(named.left)
}

const LONGEST = 60
const shown = (raw: string): string => (raw.length > LONGEST ? `${quote(raw.slice(0, LONGEST))}…` : quote(raw))

const table = (names: readonly string[]): readonly string[] =>
  tableLines(
    [left('name'), left('vendor'), left('model'), right('GB'), left('form'), left('category'), left('refused')],
    names.map((raw) => {
      const { vendor, model, memory_gb, form_factor, category } = answer(raw)
      return [shown(raw), vendor ?? '', model ?? '', memory_gb?.toString() ?? '', form_factor ?? '', category ?? '', why(raw)]
    }),
  )

/** Lines end in a newline, with or without a carriage return before it. Text after the last newline is a line if it is not empty. */
const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  return lines[lines.length - 1] === '' ? lines.slice(0, -1) : lines
}

export const gpuCommand = async (terminal: Terminal, { format }: { readonly format: (typeof GPU_FORMATS)[number] }): Promise<ExitCode> => {
  const bytes = await terminal.readBytes('-', MOST_OF_THE_NAMES)
  if (bytes === null) return refuse(terminal, [`standard input: is larger than ${MOST_OF_THE_NAMES / 1_000_000} MB`])
  // Bytes that are not UTF-8 become U+FFFD, which a name can't contain. So only that line is refused, and not the whole
  // input.
  const names = linesOf(new TextDecoder('utf-8').decode(bytes))
  if (format === 'json') for (const raw of names) printJson(terminal, answer(raw))
  else print(terminal, table(names))
  return EXIT.done
}
