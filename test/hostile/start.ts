/** Starts a validator as `run` does, or one that is made wrong on purpose. */
import { interpret, run } from '../../src/adapters/run.js'
import type { RunningValidator } from '../../src/adapters/run/running-validator.js'
import type { Policy } from '../../src/policy/policy.js'
import { initialState } from '../../src/validator/initial-state.js'
import type { Ports } from '../../src/validator/ports.js'
import type { Settings } from '../../src/validator/settings.js'
import { step } from '../../src/validator/step.js'
import type { Seal } from '../../src/adapters/run/timelock-seal.js'
import { expectRight } from '../either.js'
import type { Wrong } from './mode.js'
import { CONFIG, NETUID } from './subnet.js'

export interface StartOptions {
  readonly settings: Settings
  readonly signal: AbortSignal
  readonly name: string
  readonly wrong?: Wrong | undefined
}

/** Encrypts nothing, at once: time passes by hand here. */
const seal: Seal = { ready: async () => undefined, seal: async (payload) => payload }

export const start = (policy: Policy<unknown>, ports: Ports, { settings, signal, name, wrong }: StartOptions): RunningValidator => {
  if (wrong === undefined) return expectRight(run(policy, ports, { settings, config: CONFIG, signal, name, seal }))
  const machine = { initial: expectRight(initialState(policy, settings)(CONFIG)), step: wrong(step(policy)) }
  return interpret(machine, ports, { signal, netuid: NETUID, hotkey: settings.hotkey, holder: name, seal })
}
