/** `steelyard check`: shows every error of a config at once, or the config with the defaults filled in. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { configHints, showConfigHint } from '../../allocation/config/config-hint.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import { writeEmissionConfig } from '../../allocation/config/emission-config.js'
import { quote } from '../../units/text/quote.js'
import type { PolicyFile } from '../input/policy-file.js'
import { withPolicy } from '../input/policy-file.js'
import { readPolicyFile } from '../input/read-policy.js'
import { left, right, tableLines } from '../output/table.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse, warn } from '../output/terminal.js'

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

/**
 * A config with the defaults filled in. `[emission]` is shown as tables. Another policy's config is shown as JSON, because its
 * constants are tables themselves.
 */
const shown = (file: PolicyFile): readonly string[] => {
  if (file.table === 'emission') return [...settings(file.config), '', ...pools(file.config)]
  const document = withPolicy(file, false, (policy, config) => policy.writeConfig(config))
  return JSON.stringify({ [file.table]: document }, null, 2).split('\n')
}

const hints = (file: PolicyFile): readonly string[] => (file.table === 'emission' ? configHints(file.config).map(showConfigHint) : [])

export const checkCommand = async (terminal: Terminal, { config: path }: { readonly config: string }): Promise<ExitCode> => {
  const file = await readPolicyFile(terminal, path)
  if (isLeft(file)) return refuse(terminal, file.left)
  warn(
    terminal,
    hints(file.right).map((hint) => `${path}: ${hint}`),
  )
  terminal.out([`${path} is valid. With its defaults:`, '', ...shown(file.right), ''].join('\n'))
  return EXIT.done
}
