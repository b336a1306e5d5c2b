/**
 * The arguments with which a node starts a model: those of the epoch, then the node's own.
 *
 * Laws: the epoch's arguments come first, unchanged. Then come the node's own arguments whose key the epoch does not set, with
 * their values, in their order. Merging the result again changes nothing. Texts of the node before its first key are left out,
 * because they belong to no key.
 */

/** An argument with its values: `--key value…`, or `--key=value`. */
interface Setting {
  readonly key: string
  readonly words: readonly string[]
}

const isKey = (word: string): boolean => word.startsWith('--')

const keyOf = (word: string): string => word.split('=', 1)[0]!

const settingsIn = (args: readonly string[]): readonly Setting[] =>
  args.flatMap((word, i) => {
    if (!isKey(word)) return []
    const next = args.findIndex((other, j) => j > i && isKey(other))
    return [{ key: keyOf(word), words: args.slice(i, next < 0 ? args.length : next) }]
  })

/**
 * Merges the arguments of the epoch with those of a node.
 *
 * @example
 * ```ts
 * import { mergeModelArgs } from 'steelyard/policies'
 * mergeModelArgs(['--quantization', 'fp8'], ['--quantization=int4', '--max-len', '8192', '--eager']) // => ['--quantization', 'fp8', '--max-len', '8192', '--eager']
 * ```
 */
export const mergeModelArgs = (epochArgs: readonly string[], localArgs: readonly string[]): readonly string[] => {
  const set = new Set(epochArgs.filter(isKey).map(keyOf))
  return [
    ...epochArgs,
    ...settingsIn(localArgs)
      .filter(({ key }) => !set.has(key))
      .flatMap(({ words }) => words),
  ]
}
