import type { Chain, SubmitAnswer } from 'steelyard/validator'
type Sent = { readonly ok: true; readonly block: number } | { readonly ok: false; readonly error: string; readonly block?: number }

/** What this chain is read through: a client of your own, here one that answers by the name of a storage item. */
export interface Client {
  readonly head: () => Promise<number>
  /** A value of the subnet at a block: a list by uid, or one value. */
  readonly query: (item: string, netuid: number, block: number) => Promise<unknown>
  /** Signs, sends and waits for a block; `era` is the last block that may include it. */
  readonly setWeights: (call: { dests: readonly number[]; weights: readonly number[]; version_key: bigint; era: number }) => Promise<Sent>
}

/** What is read of each neuron, and of the subnet: the key in the document, and the storage item behind it. */
const COLUMNS = {
  hotkey: 'Keys',
  coldkey: 'Owner',
  registered_at_block: 'BlockAtRegistration',
  validator_permit: 'ValidatorPermit',
  stake: 'TotalStake',
  last_update: 'LastUpdate',
  axon: 'Axons',
}
const OWNER = { hotkey: 'SubnetOwnerHotkey', coldkey: 'SubnetOwner' }
const HYPERPARAMETERS = {
  tempo: 'Tempo',
  weights_rate_limit: 'WeightsSetRateLimit',
  min_allowed_weights: 'MinAllowedWeights',
  max_weight_limit: 'MaxWeightsLimit',
  weights_version: 'WeightsVersionKey',
  commit_reveal_weights_enabled: 'CommitRevealWeightsEnabled',
  stake_threshold: 'StakeThreshold',
}

/** A subnet as a validator needs it, over a client; a look reads everything at one block. A call of the client that rejects is tried again by the validator. */
export const ownChain = (client: Client, netuid: number, signer: string): Chain => ({
  signer,
  block: () => client.head(),
  look: async () => {
    const block = await client.head()
    const read = (items: Readonly<Record<string, string>>) =>
      Promise.all(Object.entries(items).map(async ([key, item]) => [key, await client.query(item, netuid, block)] as const))
    const [columns, owner, hyperparameters, rows] = await Promise.all([
      read(COLUMNS),
      read(OWNER),
      read(HYPERPARAMETERS),
      client.query('Weights', netuid, block),
    ])
    // A neuron that serves nothing has no axon.
    const neurons = (columns[0]![1] as readonly string[]).map((hotkey, uid) => {
      const values = columns.map(([key, column]) => [key, (column as readonly unknown[])[uid]] as const)
      return { uid, hotkey, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) }
    })
    const row = (rows as readonly unknown[])[neurons.findIndex(({ hotkey }) => hotkey === signer)] ?? []
    return { netuid, block, neurons, owner: Object.fromEntries(owner), hyperparameters: Object.fromEntries(hyperparameters), row }
  },
  submit: async (call, validUntil): Promise<SubmitAnswer> => {
    if (call._tag === 'Commit') return { _tag: 'NotSent', error: 'this chain takes no commits' }
    const { uids, weights, version_key } = call
    const answer = await client.setWeights({ dests: uids, weights, version_key: BigInt(version_key), era: validUntil })
    return answer.ok ? { _tag: 'Included', block: answer.block } : { _tag: 'Refused', error: answer.error, block: answer.block ?? null }
  },
})
