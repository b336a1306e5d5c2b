/** Why a value that somebody handed in is not JSON, in the form in which every problem is told. */
import type { JsonFault } from '../units/json/json-fault.js'
import { showJsonFault } from '../units/json/json-fault.js'
import type { Problem } from '../policy/problem.js'

/** The problem that a fault is; `within` is the path of the value that was read, empty for a whole document. */
export const jsonProblem =
  (within: string) =>
  (fault: JsonFault): Problem => {
    const joint = within === '' || fault.path === '' || fault.path.startsWith('[') ? '' : '.'
    const path = `${within}${joint}${fault.path}`
    return { _tag: fault._tag, path, message: showJsonFault({ ...fault, path }) }
  }
