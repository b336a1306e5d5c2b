/** `steelyard check`: every error of a config at once, or what it comes to with the defaults filled in. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { configHints, showConfigHint } from '../allocation/config-hint.js'
import type { EmissionConfig } from '../allocation/emission-config.js'
import { writeEmissionConfig } from '../allocation/emission-config.js'
import { quote } from '../units/quote.js'
import { readConfigFile } from './read-input.js'
import { left, right, tableLines } from './table.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT, refuse, warn } from './terminal.js'

const plain = (name: string): string => (/^[\w .+()-]+$/.test(name) ? name : quote(name))

const settings = (config: EmissionConfig): readonly string[] => {
  const { gpu_allocations, categories, ...scalars } = writeEmissionConfig(config)
  const models = [...config.categories].map(([model, category]) => [`categories.${plain(model)}`, plain(category)])
  return tableLines([left('setting'), left('value')], [...Object.entries(scalars).map(([key, value]) => [key, String(value)]), ...models])
}

const pools = (config: EmissionConfig): readonly string[] =>
  tableLines(
    [left('pool'), right('percentage'), right('min GPUs'), right('min GB a GPU')],
    [...config.gpu_allocations].map(([category, { weight, min_gpu_count, min_gpu_vram }]) => [
      plain(category),
      `${weight.toFixed()} %`,
      min_gpu_count.toString(),
      min_gpu_vram?.toString() ?? '',
    ]),
  )

export const checkCommand = async (terminal: Terminal, { config: path }: { readonly config: string }): Promise<ExitCode> => {
  const config = await readConfigFile(terminal, path)
  if (isLeft(config)) return refuse(terminal, config.left)
  warn(terminal, configHints(config.right).map((hint) => `${path}: ${showConfigHint(hint)}`))
  terminal.out([`${path} is valid. With its defaults:`, '', ...settings(config.right), '', ...pools(config.right), ''].join('\n'))
  return EXIT.done
}
