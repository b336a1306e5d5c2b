/**
 * The nodes that a participant declares, and changes to them.
 *
 * Laws: a diff that names unknown models is refused as a whole, and all of them are listed; nodes stay in the order in which
 * they were added, and a modified node keeps its place.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { listOf } from '../../units/codec/list.js'
import { struct } from '../../units/codec/struct.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { cappedErrors } from './compute-nodes-error.js'
import { Id } from './model.js'
import type { ModelRegistry } from './model-registry.js'
import { repeatedIn } from './repeated.js'

export const HardwareNode = struct('a node { id, models }', { id: Id, models: listOf(Id, 'a list of models') }, {})
/** A node and the ids of the models that it can serve. */
export type HardwareNode = t.TypeOf<typeof HardwareNode>

/** Nodes that are new or changed, and the ids of removed nodes. */
export interface HardwareDiff {
  readonly new_or_modified: readonly HardwareNode[]
  readonly removed: readonly string[]
}

const duplicates = (participant: string | null, ids: readonly string[]): ComputeNodesErrors =>
  repeatedIn(ids).map((node) => ({ _tag: 'DuplicateNode', participant, node }))

const unknownIn = (models: ReadonlyMap<string, unknown>, nodes: readonly HardwareNode[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const unknown = new Map<string, Set<string>>()
  for (const node of nodes)
    for (const model of node.models) if (!models.has(model)) unknown.set(node.id, (unknown.get(node.id) ?? new Set()).add(model))
  return unknown
}

/** What is wrong with a list of nodes: unknown models, each listed once per node, and nodes that occur twice. */
export const nodeErrors =
  (models: ReadonlyMap<string, unknown>, participant: string | null) =>
  (nodes: readonly HardwareNode[]): ComputeNodesErrors => [
    ...[...unknownIn(models, nodes)].flatMap(([node, unknown]) =>
      [...unknown].map((model) => ({ _tag: 'UnknownModel', participant, node, model }) as const),
    ),
    ...duplicates(
      participant,
      nodes.map(({ id }) => id),
    ),
  ]

/**
 * The nodes of a participant after a diff. A node may occur in a diff at most once.
 *
 * @example
 * ```ts
 * import { applyHardwareDiff, importModels } from 'steelyard/policies'
 * const apply = applyHardwareDiff(importModels([]).right)
 * apply([{ id: 'n1', models: [] }])({ new_or_modified: [{ id: 'n2', models: [] }], removed: ['n1'] }).right // => [{ id: 'n2', models: [] }]
 * apply([])({ new_or_modified: [{ id: 'n1', models: ['x', 'y'] }], removed: ['n2'] }).left.map(({ _tag, model }) => [_tag, model]) // => [['UnknownModel', 'x'], ['UnknownModel', 'y'], ['UnknownNode', undefined]]
 * ```
 */
export const applyHardwareDiff =
  (registry: ModelRegistry) =>
  (nodes: readonly HardwareNode[]) =>
  ({ new_or_modified, removed }: HardwareDiff): Either<ComputeNodesErrors, readonly HardwareNode[]> => {
    const known = new Set(nodes.map(({ id }) => id))
    const errors: ComputeNodesErrors = [
      ...nodeErrors(registry, null)(new_or_modified).filter(({ _tag }) => _tag === 'UnknownModel'),
      ...duplicates(null, [...new_or_modified.map(({ id }) => id), ...removed]),
      ...[...new Set(removed)].filter((id) => !known.has(id)).map((node) => ({ _tag: 'UnknownNode', participant: null, node }) as const),
    ]
    if (errors.length > 0) return left(cappedErrors(errors))
    const after = new Map(nodes.map((node) => [node.id, node]))
    for (const node of new_or_modified) after.set(node.id, node)
    for (const id of removed) after.delete(id)
    return right([...after.values()])
  }

/**
 * The nodes that can serve a model.
 *
 * @example
 * ```ts
 * import { nodesForModel } from 'steelyard/policies'
 * nodesForModel([{ id: 'n1', models: ['qwen'] }, { id: 'n2', models: [] }])('qwen').map(({ id }) => id) // => ['n1']
 * ```
 */
export const nodesForModel =
  <N extends HardwareNode>(nodes: readonly N[]) =>
  (model: string): readonly N[] =>
    nodes.filter(({ models }) => models.includes(model))
