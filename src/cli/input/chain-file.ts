/** What a chain shows, in the place of a file: commands that read a snapshot read it by the same way, with the same errors. */
import { printableJson } from '../../units/json/printable-json.js'
import type { Terminal } from '../output/terminal.js'
import type { Shown } from './chain-look.js'

/** The name of the file in messages. */
export const CHAIN_FILE = 'what the chain shows'

/** The part of a snapshot that no chain knows. */
export interface OffChain {
  readonly results: readonly unknown[]
}

/** A snapshot of what the chain shows at an instant. The instant comes second, so that a reader sees at once what the document is. */
export const snapshotOf = ({ netuid, block, ...shown }: Shown, at: string, offChain: OffChain = { results: [] }): Shown => ({
  netuid,
  block,
  at,
  ...shown,
  ...offChain,
})

/** The same terminal, in which `CHAIN_FILE` is a file with the document. */
export const withChainFile = (terminal: Terminal, document: Shown): Terminal => {
  const bytes = new TextEncoder().encode(printableJson(document))
  return {
    ...terminal,
    readBytes: (path, limit) =>
      path === CHAIN_FILE ? Promise.resolve(bytes.length > limit ? null : bytes) : terminal.readBytes(path, limit),
  }
}
