/**
 * Forms the groups of an epoch: it takes a snapshot of the registry and of the nodes of all participants that enter.
 *
 * Laws: each node serves at most one model; all timeslots are the default; later changes of the registry do not reach the
 * snapshot.
 */
import { isGiven } from './admission.js'
import { modelOf } from './assign-models.js'
import type { EpochState } from './epoch-state.js'
import type { ModelRegistry } from './model-registry.js'
import type { Weighed } from './new-weights.js'
import { DEFAULT_TIMESLOTS } from './timeslots.js'

/**
 * Makes an epoch from the weighed participants; those with a drop reason are left out.
 *
 * @example
 * ```ts
 * import { formEpoch } from 'steelyard/policies'
 * const weighed = [{ id: '5A', validator_key: 'k', seed: 's', nodes: [{ id: 'n1', models: ['qwen'], weight: 2n }], dropped: [] }]
 * formEpoch(1, new Map([['qwen', {}]]), 0n)(weighed).participants[0].nodes // => [{ id: 'n1', models: ['qwen'], model: 'qwen', weight: 2n, timeslots: [true, false] }]
 * ```
 */
export const formEpoch =
  (epoch: number, registry: ModelRegistry, minted: bigint) =>
  (weighed: readonly Weighed[]): EpochState => {
    const serves = modelOf(registry)
    return {
      epoch,
      models: new Map(registry),
      participants: weighed.flatMap(({ id, validator_key, seed, nodes, dropped }) =>
        dropped.length > 0 || !isGiven(validator_key) || !isGiven(seed)
          ? []
          : [
              {
                id,
                validator_key,
                seed,
                nodes: nodes.map((node) => ({
                  id: node.id,
                  models: node.models,
                  model: serves(node),
                  weight: node.weight,
                  timeslots: DEFAULT_TIMESLOTS,
                })),
              },
            ],
      ),
      minted,
    }
  }
