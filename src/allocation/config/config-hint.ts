/** Hints about settings that are valid but probably not meant. */
import { match } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { categoryOf, knownCategories, knownModels } from '../../gpu/category.js'
import type { GpuModel } from '../../gpu/gpu-model.js'
import { normalizeGpuName } from '../../gpu/normalize-gpu-name.js'
import type { More } from '../../units/capped/capped.js'
import { showMore, told } from '../../units/capped/capped.js'
import { pathOf } from '../../units/codec/fault.js'
import { nearest } from '../../units/text/nearest.js'
import { quote } from '../../units/text/quote.js'
import type { EmissionConfig } from './emission-config.js'
import { plain } from '../../units/text/plain.js'
import { oneLine } from '../../units/text/one-line.js'

/** A hint about a name in a config. */
export type NameHint =
  /** A pool with a category that no board of the catalogue has. */
  | { readonly _tag: 'UnknownCategory'; readonly path: string; readonly category: string; readonly nearest: string | null }
  /** A key of `categories` that is not a model of the catalogue, so it never applies. */
  | { readonly _tag: 'UnknownModel'; readonly path: string; readonly model: string; readonly nearest: string | null }
  /** More hints of one kind than are listed. */
  | More

/** A hint about a setting of a config. */
export type ConfigHint =
  | NameHint
  /** Something burns, or may burn (an unpaid pool), and no neuron is named to receive it. */
  | { readonly _tag: 'NoBurnTarget' }

/** What a name probably means: the name of the board that it is a spelling of, else the known name with the closest spelling. */
const likely = (known: readonly string[], nameOf: (board: GpuModel) => string, word: string): string | null =>
  pipe(
    normalizeGpuName(word.replaceAll('_', ' ')),
    match(() => undefined, nameOf),
  ) ??
  nearest(known, word) ??
  null

/**
 * Hints about names in a config that no board has: pools in which no miner can claim, and models that never apply.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, nameHints } from 'steelyard/allocation'
 * nameHints(mergeWithDefaults({ gpu_allocations: { H1OO: 100 } }).right).map(({ path, nearest }) => [path, nearest]) // => [['gpu_allocations.H1OO', 'H100']]
 * ```
 */
export const nameHints = (config: Pick<EmissionConfig, 'categories' | 'gpu_allocations'>): readonly NameHint[] => {
  const models = knownModels()
  const categories = [...knownCategories(), ...config.categories.values()]
  const hints = told<NameHint>()
  // What a name most likely means is looked up only for the hints that are listed: for thousands it would take minutes.
  const tell = (kind: NameHint['_tag'], known: readonly string[], used: Iterable<string>, hint: (name: string) => NameHint): void => {
    const there = new Set(known)
    for (const name of used) if (!there.has(name)) hints.tell(kind, () => hint(name))
  }
  tell('UnknownCategory', categories, config.gpu_allocations.keys(), (category) => ({
    _tag: 'UnknownCategory',
    path: pathOf(['gpu_allocations', category]),
    category,
    nearest: likely(categories, categoryOf(config.categories), category),
  }))
  tell('UnknownModel', models, config.categories.keys(), (model) => ({
    _tag: 'UnknownModel',
    path: pathOf(['categories', model]),
    model,
    nearest: likely(models, (board) => board.model, model),
  }))
  return hints.all()
}

/**
 * Hints about a valid config. The warnings of an allocation include the hints about names.
 *
 * @example
 * ```ts
 * import { configHints, mergeWithDefaults, showConfigHint } from 'steelyard/allocation'
 * const config = mergeWithDefaults({ burn_uid: 0, gpu_allocations: { H1OO: 100 } }).right
 * configHints(config).map(showConfigHint)[0] // => 'gpu_allocations.H1OO: no board that steelyard knows has the category "H1OO"; did you mean H100?'
 * ```
 */
export const configHints = (config: EmissionConfig): readonly ConfigHint[] => [
  ...nameHints(config),
  ...(config.burn_uid === undefined && config.burn_hotkey === undefined ? [{ _tag: 'NoBurnTarget' } as const] : []),
]

/**
 * A hint in words, on one line.
 *
 * @example
 * ```ts
 * import { showConfigHint } from 'steelyard/allocation'
 * showConfigHint({ _tag: 'NoBurnTarget' }) // => 'neither burn_uid nor burn_hotkey is given: an unpaid pool, or a burn, will be an error'
 * ```
 */
export const showConfigHint = (hint: ConfigHint): string => {
  const guess = (meant: string | null): string => (meant === null ? '' : `; did you mean ${plain(meant)}?`)
  switch (hint._tag) {
    case 'UnknownCategory':
      return `${oneLine(hint.path)}: no board that steelyard knows has the category ${quote(hint.category)}${guess(hint.nearest)}`
    case 'UnknownModel':
      return `${oneLine(hint.path)}: steelyard knows no board of the model ${quote(hint.model)}${guess(hint.nearest)}`
    case 'NoBurnTarget':
      return 'neither burn_uid nor burn_hotkey is given: an unpaid pool, or a burn, will be an error'
    case 'More':
      return showMore(hint)
  }
}
