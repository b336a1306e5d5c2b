/**
 * Tables whose keys the user chooses. They are read as maps in code-unit order of the keys, whatever the order of the
 * input.
 */
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { codeUnitOrder } from '../order/code-unit-order.js'
import { errorList } from './error-list.js'
import { isTable } from './struct.js'

/** Reads own keys only; an own key `__proto__` is read too. A key that `keys` refuses is a mistake at that key. */
export const tableOf = <A, O>(
  name: string,
  keys: t.Type<string>,
  values: t.Type<A, O>,
): t.Type<ReadonlyMap<string, A>, Readonly<Record<string, O>>> =>
  new t.Type(
    name,
    (u): u is ReadonlyMap<string, A> => u instanceof Map,
    (u, context) => {
      if (!isTable(u)) return t.failure(u, context)
      const read = new Map<string, A>()
      const errors = errorList()
      for (const key of Object.keys(u).sort(codeUnitOrder.compare)) {
        const checked = keys.validate(key, t.appendContext(context, key, keys, key))
        const result = values.validate(u[key], t.appendContext(context, key, values, u[key]))
        for (const side of [checked, result]) if (isLeft(side)) errors.add(side.left)
        if (isRight(result)) read.set(key, result.right)
      }
      const all = errors.all()
      return all.length > 0 ? t.failures(all) : t.success(read)
    },
    (map) => Object.fromEntries([...map].map(([key, value]) => [key, values.encode(value)])),
  )
