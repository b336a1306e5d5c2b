/** `steelyard forecast`: shows what the network's consensus would make of weights before they are sent. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { forecast } from '../../chain/yuma/forecast.js'
import type { YumaRules } from '../../chain/yuma/rules.js'
import { showYumaError } from '../../chain/yuma/yuma-error.js'
import type { WeightsSource } from '../input/forecast-files.js'
import { readNetworkFile, readWeights } from '../input/forecast-files.js'
import { forecastTable } from '../output/forecast-table.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, printJson, refuse, warn } from '../output/terminal.js'
import { shownArgument, shownFile } from '../output/shown-argument.js'

export const FORECAST_FORMATS = ['table', 'json'] as const
export const FORECAST_RULES = ['spec293', 'newer'] as const satisfies readonly YumaRules[]

/** Either `weights`, or both `config` and `snapshot`. */
export interface ForecastOptions {
  readonly network: string
  readonly hotkey: string
  readonly weights?: string
  readonly config?: string
  readonly snapshot?: string
  readonly rules: YumaRules
  readonly format: (typeof FORECAST_FORMATS)[number]
  readonly strict: boolean
}

const sourceOf = ({ weights, config, snapshot, strict }: ForecastOptions): WeightsSource | null => {
  if (weights !== undefined) return config === undefined && snapshot === undefined ? { weights } : null
  return config === undefined || snapshot === undefined ? null : { config, snapshot, strict }
}

export const forecastCommand = async (terminal: Terminal, options: ForecastOptions): Promise<ExitCode> => {
  const source = sourceOf(options)
  if (source === null) {
    terminal.err('error: give either --weights, or --config and --snapshot\n')
    return EXIT.usage
  }
  const network = await readNetworkFile(terminal, options.network)
  if (isLeft(network)) return refuse(terminal, network.left)
  const { input, hotkeys } = network.right
  const uid = hotkeys.indexOf(options.hotkey)
  if (uid === -1)
    return refuse(terminal, [`--hotkey: ${shownArgument(options.hotkey)} is not on the subnet of ${shownFile(options.network)}`])
  const weights = await readWeights(terminal, source, hotkeys)
  if (isLeft(weights)) return refuse(terminal, weights.left)
  const found = forecast({ rules: options.rules, input, uid })(weights.right)
  if (isLeft(found)) return refuse(terminal, found.left.map(showYumaError))

  if (options.rules === 'newer') warn(terminal, ['the rules newer were never compared to a runtime'])
  if (!found.right.permit) warn(terminal, [`uid ${uid} has no validator permit, so its weights count for nothing`])
  if (options.format === 'json') printJson(terminal, found.right, 1)
  else print(terminal, forecastTable(found.right, hotkeys))
  return EXIT.done
}
