/** Commands that check what weights are decided by: configs and names of boards. */
import { checkCommand } from '../commands/check.js'
import { GPU_FORMATS, gpuCommand } from '../commands/gpu.js'
import { policyOption, formatOption } from './options.js'
import type { Setup } from './setup.js'

export const addChecking = ({ program, terminal, finish }: Setup): void => {
  program
    .command('check')
    .description('name every error of a config, or show it with its defaults')
    .addOption(policyOption())
    .action(async (options: { readonly config: string }) => {
      finish(await checkCommand(terminal, options))
    })

  program
    .command('gpu')
    .description('name the boards on standard input, a line each')
    .addOption(formatOption(GPU_FORMATS, 'table'))
    .action(async (options: { readonly format: (typeof GPU_FORMATS)[number] }) => {
      finish(await gpuCommand(terminal, options))
    })
}
