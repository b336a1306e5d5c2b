/** `steelyard check`: every error of a config at once, or what it comes to with the defaults filled in. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { configHints, showConfigHint } from '../../allocation/config/config-hint.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import type { PoolRule } from '../../allocation/config/pool-rule.js'
import { writeEmissionConfig } from '../../allocation/config/emission-config.js'
import { printableJson } from '../../units/json/printable-json.js'
import { plain } from '../../units/text/plain.js'
import type { PolicyFile } from '../input/policy-file.js'
import { withPolicy } from '../input/policy-file.js'
import { readPolicyFile } from '../input/read-policy.js'
import { left, right, tableLines } from '../output/table.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, refuse, warn } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'

const settings = (config: EmissionConfig): readonly string[] => {
  const { gpu_allocations, categories, ...scalars } = writeEmissionConfig(config)
  const models = [...config.categories].map(([model, category]) => [`categories.${plain(model)}`, plain(category)])
  return tableLines([left('setting'), left('value')], [...Object.entries(scalars).map(([key, value]) => [key, String(value)]), ...models])
}

/** A column for each key of a pool. */
const POOL_COLUMNS: { readonly [K in keyof PoolRule]-?: string } = {
  weight: 'percentage',
  min_gpu_count: 'min GPUs',
  min_gpu_vram: 'min GB a GPU',
}

const pools = (config: EmissionConfig): readonly string[] => {
  const keys = Object.keys(POOL_COLUMNS) as readonly (keyof PoolRule)[]
  return tableLines(
    [left('pool'), ...keys.map((key) => right(POOL_COLUMNS[key]))],
    [...config.gpu_allocations].map(([category, rule]) => [
      plain(category),
      ...keys.map((key) => (key === 'weight' ? `${rule.weight.toFixed()} %` : (rule[key]?.toString() ?? ''))),
    ]),
  )
}

/** What a setting costs that is as the seeds have it, and safer otherwise. */
const notes = ({ verification_scope, gpu_allocations }: EmissionConfig): readonly string[] =>
  verification_scope === 'miner' && gpu_allocations.size > 1
    ? [
        '',
        'verification_scope = "miner": one score counts for all GPUs of a miner, so results of a board that passes make up for',
        'failures of another. "category" keeps a score for each pool.',
      ]
    : []

/** What a config comes to: of `[emission]` as tables, of another policy as JSON, since its constants are tables themselves. */
const shown = (file: PolicyFile): readonly string[] => {
  if (file.table === 'emission') return [...settings(file.config), '', ...pools(file.config), ...notes(file.config)]
  const document = withPolicy(file, false, (policy, config) => policy.writeConfig(config))
  return printableJson({ [file.table]: document }, 2).split('\n')
}

const hints = (file: PolicyFile): readonly string[] => (file.table === 'emission' ? configHints(file.config).map(showConfigHint) : [])

export const checkCommand = async (terminal: Terminal, { config: path }: { readonly config: string }): Promise<ExitCode> => {
  const file = await readPolicyFile(terminal, path)
  if (isLeft(file)) return refuse(terminal, file.left)
  warn(
    terminal,
    hints(file.right).map((hint) => `${shownFile(path)}: ${hint}`),
  )
  print(terminal, [`${shownFile(path)} is valid. With its defaults:`, '', ...shown(file.right)])
  return EXIT.done
}
