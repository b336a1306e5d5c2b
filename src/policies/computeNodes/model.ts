/** A model that nodes can serve, as registered by governance. */
import type { Either } from 'fp-ts/lib/Either.js'
import { mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import { listOf } from '../../units/codec/list.js'
import { isMore } from '../../units/capped/capped.js'
import { faultsOf } from '../../units/codec/fault.js'
import { leaf } from '../../units/codec/leaf.js'
import { closedStruct } from '../../units/codec/struct.js'
import { text } from '../../units/codec/text.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { PositiveWeight, Weight } from './whole-number.js'

/** The id of a model, a node or a participant. */
export const Id = text(1, 256)

const Commit = leaf<string, string>(
  'a commit: 40 or 64 hexadecimal digits',
  (u): u is string => typeof u === 'string' && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(u),
)

/** `v_ram` is in GB; `units_of_compute_per_token` is what a token costs, 0 for one that is free. */
export const Model = closedStruct(
  'a model',
  {
    id: Id,
    proposed_by: Id,
    hf_repo: Id,
    hf_commit: Commit,
    model_args: listOf(text(1, 4096), 'a list of arguments'),
    v_ram: PositiveWeight,
    units_of_compute_per_token: Weight,
    throughput_per_nonce: PositiveWeight,
  },
  {},
)
/** A whole, valid model; its numbers are bigints. */
export type Model = t.TypeOf<typeof Model>

/** The errors of a codec as errors about compute nodes. */
export const malformed = mapLeft(
  (errors: t.Errors): ComputeNodesErrors => faultsOf(errors).map((fault) => (isMore(fault) ? fault : { _tag: 'Malformed', fault })),
)

/**
 * Reads a model from a document, in the form of a proposal. Errors: everything that is wrong with it.
 *
 * @example
 * ```ts
 * import { readModel } from 'steelyard/policies'
 * const document = { id: 'qwen', proposed_by: '5A', hf_repo: 'Qwen/Qwen2', hf_commit: 'a'.repeat(40), model_args: [], v_ram: 80, units_of_compute_per_token: 100, throughput_per_nonce: 1000000 }
 * readModel(document).right.throughput_per_nonce // => 1000000n
 * readModel({ ...document, id: '', v_ram: 0, hf_commit: 'main' }).left.map(({ fault }) => fault.path) // => ['id', 'hf_commit', 'v_ram']
 * ```
 */
export const readModel = (document: unknown): Either<ComputeNodesErrors, Model> => pipe(Model.decode(document), malformed)
