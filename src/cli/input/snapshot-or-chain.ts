/** A snapshot from a file, or of what a chain shows now with results from files. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse, warn } from '../output/terminal.js'
import { CHAIN_FILE, snapshotOf, withChainFile } from './chain-file.js'
import { lookOnce } from './chain-look.js'
import { readResults } from './results-file.js'

export interface WorldOptions {
  readonly snapshot?: string
  readonly chain?: string
  readonly netuid?: number
  readonly mechanism: number
  readonly results?: string
}

/** A terminal in which the snapshot is a file, and the name of the file. */
export interface SnapshotAt {
  readonly terminal: Terminal
  readonly snapshot: string
}

/** Finds the snapshot, or prints why there is none. */
export const snapshotOrChain = async (terminal: Terminal, options: WorldOptions): Promise<Either<ExitCode, SnapshotAt>> => {
  const { snapshot, chain, netuid, mechanism, results } = options
  if (snapshot !== undefined && chain === undefined && results === undefined) return right({ terminal, snapshot })
  if (snapshot !== undefined || chain === undefined || netuid === undefined) {
    terminal.err('error: give either --snapshot, or --chain and --netuid, with --results for what was found about the miners\n')
    return left(EXIT.usage)
  }
  const found = results === undefined ? right({ rows: [], spoilt: 0 }) : await readResults(terminal, results)
  if (isLeft(found)) return left(refuse(terminal, found.left))
  const { rows, spoilt } = found.right
  if (spoilt > 0) warn(terminal, [`${spoilt} results give a key twice and are left out`])
  const shown = await lookOnce(terminal, { chain, netuid, mechanism })
  if (isLeft(shown)) return shown
  const document = snapshotOf(shown.right, terminal.clock.now(), { results: rows })
  return right({ terminal: withChainFile(terminal, document), snapshot: CHAIN_FILE })
}
