import type { Either } from 'fp-ts/lib/Either.js'
import { chainW, isRight } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { some } from 'fp-ts/lib/Option.js'
import type { Hotkey } from 'steelyard'
import type { Allocation, AllocationError, EmissionConfig, Snapshot } from 'steelyard/allocation'
import type { U16Weights } from 'steelyard/policy'
import { allocate, mergeWithDefaults, quantize, readSnapshot } from 'steelyard/allocation'
import { largestRemainder } from 'steelyard/apportion'
import { normalizeGpuName } from 'steelyard/gpu'
import { ema } from 'steelyard/scoring'
import { openSigner, transactionSigner } from 'steelyard/adapters/keys'
import { memoryStorage } from 'steelyard/adapters/memory'
import { run, systemClock } from 'steelyard/adapters/run'
import { subtensorChain } from 'steelyard/adapters/subtensor'
import { readEmissionToml } from 'steelyard/adapters/toml'
import { gpuPools } from 'steelyard/policies'
import type { Chain, Prover } from 'steelyard/validator'
import { DEFAULT_SETTINGS } from 'steelyard/validator'

const chain: Chain = {
  signer: '5…',
  block: async () => 1,
  look: async () => null,
  submit: async (_, validUntil) => ({ _tag: 'Included', block: validUntil }),
}
const prover: Prover = { results: async () => [] }
export const started = run(
  gpuPools(),
  { chain, prover, storage: memoryStorage(), clock: systemClock() },
  {
    settings: { ...DEFAULT_SETTINGS, netuid: 1, hotkey: '5…' },
    config: {},
    signal: { aborted: true, addEventListener: () => undefined, removeEventListener: () => undefined },
  },
)

const allocated = (config: EmissionConfig, snapshot: Snapshot): Either<AllocationError, Allocation> => allocate(config)(snapshot)

const whole = pipe(
  readSnapshot({}),
  chainW((snapshot) =>
    pipe(
      mergeWithDefaults({}),
      chainW((config) => allocated(config, snapshot)),
    ),
  ),
)
if (isRight(whole)) {
  const { uids, weights }: U16Weights = quantize('max')(whole.right)
  const hotkeys: readonly Hotkey[] = whole.right.next.map(({ hotkey }) => hotkey)
  void [uids, weights, hotkeys]
}
// @ts-expect-error a plain string is no hotkey
export const notAKey: Hotkey = '5…'
export const checks = [ema(0.5)(some(1))(some(2)), largestRemainder(1)([1]), normalizeGpuName('x'), readEmissionToml('')]
