import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { errorList } from './error-list.js'

/** A list of what a codec reads. All items are decoded before the list fails; its errors are capped. */
export const listOf = <A, O>(codec: t.Type<A, O>, name: string): t.Type<readonly A[], readonly O[]> =>
  Object.assign(
    new t.Type<readonly A[], readonly O[]>(
      name,
      (u): u is readonly A[] => Array.isArray(u) && u.every(codec.is),
      (u, context) => {
        if (!Array.isArray(u)) return t.failure(u, context)
        const read: A[] = []
        const errors = errorList()
        for (let i = 0; i < u.length; i++) {
          const item: unknown = u[i]
          const result = codec.validate(item, t.appendContext(context, String(i), codec, item))
          if (isLeft(result)) errors.add(result.left)
          else read.push(result.right)
        }
        const all = errors.all()
        return all.length > 0 ? t.failures(all) : t.success(read)
      },
      (list) => list.map(codec.encode),
    ),
    // Tagged as a list, so that a path into it gives an index; `type` is the codec of an item, so that code and tests can list its keys.
    { _tag: 'ReadonlyArrayType', type: codec },
  )
