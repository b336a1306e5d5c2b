/** Options that several commands share, and the numbers that arguments may be. */
import { InvalidArgumentError, Option } from 'commander'
import { Uid } from '../../units/integer/uid.js'
import { STORAGE_FORMS } from '../input/store-name.js'

export const uid = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || !Uid.is(Number(text))) throw new InvalidArgumentError('A uid is an integer from 0 to 65535.')
  return Number(text)
}

export const integer =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text)
    if (!/^\d+$/.test(text) || n < least || n > most) throw new InvalidArgumentError(`Expected an integer from ${least} to ${most}.`)
    return n
  }

export const seconds = (text: string): number => {
  const n = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || n < 0.01 || n > 3600) throw new InvalidArgumentError('Expected seconds from 0.01 to 3600.')
  return n
}

export const configOption = (kind: string): Option =>
  new Option('--config <file>', `${kind}: TOML, or JSON when it ends in .json`).makeOptionMandatory()
export const emissionOption = (): Option => configOption('emission config')
export const policyOption = (): Option => configOption('config of any policy, by its table [emission], [pathways] or [event_shares]')
export const snapshotOption = (): Option => new Option('--snapshot <file>', 'snapshot: JSON; - is standard input').makeOptionMandatory()
export const strictOption = (): Option =>
  new Option('--strict', 'refuse the snapshot when a result is malformed, instead of setting it aside').default(false, 'no')
export const foreignOption = (): Option =>
  new Option('--allow-foreign-burn', "let the burn go to a neuron that is not the subnet owner's, which is paid by it").default(false, 'no')
export const emptyOption = (): Option =>
  new Option('--allow-empty', 'print weights also when there are results and none of them can be paid, so that everything burns').default(
    false,
    'no',
  )
export const storageOption = (): Option => new Option('--storage <store>', `where records are kept: ${STORAGE_FORMS}`).makeOptionMandatory()
export const netuidOption = (): Option =>
  new Option('--netuid <netuid>', 'the subnet, where the store knows several').argParser(integer(0, 65_535))
export const signerOption = (): Option => new Option('--hotkey <hotkey>', 'who signs, where the store knows several')
export const chainOption = (text: string): Option =>
  new Option('--chain <chain>', text).argParser((name: string, before: string | undefined) =>
    before === undefined ? name : `${before},${name}`,
  )
export const mechanismOption = (): Option =>
  new Option('--mechanism <mechanism>', 'the mechanism of the subnet').argParser(integer(0, 15)).default(0)
/** Of a validator in a store: by default whichever there is. */
export const storedMechanismOption = (): Option =>
  new Option('--mechanism <mechanism>', 'its mechanism, where the store has validators of several').argParser(integer(0, 15))
export const formatOption = (formats: readonly string[], initial: string): Option =>
  new Option('--format <format>', 'how to print').choices(formats).default(initial)
