/** Why a text is not JSON that the library reads: as data and as messages. */
import { oneLine } from '../../units/text/one-line.js'

export type JsonError =
  /** Not JSON; `line` and `column` count from 1, in UTF-16 units. */
  | { readonly _tag: 'JsonSyntax'; readonly line: number; readonly column: number; readonly problem: string }
  /** Lists and tables are nested more than `limit` deep. */
  | { readonly _tag: 'TooDeep'; readonly path: string; readonly limit: number }

/** A JSON error as a message. */
export const showJsonError = (error: JsonError): string => {
  switch (error._tag) {
    case 'JsonSyntax':
      return `line ${error.line}, column ${error.column}: ${oneLine(error.problem)}`
    case 'TooDeep':
      return `${oneLine(error.path)}: more than ${error.limit} levels deep`
  }
}
