/** Adds an item to the list of a key. */
export const pushTo = <K, A>(lists: Map<K, A[]>, key: K, item: A): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}
