/**
 * Reads the file of a key, with the checks that a key deserves. What is opened is what is judged: the checks are made on the open file,
 * so nobody can exchange it in between. A link is followed, and the file behind it is judged; so a secret that an orchestrator mounts works.
 */
import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { withoutKeys } from '../../units/text/without-keys.js'
import type { KeyError } from './key-error.js'

/** A hotkey file has less than 1 KB. */
const MOST = 65_536

const OTHERS = 0o077

/** Up to `MOST` bytes of a file, or null when there are more. */
const bytesOf = async (handle: FileHandle): Promise<Uint8Array | null> => {
  const buffer = new Uint8Array(MOST + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
    length += bytesRead
    if (length > MOST) return null
    if (bytesRead === 0) return buffer.subarray(0, length)
  }
}

const readOpen = async (source: string, allowOpenFile: boolean, handle: FileHandle): Promise<Either<KeyError, Uint8Array>> => {
  const file = await handle.stat()
  if (!file.isFile()) return left({ _tag: 'NotAFile', source, found: file.isDirectory() ? 'folder' : 'pipe or device' })
  // Windows has no modes; Node makes them up there.
  if (!allowOpenFile && process.platform !== 'win32' && (file.mode & OTHERS) !== 0)
    return left({ _tag: 'OpenToOthers', source, mode: file.mode & 0o777 })
  const bytes = await bytesOf(handle)
  return bytes === null ? left({ _tag: 'TooLarge', source, limit: MOST }) : right(bytes)
}

/**
 * The bytes of a file of at most 64 KiB. A file that the group or others may use is refused, unless `allowOpenFile`. The caller wipes the
 * bytes when the key is made.
 */
export const readKeyFile = async (path: string, allowOpenFile: boolean): Promise<Either<KeyError, Uint8Array>> => {
  const source = withoutKeys(path)
  try {
    // Without O_NONBLOCK to open a pipe waits until somebody writes into it.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await readOpen(source, allowOpenFile, handle)
    } finally {
      await handle.close()
    }
  } catch (error) {
    // The message of the system repeats the path, so only its code is kept.
    const { code } = error as NodeJS.ErrnoException
    return left({ _tag: 'Unreadable', source, code: code ?? 'unknown' })
  }
}
