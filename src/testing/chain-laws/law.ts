/** A law of chains, and what is needed to check it. */
import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import { isLeft } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import type { Look } from '../../network/look.js'
import { readLook } from '../../network/look.js'
import type { Metagraph, MetagraphNeuron } from '../../network/metagraph.js'
import { neuronByHotkey } from '../../network/metagraph.js'
import type { Chain, CommitWeights, SetWeights, SubmitAnswer, WeightsCall } from '../../validator/ports.js'

/**
 * A chain to be tested. `advance` makes it produce that many blocks, `signer` is the hotkey whose port it is, `uids` are neurons that
 * can get weights.
 */
export interface ChainUnderTest {
  readonly chain: Chain
  readonly advance: (blocks: number) => Promise<void>
  readonly signer: string
  readonly uids: readonly number[]
  /** On a subnet that wants commits: a commit that the chain should take, another one each time. */
  readonly commit?: () => Promise<CommitWeights>
  readonly close?: () => Promise<void>
}

/** A law of chains as a sentence; `holds` rejects for a fresh chain that breaks it. */
export interface ChainLaw {
  readonly name: string
  readonly holds: (tested: ChainUnderTest) => Promise<void>
}

/** The number of blocks within which a submission must be answered. */
export const LIFE = 16

/** A rate limit longer than the time that two submissions take. */
export const LONG = 2 * (LIFE + 4)

/** What the signer sees. Fails when the document can't be read. */
export const readNetwork = async ({ chain }: ChainUnderTest): Promise<Look> => {
  const read = readLook(await chain.look())
  if (isLeft(read)) assert.fail(`look() can't be read: ${read.left.map(showSnapshotError).join('; ')}`)
  return read.right
}

/** The signer's neuron. Fails when there is none. */
export const signerOf = ({ signer }: ChainUnderTest, metagraph: Metagraph): MetagraphNeuron => {
  const neuron = toNullable(neuronByHotkey(metagraph)(signer))
  assert.ok(neuron !== null, `the signer ${signer} is no neuron of the metagraph`)
  return neuron
}

/** The block of the signer's last weights. */
export const lastUpdate = async (tested: ChainUnderTest): Promise<number> => signerOf(tested, await readNetwork(tested)).last_update

/** A vector that the chain should accept: all weights are equal, so that no share is too large. */
export const goodSubmission = async (tested: ChainUnderTest): Promise<SetWeights> => {
  const { netuid, hyperparameters } = await readNetwork(tested)
  return {
    _tag: 'Set',
    netuid,
    uids: tested.uids,
    weights: tested.uids.map(() => 65_535),
    version_key: hyperparameters.weights_version.toString(),
  }
}

/** Waits until a call's promise settles: gives its answer, or null when it rejects. It may reject with an `Error` only. */
const outcomeOf = (pending: Promise<SubmitAnswer>): Promise<SubmitAnswer | null> =>
  pending.catch((error: unknown) => {
    assert.ok(error instanceof Error, 'a call that fails rejects with an Error')
    return null
  })

/** Submits, and advances the chain until there is an answer. There must be one when the last block has passed. */
export const submit = async (
  { chain, advance }: ChainUnderTest,
  submission: WeightsCall,
  validUntil: number,
): Promise<SubmitAnswer | null> => {
  const answers: Promise<SubmitAnswer | null>[] = []
  const pending = outcomeOf(chain.submit(submission, validUntil))
  void pending.then(
    () => answers.push(pending),
    () => answers.push(pending),
  )
  for (let i = 0; i < LIFE + 4; i++) {
    await setImmediate()
    if (answers[0] !== undefined) return answers[0]
    await advance(1)
  }
  return assert.fail('a submission has an answer once its last block has passed, or its call rejects')
}
