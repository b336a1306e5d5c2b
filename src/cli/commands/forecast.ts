/** `steelyard forecast`: shows what the network's consensus would make of weights before they are sent. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { mechanismInputs } from '../../chain/mechanisms/mechanism-inputs.js'
import { NEWEST_KNOWN_SPEC, OLDEST_KNOWN_SPEC } from '../../chain/preflight/spec.js'
import type { RepeatedHotkey } from '../../chain/yuma/consistency.js'
import { forecast } from '../../chain/yuma/forecast.js'
import { showYumaError } from '../../chain/yuma/yuma-error.js'
import type { WeightsSource } from '../input/forecast-files.js'
import { readNetworkFile, readWeights } from '../input/forecast-files.js'
import type { NetworkOptions } from '../input/network-or-chain.js'
import { networkOrChain } from '../input/network-or-chain.js'
import { forecastTable } from '../output/forecast-table.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, printJson, refuse, warn } from '../output/terminal.js'
import { shownArgument } from '../output/shown-argument.js'

export const FORECAST_FORMATS = ['table', 'json'] as const

/** Either `network`, or both `chain` and `netuid`; either `weights`, or both `config` and `snapshot`. */
export interface ForecastOptions extends NetworkOptions {
  readonly hotkey: string
  readonly weights?: string
  readonly config?: string
  readonly snapshot?: string
  /** The runtime's spec; without it, the one of the network file, or the newest known. */
  readonly spec?: number
  readonly countsFrom?: number
  readonly format: (typeof FORECAST_FORMATS)[number]
  readonly strict: boolean
}

const sourceOf = ({ weights, config, snapshot, strict }: ForecastOptions): WeightsSource | null => {
  if (weights !== undefined) return config === undefined && snapshot === undefined ? { weights } : null
  return config === undefined || snapshot === undefined ? null : { config, snapshot, strict }
}

const skips = ({ hotkey, uids }: RepeatedHotkey): string =>
  `the chain skips this epoch while ${hotkey} has the uids ${uids.join(', ')}; the figures are of an epoch that runs`

export const forecastCommand = async (files: Terminal, options: ForecastOptions): Promise<ExitCode> => {
  const source = sourceOf(options)
  if (source === null) {
    files.err('error: give either --weights, or --config and --snapshot\n')
    return EXIT.usage
  }
  const found = await networkOrChain(files, options)
  if (isLeft(found)) return found.left
  const { terminal, network: path, subnet: place } = found.right
  const network = await readNetworkFile(terminal, path)
  if (isLeft(network)) return refuse(terminal, network.left)
  const { subnet, hotkeys, schedule } = network.right
  const spec = options.spec ?? network.right.spec ?? NEWEST_KNOWN_SPEC
  const uid = hotkeys.indexOf(options.hotkey)
  if (uid === -1) return refuse(terminal, [`--hotkey: ${shownArgument(options.hotkey)} is not on ${place}`])
  const weights = await readWeights(terminal, source, hotkeys)
  if (isLeft(weights)) return refuse(terminal, weights.left)
  const inputs = mechanismInputs(spec)(subnet)
  if (isLeft(inputs)) return refuse(terminal, inputs.left.map(showYumaError))
  const input = inputs.right[options.mechanism]
  if (input === undefined) return refuse(terminal, [`--mechanism: ${place} has no mechanism ${options.mechanism}`])
  const timing =
    options.countsFrom === undefined ? {} : { counts_from: options.countsFrom, ...(schedule === undefined ? {} : { schedule }) }
  const seen = forecast({ spec, input, uid, hotkeys, ...timing })(weights.right)
  if (isLeft(seen)) return refuse(terminal, seen.left.map(showYumaError))

  if (spec !== OLDEST_KNOWN_SPEC) warn(terminal, [`the rules of spec ${spec} were read from its source, and never compared to a runtime`])
  if (options.chain !== undefined && options.countsFrom === undefined && input.commit_blocks !== null)
    warn(terminal, ['commit-reveal is on, so weights count from the block of their reveal: give it by --counts-from'])
  warn(terminal, seen.right.epoch.repeated_hotkeys.map(skips))
  if (!seen.right.permit) warn(terminal, [`uid ${uid} has no validator permit, so its weights count for nothing`])
  if (options.format === 'json') printJson(terminal, seen.right, 1)
  else print(terminal, forecastTable(seen.right, hotkeys))
  return EXIT.done
}
