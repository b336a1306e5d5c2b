/** The commands that read configs, snapshots, networks and names. */
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { configName, flags, uid } from './arguments.js'
import type { Dice } from './dice.js'
import { pick } from './dice.js'
import { bytesOf, editText } from './edit-text.js'
import type { Files } from './edited-file.js'
import { editedFile } from './edited-file.js'
import * as inputs from './inputs.js'

/** A run of the command line: its arguments, and the files that it may read. */
export interface Invocation {
  readonly args: readonly string[]
  readonly files: Files
}

export const ON_FILES = {
  allocate: (roll) => {
    const config = configName(roll)
    const formats = ['--scale', pick(roll, ['sum', 'max']), '--format', pick(roll, ['table', 'json', 'csv'])]
    return {
      args: [
        'allocate',
        '--config',
        config,
        '--snapshot',
        's.json',
        ...formats,
        ...flags(roll, '--strict', '--allow-foreign-burn', '--allow-empty'),
      ],
      files: { ...editedFile(roll, config, inputs.EMISSIONS), ...editedFile(roll, 's.json', inputs.SNAPSHOTS) },
    }
  },
  explain: (roll) => {
    const config = configName(roll)
    const args = ['explain', '--uid', uid(roll), '--config', config, '--snapshot', '-', '--format', pick(roll, ['text', 'json'])]
    return {
      args: [...args, ...flags(roll, '--strict')],
      files: { ...editedFile(roll, config, inputs.EMISSIONS), ...editedFile(roll, '-', inputs.SNAPSHOTS) },
    }
  },
  check: (roll) => {
    const config = configName(roll)
    return { args: ['check', '--config', config], files: editedFile(roll, config, inputs.POLICIES) }
  },
  gpu: (roll) => {
    const names = Array.from({ length: roll(6) }, () =>
      roll(4) === 0 ? pick(roll, inputs.NAMES) : editText(roll, pick(roll, inputs.NAMES)),
    )
    if (roll(200) === 0) names.push(pick(roll, inputs.NAMES).repeat(1 + roll(3000)))
    return {
      args: ['gpu', '--format', pick(roll, ['table', 'json'])],
      files: { '-': bytesOf(roll, names.join(pick(roll, ['\n', '\r\n']))) },
    }
  },
  preflight: (roll) => {
    const config = configName(roll)
    const signed = pick<readonly string[]>(roll, [[], ['--hotkey', hotkeyOf(2)], ['--hotkey', hotkeyOf(2)], ['--hotkey', hotkeyOf(99)]])
    return {
      args: [
        'preflight',
        '--config',
        config,
        '--snapshot',
        's.json',
        ...signed,
        ...flags(roll, '--strict', '--allow-foreign-burn', '--allow-empty'),
      ],
      files: { ...editedFile(roll, config, inputs.EMISSIONS), ...editedFile(roll, 's.json', [inputs.METAGRAPH]) },
    }
  },
  compare: (roll) => {
    const config = configName(roll)
    return {
      args: [
        ...[
          'compare',
          '--config',
          config,
          '--with',
          'other.json',
          '--snapshot',
          's.json',
          '--format',
          pick(roll, ['table', 'json', 'csv']),
        ],
        ...flags(roll, '--strict', '--allow-foreign-burn'),
      ],
      files: {
        ...editedFile(roll, config, inputs.POLICIES),
        ...editedFile(roll, 'other.json', inputs.POLICIES),
        ...editedFile(roll, 's.json', [inputs.MIXED]),
      },
    }
  },
  forecast: (roll) => {
    const given = roll(2) === 0 ? ['--weights', 'w.json'] : ['--config', 'c.json', '--snapshot', 's.json', ...flags(roll, '--strict')]
    const args = ['forecast', '--network', 'n.json', '--hotkey', pick(roll, [hotkeyOf(0), hotkeyOf(0), hotkeyOf(4), 'x']), ...given]
    return {
      args: [...args, '--spec', pick(roll, ['293', '425', '459', '460']), '--format', pick(roll, ['table', 'json'])],
      files: {
        ...editedFile(roll, 'n.json', [inputs.NETWORK]),
        ...editedFile(roll, 'w.json', [inputs.WEIGHTS]),
        ...editedFile(roll, 'c.json', inputs.EMISSIONS),
        ...editedFile(roll, 's.json', inputs.SNAPSHOTS),
      },
    }
  },
  run: (roll) => {
    const config = configName(roll)
    return {
      args: [
        ...['run', '--config', config, '--storage', 'memory', '--chain', 'simulated', '--blocks', '1', '--block-seconds', '0.01'],
        ...['--miners', pick(roll, ['0', '1', '6', '16']), '--seed', `${roll(1000)}`, ...flags(roll, '--dry-run')],
      ],
      files: editedFile(roll, config, inputs.POLICIES),
    }
  },
} satisfies { readonly [command: string]: (roll: Dice) => Invocation }
