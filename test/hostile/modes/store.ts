/** A store that lies. */
import { StorageError } from '../../../src/adapters/storage/storage-error.js'
import type { Storage, StorageFailure, Write } from '../../../src/storage/port.js'
import type { Mode, Scene } from '../mode.js'
import { getter, gives, never, rejects, thrower } from './lies.js'

const lying = (change: (honest: Storage) => object) => (scene: Scene) => ({
  storage: { ...scene.storage, ...change(scene.storage) } as Storage,
})
const reads = (read: unknown) => lying(() => ({ read }))
const writes = (write: (honest: Storage, batch: readonly Write[]) => unknown) =>
  lying((honest) => ({ write: (batch: readonly Write[]) => write(honest, batch) }))
const fails = (_tag: StorageFailure['_tag']) => writes(() => Promise.reject(new StorageError({ _tag, message: 'no' })))

const isCleanUp = (batch: readonly Write[]): boolean => batch.length > 0 && batch.every(({ _tag }) => _tag === 'Remove')
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export const STORE: readonly Mode[] = [
  { name: 'reads that reject', port: 'store', lie: reads(rejects), alerts: ['PortFailing'] },
  { name: 'reads that never come', port: 'store', lie: reads(never), alerts: ['PortFailing'] },
  { name: 'undefined for records', port: 'store', lie: reads(gives(undefined)), alerts: ['PortFailing'] },
  { name: 'records that are garbage', port: 'store', lie: reads(gives([{ id: 7 }, null])), alerts: ['PortFailing'] },
  { name: 'records that throw', port: 'store', lie: reads(gives([thrower(), getter('id')])), alerts: ['PortFailing'] },
  { name: 'no records', port: 'store', lie: reads(gives([])), alerts: ['EvidenceUnusable'] },
  { name: 'writes that find no room', port: 'store', lie: fails('Full'), alerts: ['CleanUpFailed', 'PortFailing'] },
  { name: 'writes that find it locked', port: 'store', lie: fails('Busy'), alerts: ['CleanUpFailed', 'PortFailing'] },
  {
    name: 'writes that reject with garbage',
    port: 'store',
    lie: writes(() => Promise.reject(thrower())),
    alerts: ['CleanUpFailed', 'PortFailing'],
  },
  {
    name: 'writes that are kept and answered too late',
    port: 'store',
    lie: writes(async (honest, batch) => {
      const removed = await honest.write(batch)
      await later(40_000)
      return removed
    }),
    alerts: ['CleanUpFailed', 'PortFailing'],
  },
  {
    name: 'writes that are kept and reject',
    port: 'store',
    lie: writes(async (honest, batch) => {
      await honest.write(batch)
      throw new Error('no')
    }),
    alerts: ['CleanUpFailed', 'PortFailing'],
  },
  {
    name: 'writes that are kept too late',
    port: 'store',
    lie: writes(async (honest, batch) => {
      await later(40_000)
      return honest.write(batch)
    }),
    alerts: ['CleanUpFailed', 'PortFailing'],
  },
  { name: 'writes that never come to an end', port: 'store', lie: writes(never), alerts: ['CleanUpFailed', 'PortFailing'] },
  {
    name: 'writes that give undefined',
    port: 'store',
    lie: writes((honest, batch) => honest.write(batch).then(() => undefined)),
    alerts: [],
  },
  {
    name: 'writes that give garbage',
    port: 'store',
    lie: writes((honest, batch) => honest.write(batch).then(() => thrower())),
    alerts: ['CleanUpFailed', 'PortFailing'],
  },
  { name: 'writes that are forgotten', port: 'store', lie: writes(async () => 0), alerts: [], believes: ['none'] },
  {
    name: 'writes that throw at once',
    port: 'store',
    lie: writes(() => thrower()['x']),
    alerts: ['CleanUpFailed', 'PortFailing'],
  },
  {
    name: 'clean-ups that fail',
    port: 'store',
    lie: writes((honest, batch) => (isCleanUp(batch) ? rejects() : honest.write(batch))),
    alerts: ['CleanUpFailed'],
  },
]
