/**
 * `steelyard preflight`: shows the chain's answer to the weights of a snapshot, and the shares that the chain will make
 * of them.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { quantize } from '../../allocation/pools/quantize.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import { chainState } from '../../chain/preflight/chain-state.js'
import type { Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import { neuronByHotkey, readMetagraph } from '../../network/metagraph.js'
import { padToMinimum } from '../../chain/preflight/pad-to-minimum.js'
import { showPreflightError } from '../../chain/preflight/preflight-error.js'
import { preflight } from '../../chain/preflight/preflight.js'
import { reportRealised } from '../../chain/stored/distortion.js'
import { staleness } from '../../network/staleness.js'
import { Hotkey } from '../../units/address/hotkey.js'
import { isTable } from '../../units/codec/struct.js'
import { allocateFiles } from '../input/allocate-files.js'
import { snapshotOrChain } from '../input/snapshot-or-chain.js'
import { burnVerdict } from '../output/burn-verdict.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, refuse, warn } from '../output/terminal.js'
import { evidenceVerdict, warningsOfRefusal } from '../output/allocation-warnings.js'
import { quotedArgument, shownFile } from '../output/shown-argument.js'

export interface PreflightOptions {
  readonly config: string
  /** Either the snapshot, or a chain and its subnet. */
  readonly snapshot?: string
  readonly chain?: string
  readonly netuid?: number
  readonly mechanism: number
  /** Results of validation, for what the chain shows. */
  readonly results?: string
  readonly hotkey?: string
  readonly strict: boolean
  readonly allowForeignBurn: boolean
  readonly allowEmpty: boolean
}

type Lines = readonly string[]

const age = (metagraph: Metagraph, { last_update }: MetagraphNeuron): string => {
  const found = staleness(last_update, metagraph.hyperparameters.tempo, metagraph.block)
  if (found._tag === 'NeverSet') return 'weights were never set before'
  const stale = found._tag === 'Stale' ? `, which is stale: ${found.tempos} ${found.tempos === 1 ? 'tempo' : 'tempos'}` : ''
  return `weights were last set ${found.blocks} blocks ago${stale}`
}

/** The chain's answer as text: the accepted call, or every reason for a refusal. */
const judge = (config: EmissionConfig, metagraph: Metagraph, hotkey: Hotkey, weights: U16Weights): Either<Lines, Lines> => {
  const uids = metagraph.neurons.map(({ uid }) => uid)
  const own = toNullable(neuronByHotkey(metagraph)(hotkey))
  if (own === null) return left([`HotKeyNotRegisteredInSubNet: ${hotkey} is not registered on subnet ${metagraph.netuid}`])
  // A single weight to oneself has exceptions, which additional zeros would take away.
  const isSelfWeight = weights.uids.length === 1 && weights.uids[0] === own.uid
  const padded = isSelfWeight ? weights : padToMinimum(metagraph.hyperparameters.min_allowed_weights, uids)(weights)
  const state = chainState(metagraph)(hotkey)
  const submission = { netuid: metagraph.netuid, ...padded, version_key: config.weight_version_key }
  const verdict = preflight(state)(submission)
  if (isLeft(verdict)) return left(verdict.left.map(showPreflightError))
  const zeros = padded.uids.length - weights.uids.length
  return right([
    `The chain will accept these weights on subnet ${metagraph.netuid} from block ${state.block} on.`,
    `  ${padded.uids.length} ${padded.uids.length === 1 ? 'entry' : 'entries'}${zeros === 0 ? '' : `, ${zeros} of them zeros to make up the minimum`}; ${age(metagraph, own)}`,
  ])
}

/** Whether a snapshot has what the rules of the chain are asked of. */
const hasRules = (document: unknown): boolean => isTable(document) && document['hyperparameters'] !== undefined

const NOT_ASKED = 'the rules of the chain were not asked'

/** The answer, or why it can't be given: a snapshot alone does not contain permits, stakes and limits. */
const verdictOn = (document: unknown, config: EmissionConfig, signer: string | undefined, weights: U16Weights): Either<Lines, Lines> => {
  if (signer !== undefined && !Hotkey.is(signer)) return left([`--hotkey: ${quotedArgument(signer)} is no ss58 hotkey`])
  if (!hasRules(document)) return right([`The snapshot has no hyperparameters, permits and stakes, so ${NOT_ASKED}.`])
  const metagraph = readMetagraph(document)
  if (isLeft(metagraph)) return left(metagraph.left.map(showSnapshotError))
  if (signer === undefined) return right([`Without --hotkey ${NOT_ASKED}: they depend on who signs.`])
  return judge(config, metagraph.right, signer, weights)
}

export const preflightCommand = async (outer: Terminal, options: PreflightOptions): Promise<ExitCode> => {
  const world = await snapshotOrChain(outer, options)
  if (isLeft(world)) return world.left
  const { terminal, snapshot } = world.right
  const input = await allocateFiles(terminal, { ...options, snapshot }, { allowForeignBurn: true })
  if (isLeft(input)) return refuse(terminal, input.left)
  const { config, document, allocation } = input.right
  const weights = quantize('max')(allocation)
  const burn = burnVerdict(config, allocation, options.allowForeignBurn)
  const verdict = verdictOn(document, config, options.hotkey, weights)
  const evidence = evidenceVerdict(allocation, options.allowEmpty)
  if (isLeft(evidence)) warn(terminal, warningsOfRefusal(allocation))
  if (isLeft(burn) || isLeft(verdict) || isLeft(evidence))
    return refuse(terminal, [
      ...(isLeft(burn) ? [`${shownFile(options.config)}: ${burn.left}`] : []),
      ...(isLeft(evidence) ? [`${shownFile(snapshot)}: ${evidence.left}`] : []),
      ...(isLeft(verdict) ? verdict.left : []),
    ])

  warn(terminal, [...evidence.right, ...burn.right])
  const kept = reportRealised(allocation)(weights)
  const lines = [
    ...verdict.right,
    `Of what the chain keeps, ${kept.burn} burns, and ${kept.total_variation} goes to somebody else than meant.`,
    ...(kept.zeroed_uids.length === 0 ? [] : [`Shares too small for any weight, so nothing: uids ${kept.zeroed_uids.join(', ')}.`]),
  ]
  print(terminal, lines)
  // Who names a signer asks a question, and it was not answered.
  return options.hotkey === undefined || hasRules(document) ? EXIT.done : EXIT.unknown
}
