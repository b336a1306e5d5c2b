import type { Chain, SubmitAnswer, WeightsCall } from 'steelyard/validator'

/** What this chain is read through: a client of your own, here one that answers by the name of a storage item. */
export interface Client {
  readonly head: () => Promise<number>
  /** A value of the subnet at a block: a list by uid, or one value. */
  readonly query: (item: string, netuid: number, block: number) => Promise<unknown>
  /** Signs and sends a call, and waits for a block; `era` is the last block that may include it. */
  readonly send: (call: string, args: object, era: number) => Promise<SubmitAnswer>
}

/** What is read: the key in the document, and the storage item behind it. These are lists by uid. */
const COLUMNS = {
  ...{ hotkey: 'Keys', coldkey: 'Owner', registered_at_block: 'BlockAtRegistration', validator_permit: 'ValidatorPermit' },
  ...{ stake: 'TotalStake', last_update: 'LastUpdate', axon: 'Axons', row: 'Weights', commits: 'TimelockedWeightCommits' },
}
const PARTS = {
  owner: { hotkey: 'SubnetOwnerHotkey', coldkey: 'SubnetOwner' },
  hyperparameters: {
    ...{ tempo: 'Tempo', weights_rate_limit: 'WeightsSetRateLimit', min_allowed_weights: 'MinAllowedWeights' },
    ...{ max_weight_limit: 'MaxWeightsLimit', weights_version: 'WeightsVersionKey', stake_threshold: 'StakeThreshold' },
    commit_reveal_weights_enabled: 'CommitRevealWeightsEnabled',
  },
  schedule: {
    ...{ last_epoch_block: 'LastEpochBlock', pending_epoch_at: 'PendingEpochAt', subnet_epoch_index: 'SubnetEpochIndex' },
    ...{ tempo: 'Tempo', blocks_since_last_step: 'BlocksSinceLastStep' },
  },
  commit_reveal: {
    version: 'CommitRevealWeightsVersion',
    reveal_period_epochs: 'RevealPeriodEpochs',
    last_stored_round: 'LastStoredRound',
  },
}

const argsOf = (call: WeightsCall): readonly [name: string, args: object] =>
  call._tag === 'Set'
    ? ['set_weights', { netuid: call.netuid, dests: call.uids, weights: call.weights, version_key: BigInt(call.version_key) }]
    : ['commit_timelocked_weights', { ...call, reveal_round: BigInt(call.reveal_round) }]

/** A subnet as a validator needs it, over a client; a look reads everything at one block. A call that rejects is tried again by the validator. */
export const ownChain = (client: Client, netuid: number, signer: string): Chain => ({
  signer,
  block: () => client.head(),
  look: async () => {
    const block = await client.head()
    const read = async (items: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> =>
      Object.fromEntries(
        await Promise.all(Object.entries(items).map(async ([key, item]) => [key, await client.query(item, netuid, block)])),
      )
    const [columns, parts, spec] = await Promise.all([
      read(COLUMNS) as Promise<Readonly<Record<string, readonly unknown[]>>>,
      Promise.all(Object.entries(PARTS).map(async ([key, items]) => [key, await read(items)] as const)),
      client.query('SpecVersion', netuid, block),
    ])
    const { row = [], commits = [], ...rest } = columns
    // A neuron that serves nothing has no axon.
    const neurons = rest['hotkey']!.map((_, uid) =>
      Object.fromEntries(
        [['uid', uid], ...Object.entries(rest).map(([key, list]) => [key, list[uid]])].filter(([, value]) => value !== undefined),
      ),
    )
    const own = rest['hotkey']!.indexOf(signer)
    return { netuid, block, neurons, ...Object.fromEntries(parts), row: row[own] ?? [], commits: commits[own] ?? [], spec }
  },
  submit: async (call, validUntil) => client.send(...argsOf(call), validUntil),
})
