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

/** A subnet as a validator needs it, over a client. A call of the client that rejects is tried again by the validator. */
export const ownChain = (client: Client, netuid: number): Chain => {
  const list = async <A>(item: string, block: number): Promise<readonly A[]> => (await client.query(item, netuid, block)) as readonly A[]
  return {
    block: () => client.head(),
    metagraph: async () => {
      const block = await client.head()
      const [hotkeys, coldkeys, registered, permits, stakes, updates] = await Promise.all([
        list<string>('Keys', block),
        list<string>('Owner', block),
        list<number>('BlockAtRegistration', block),
        list<boolean>('ValidatorPermit', block),
        list<string>('TotalStake', block),
        list<number>('LastUpdate', block),
      ])
      const neurons = hotkeys.map((hotkey, uid) => ({
        uid,
        hotkey,
        coldkey: coldkeys[uid],
        registered_at_block: registered[uid],
        validator_permit: permits[uid],
        stake: stakes[uid],
        last_update: updates[uid],
      }))
      return { netuid, block, neurons }
    },
    hyperparameters: async () => {
      const block = await client.head()
      const one = (item: string): Promise<unknown> => client.query(item, netuid, block)
      return {
        tempo: await one('Tempo'),
        weights_rate_limit: await one('WeightsSetRateLimit'),
        min_allowed_weights: await one('MinAllowedWeights'),
        max_weight_limit: await one('MaxWeightsLimit'),
        weights_version: await one('WeightsVersionKey'),
        commit_reveal_weights_enabled: await one('CommitRevealWeightsEnabled'),
        stake_threshold: await one('StakeThreshold'),
      }
    },
    submit: async ({ uids, weights, version_key }, validUntil): Promise<SubmitAnswer> => {
      const answer = await client.setWeights({ dests: uids, weights, version_key: BigInt(version_key), era: validUntil })
      return answer.ok ? { _tag: 'Included', block: answer.block } : { _tag: 'Refused', error: answer.error, block: answer.block ?? null }
    },
  }
}
