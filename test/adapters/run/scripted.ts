/** State machines that follow a script, and ports that do as they are told. */
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import type { Machine } from '../../../src/adapters/run/running-validator.js'
import type { Command } from '../../../src/validator/command.js'
import type { ValidatorEvent } from '../../../src/validator/event.js'
import type { Clock, Ports } from '../../../src/validator/ports.js'
import type { ValidatorState } from '../../../src/validator/state.js'

export const NETUID = 39
export const HOTKEY = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'

/** The hyperparameters by which a chain judges weights: few limits. */
export const LIMITS = {
  weights_rate_limit: 100,
  min_allowed_weights: 1,
  max_weight_limit: 65535,
  weights_version: 0,
  commit_reveal_weights_enabled: false,
  stake_threshold: 0,
}

/** A machine that notes its events and answers each by the script; `next_id` counts them. */
export const scripted = (script: (event: ValidatorEvent) => readonly Command[]) => {
  const events: ValidatorEvent[] = []
  const machine: Machine = {
    initial: { next_id: 0, ended: null } as ValidatorState,
    step: (state, event) => {
      events.push(event)
      return [{ ...state, next_id: state.next_id + 1 }, script(event)]
    },
  }
  return { machine, events, tags: () => events.map(({ _tag }) => _tag) }
}

/** Does these at the start, and nothing else. */
export const atStart = (...commands: readonly Command[]) => scripted((event) => (event._tag === 'Started' ? commands : []))

/** Ports without a fault, all of them replaceable. */
export const portsOn = (clock: Clock, over: Partial<Ports> = {}): Ports => ({
  clock,
  storage: memoryStorage(),
  prover: { results: async () => [] },
  chain: {
    signer: HOTKEY,
    block: async () => 100,
    look: async () => ({ netuid: NETUID, block: 100, neurons: [], hyperparameters: { tempo: 360 } }),
    submit: async () => ({ _tag: 'Included', block: 101 }),
  },
  ...over,
})
