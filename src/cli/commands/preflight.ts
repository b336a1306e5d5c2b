/**
 * `steelyard preflight`: shows the chain's answer to the weights of a snapshot, and the shares that the chain will make
 * of them.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, map, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { quantize } from '../../allocation/pools/quantize.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import { chainState } from '../../chain/preflight/chain-state.js'
import type { Look } from '../../network/look.js'
import { readLook } from '../../network/look.js'
import type { Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import { padToMinimum } from '../../chain/preflight/pad-to-minimum.js'
import { showPreflightError } from '../../chain/preflight/preflight-error.js'
import { preflight } from '../../chain/preflight/preflight.js'
import { reportRealised } from '../../chain/stored/distortion.js'
import { staleness } from '../../network/staleness.js'
import { Hotkey } from '../../units/address/hotkey.js'
import type { U64 } from '../../units/integer/u64.js'
import { isTable } from '../../units/codec/struct.js'
import type { CallPlan } from '../../validator/cycle/call-plan.js'
import { planCall } from '../../validator/cycle/call-plan.js'
import type { Registered } from '../../validator/network.js'
import { DEFAULT_SETTINGS } from '../../validator/settings.js'
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

/** Who signs what, on which mechanism. */
interface Asked {
  readonly weights: U16Weights
  readonly versionKey: U64
  readonly hotkey: Hotkey
  readonly mechanism: number
}

/**
 * Whether the chain takes weights and how, or every reason for a refusal. Only a chain that was asked shows its spec and the parameters of
 * commit-reveal; a snapshot without a spec is judged by the newest rules.
 */
const answerOf = (network: Registered, at: string, { weights, versionKey, hotkey, mechanism }: Asked): Either<Lines, CallPlan> => {
  const { metagraph } = network
  if (metagraph.spec !== undefined) {
    const settings = { ...DEFAULT_SETTINGS, netuid: metagraph.netuid, hotkey, mechanism }
    return planCall({ network, vector: weights, versionKey, at }, { settings, awaited: [] })
  }
  return pipe(
    preflight(chainState(metagraph)(hotkey))({ netuid: metagraph.netuid, ...weights, version_key: versionKey }),
    mapLeft((errors) => errors.map(showPreflightError)),
    map((): CallPlan => ({ _tag: 'Set' })),
  )
}

const accepted = (plan: CallPlan, { netuid, block }: Metagraph): string =>
  plan._tag === 'Set'
    ? `The chain will accept these weights on subnet ${netuid} from block ${block + 1} on.`
    : `The chain will accept a commit of these weights on subnet ${netuid} from block ${block + 1} on, and reveal it at about block ${plan.reveal.block}.`

/** The chain's answer as text: the accepted call, or every reason for a refusal. */
const judge = (metagraph: Look, at: string, asked: Asked): Either<Lines, Lines> => {
  const { hotkey, weights } = asked
  const uids = metagraph.neurons.map(({ uid }) => uid)
  const signer = toNullable(neuronByHotkey(metagraph)(hotkey))
  if (signer === null) return left([`HotKeyNotRegisteredInSubNet: ${hotkey} is not registered on subnet ${metagraph.netuid}`])
  // A single weight to oneself has exceptions, which additional zeros would take away.
  const isSelfWeight = weights.uids.length === 1 && weights.uids[0] === signer.uid
  const padded = isSelfWeight ? weights : padToMinimum(metagraph.hyperparameters.min_allowed_weights, uids)(weights)
  const zeros = padded.uids.length - weights.uids.length
  return pipe(
    answerOf({ metagraph, signer }, at, { ...asked, weights: padded }),
    map((plan) => [
      accepted(plan, metagraph),
      `  ${padded.uids.length} ${padded.uids.length === 1 ? 'entry' : 'entries'}${zeros === 0 ? '' : `, ${zeros} of them zeros to make up the minimum`}; ${age(metagraph, signer)}`,
    ]),
  )
}

/** Whether a snapshot has what the rules of the chain are asked of. */
const hasRules = (document: unknown): boolean => isTable(document) && document['hyperparameters'] !== undefined

const NOT_ASKED = 'the rules of the chain were not asked'

/** The answer, or why it can't be given: a snapshot alone does not contain permits, stakes and limits. */
const verdictOn = (
  document: unknown,
  config: EmissionConfig,
  weights: U16Weights,
  { hotkey: signer, mechanism }: Pick<PreflightOptions, 'hotkey' | 'mechanism'>,
): Either<Lines, Lines> => {
  if (signer !== undefined && !Hotkey.is(signer)) return left([`--hotkey: ${quotedArgument(signer)} is no ss58 hotkey`])
  if (!hasRules(document)) return right([`The snapshot has no hyperparameters, permits and stakes, so ${NOT_ASKED}.`])
  const look = readLook(document)
  if (isLeft(look)) return left(look.left.map(showSnapshotError))
  if (signer === undefined) return right([`Without --hotkey ${NOT_ASKED}: they depend on who signs.`])
  const at = (document as Readonly<Record<string, unknown>>)['at']
  return judge(look.right, typeof at === 'string' ? at : '', { weights, versionKey: config.weight_version_key, hotkey: signer, mechanism })
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
  const verdict = verdictOn(document, config, weights, options)
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
