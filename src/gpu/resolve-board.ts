/**
 * Compares what a name says about memory and shape with the shapes in which the board exists. The result has a form factor when all
 * remaining shapes have the same one, and a size when the name states it or all remaining shapes have the same one. The sizes that it may
 * have are the one that is said, else those of the form factor that is said, else all of the board's.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Board, Form } from './catalogue/board.js'
import type { GpuNameError } from './gpu-name-error.js'
import type { NamedBoard } from './named-board.js'
import { namedBoard } from './named-board.js'
import type { Split } from './split-qualifiers.js'

const usual = (form: Form): number | undefined => form.usualGb ?? (form.memoryGb.length === 1 ? form.memoryGb[0] : undefined)

/** The common value of all, if they have one. */
const agreed = <A>(values: readonly A[]): A | undefined => (values.every((value) => value === values[0]) ? values[0] : undefined)

const sizes = (forms: readonly Form[]): readonly number[] => [...new Set(forms.flatMap((form) => form.memoryGb))].sort((a, b) => a - b)

export const resolveBoard =
  (raw: string, board: Board) =>
  (said: Split): E.Either<GpuNameError, NamedBoard> => {
    const { form, kind, repeated } = said
    if (repeated !== undefined) return E.left({ _tag: 'UnknownBoard', raw, token: repeated })
    const shaped = form === undefined ? board.forms : board.forms.filter(({ spelt }) => spelt.includes(form))
    if (form !== undefined && shaped.length === 0) return E.left({ _tag: 'UnknownBoard', raw, token: form })
    const fitting = kind === undefined ? shaped : shaped.filter(({ kinds }) => kinds?.includes(kind) === true)
    if (kind !== undefined && fitting.length === 0) return E.left({ _tag: 'UnknownBoard', raw, token: kind })

    const host = said.memoryGb !== undefined && board.hostMemoryGb?.includes(said.memoryGb) === true
    const memoryGb = host ? undefined : said.memoryGb
    const sized = memoryGb === undefined ? fitting : fitting.filter((one) => one.memoryGb.includes(memoryGb))
    if (memoryGb !== undefined && sized.length === 0)
      return E.left({ _tag: 'ImpossibleMemory', raw, model: board.model, foundGb: memoryGb, possibleGb: sizes(fitting) })

    const meant = sized.filter(({ unsaid }) => form === undefined && unsaid === true)
    const left = meant.length > 0 ? meant : sized
    const formFactor = agreed(left.map((one) => one.formFactor))
    const gb = memoryGb ?? agreed(left.map(usual))
    const model = {
      vendor: board.vendor,
      model: board.model,
      ...(gb === undefined ? {} : { memoryGb: gb }),
      ...(formFactor === undefined ? {} : { formFactor }),
    }
    return E.right(namedBoard(model, memoryGb === undefined ? sizes(shaped) : [memoryGb]))
  }
