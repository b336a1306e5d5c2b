import { readFileSync } from 'node:fs'
import { openSigner, showKeyError, transactionSigner } from 'steelyard/adapters/keys'
import { memoryStorage } from 'steelyard/adapters/memory'
import { run, systemClock } from 'steelyard/adapters/run'
import { subtensorChain } from 'steelyard/adapters/subtensor'
import { gpuPools } from 'steelyard/policies'
import { DEFAULT_SETTINGS } from 'steelyard/validator'

const [url, netuid, keyFile, resultsFile] = [process.argv[2], Number(process.argv[3]), process.argv[4], process.argv[5]]
const key = await openSigner()({ _tag: 'File', path: keyFile })
if (key._tag === 'Left') throw new Error(showKeyError(key.left))
const chain = subtensorChain({ url, netuid, signer: transactionSigner(key.right) })
const prover = { results: async () => JSON.parse(readFileSync(resultsFile, 'utf8')) }
const say = (_, message) => console.log(message)
const logger = { debug: () => undefined, info: say, warn: say, error: say }
const stop = new AbortController()
const started = run(
  gpuPools(),
  { chain, prover, storage: memoryStorage(), clock: systemClock(), logger },
  { settings: { ...DEFAULT_SETTINGS, netuid, hotkey: chain.signer }, config: { burn_uid: 0, burn_percentage: 5 }, signal: stop.signal },
)
if (started._tag === 'Left') throw new Error(started.left.map(({ message }) => message).join('; '))
console.log(await started.right.publish())
stop.abort()
await started.right.done
chain.close()
