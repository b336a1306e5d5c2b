/** A validator in a process of its own, to be killed: its store is a file, its chain is the test that started it. */
import { DatabaseSync } from '@photostructure/sqlite'
import { simulatedProver } from '../../src/adapters/simulated-subtensor/simulated-prover.js'
import { run } from '../../src/adapters/run.js'
import { sqliteStorage } from '../../src/adapters/sqlite.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Chain } from '../../src/validator/ports.js'
import type { Storage, Write } from '../../src/storage/port.js'
import { expectRight } from '../either.js'
import { fastClock } from './fast-clock.js'
import type { FromProcess, ProcessOrders, ToProcess } from './messages.js'
import { PATIENT } from './patient.js'
import { trusting } from './trusting-chain.js'
import { watched } from './witness.js'

const { file, flaw, miners, seed, hurry, settings, config } = JSON.parse(process.argv[2]!) as ProcessOrders
const clock = fastClock(hurry)
const stop = new AbortController()

/** Said once it is on its way: what is said before a kill is heard after it. */
const say = (message: FromProcess): Promise<void> =>
  new Promise((resolve) => {
    process.send!(message, () => resolve())
  })

const callers = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>()
let calls = 0
const ask = (message: (id: number) => FromProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const id = ++calls
    callers.set(id, { resolve, reject })
    void say(message(id))
  })
const asking = (call: 'block' | 'look') => (): Promise<unknown> => ask((id) => ({ _tag: 'Asked', id, call }))

process.on('message', (message: ToProcess) => {
  if (message._tag === 'Stop') return stop.abort()
  const caller = callers.get(message.id)
  callers.delete(message.id)
  if (message._tag === 'Answered') caller?.resolve(message.value)
  else caller?.reject(new Error(message.message))
})
// Without its test there is nothing to live for.
process.on('disconnect', () => process.exit())

const chain: Chain = {
  signer: settings.hotkey,
  block: asking('block') as Chain['block'],
  look: asking('look'),
  submit: ((sent, valid_until) => ask((id) => ({ _tag: 'Submitted', id, sent, valid_until }))) as Chain['submit'],
}

const isIntent = (write: Write): boolean => write._tag === 'Add' && write.table === 'weight_submissions'
const forgetful = (storage: Storage): Storage => ({
  ...storage,
  write: (batch) => storage.write(batch.filter((write) => !isIntent(write))),
})

const handle = new DatabaseSync(file)
const opened = await sqliteStorage(handle)
const storage = watched(flaw === 'sends what it has not journalled' ? forgetful(opened) : opened, {
  began: (id, batch) => say({ _tag: 'Began', id, batch }),
  kept: (id) => say({ _tag: 'Kept', id }),
  failed: (id) => say({ _tag: 'Failed', id }),
})
const prover = simulatedProver({ miners, seed, clock })
const validator = expectRight(
  run(
    gpuPools(),
    { chain: flaw === 'trusts the answer Included' ? trusting(chain) : chain, prover, storage, clock },
    { settings, config, signal: stop.signal, timeouts: PATIENT },
  ),
)
await validator.done
await storage.close()
handle.close()
process.disconnect()
