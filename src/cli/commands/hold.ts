/** `steelyard hold`: turns a validator's hold on or off. While it is on, the validator keeps its last weights. */
import { holdSwitch } from '../../adapters/run/hold-switch.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT } from '../output/terminal.js'
import type { StoreOptions } from '../input/stored-validator.js'
import { withStoredValidator } from '../input/stored-validator.js'

export const holdCommand = (terminal: Terminal, position: 'on' | 'off', options: StoreOptions): Promise<ExitCode> =>
  withStoredValidator(terminal, options, async (storage, validator) => {
    await holdSwitch(storage, validator).set(position === 'on', terminal.clock.now())
    terminal.out(
      position === 'on' ? 'The last weights are held from the next epoch on.\n' : 'New weights are decided again from the next epoch on.\n',
    )
    return EXIT.done
  })
