/** The config of a running validator: as a document, and read again when the user asks for it. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RunningValidator } from '../../adapters/run.js'
import type { Json } from '../../units/json/json.js'
import { oneLine } from '../../units/text/one-line.js'
import type { Logger } from '../../validator/ports.js'
import { shownFile } from '../output/shown-argument.js'
import type { Terminal } from '../output/terminal.js'
import type { PolicyFile } from './policy-file.js'
import { withPolicy } from './policy-file.js'
import { readPolicyFile } from './read-policy.js'

/** A config as its policy writes it. */
export const documentOf = (file: PolicyFile): Json => withPolicy(file, false, (policy, config) => policy.writeConfig(config))

/**
 * Reads the config file again when the user asks for it, and gives it to the validator. Errors of the config are in the
 * log.
 */
export const reload = async (
  terminal: Terminal,
  path: string,
  { table }: PolicyFile,
  running: RunningValidator,
  logger: Logger,
): Promise<void> => {
  const read = await readPolicyFile(terminal, path)
  if (isLeft(read)) for (const problem of read.left) logger.error({}, oneLine(problem))
  else if (read.right.table !== table)
    logger.error(
      {},
      `${shownFile(path)}: it is for another policy now, [${read.right.table}] in place of [${table}]; that takes a new start`,
    )
  else await running.updateConfig(documentOf(read.right))
}
