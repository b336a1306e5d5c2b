/**
 * What a hostile node does, drawn from dice.
 *
 * A fault is a lie where what the node says instead could be true of another chain: other bytes of the right length, a block that nobody
 * recorded, an item that is not stored. Nobody can tell a lie from the truth over one connection. Everything else has to be found out.
 */
import type { Dice } from '../../../cli/mutations/dice.js'
import { pick } from '../../../cli/mutations/dice.js'
import type { Delivery, Saying, Tamper } from '../replay.js'
import { errorFor, failedOperation, garbage, hexOf, rehexed, retyped, stray } from './values.js'

export interface Fault {
  readonly name: string
  readonly isLie: boolean
  readonly tamper: (saying: Saying, deliveries: readonly Delivery[]) => readonly Delivery[]
}

/** The frames that a node sends without a fault, and the chain's genesis hash. */
export interface Clean {
  readonly frames: readonly string[]
  readonly genesis: string
  readonly blocks: readonly string[]
}

const later = (data: unknown, after = 1): Delivery => ({ data, after })

/** Does something to the text of a frame, where it is still one. */
const text =
  (change: (saying: Saying, frame: string) => unknown) =>
  (saying: Saying, deliveries: readonly Delivery[]): readonly Delivery[] =>
    deliveries.map((one) => {
      if (!('data' in one) || typeof one.data !== 'string') return one
      try {
        return later(change(saying, one.data), one.after)
      } catch {
        return one
      }
    })

/** Frames whose absence, or place, is itself an answer: nothing is stored, no block has come. */
const TELLS = /operationStorageItems|newBlock|bestBlockChanged|"finalized"/

type Draw = (roll: Dice, frame: string, clean: Clean) => Omit<Fault, 'name'>

const honest = (tamper: Fault['tamper']): Omit<Fault, 'name'> => ({ isLie: false, tamper })

const DRAWS: Readonly<Record<string, Draw>> = {
  truncated: (roll) => {
    const part = roll(1000) / 1000
    return honest(text((_, frame) => frame.slice(0, Math.floor(frame.length * part))))
  },
  garbage: (roll) => {
    const what = garbage(roll)
    return honest(text(() => what))
  },
  withheld: (_, frame) => ({ isLie: TELLS.test(frame), tamper: () => [] }),
  silent: () => honest(() => [{ end: 'silence' }]),
  closed: (roll) => {
    const end = pick(roll, ['close', 'error'] as const)
    return honest((_, all) => (roll(2) === 0 ? [...all, { end }] : [{ end }]))
  },
  late: (roll, frame) => {
    const after = pick(roll, [5, 400, 12_000, 40_000, 200_000])
    return { isLie: TELLS.test(frame), tamper: (_, all) => all.map((one) => ('data' in one ? { ...one, after: one.after + after } : one)) }
  },
  twice: (roll) => honest((_, all) => [...all, ...all.map((one) => ('data' in one ? { ...one, after: pick(roll, [1, 3, 900]) } : one))]),
  error: (roll) => honest(text((saying) => errorFor(roll, saying))),
  'failed operation': (roll) => ({ isLie: true, tamper: text(({ request }, frame) => failedOperation(roll, frame, request)) }),
  'wrong type': (roll, frame) => ({
    isLie: /operationStorageItems|"changes"|finalizedBlock|newRuntime/.test(frame),
    tamper: text((_, now) => retyped(roll, now)),
  }),
  'wrong length': (roll) => honest(text((_, frame) => rehexed(roll, frame, 'length'))),
  'other bytes': (roll) => ({ isLie: true, tamper: text((_, frame) => rehexed(roll, frame, 'bytes')) }),
  stray: (roll, _, { blocks }) => ({
    isLie: true,
    tamper: (saying, all) => {
      const extra = later(stray(roll, saying.subscription, blocks))
      return roll(2) === 0 ? [extra, ...all] : [...all, extra]
    },
  }),
  'wrong spec': (roll) => ({
    isLie: true,
    tamper: text((_, frame) =>
      frame.replace(/"specVersion":\d+/, `"specVersion":${pick(roll, ['9999', '0', '-1', '"293"', 'null', '1e99'])}`),
    ),
  }),
}

const NAMES = Object.keys(DRAWS)

/** Another genesis hash: of the first socket, of later ones, or at the second address. */
const otherGenesis = (roll: Dice, { genesis }: Clean): Fault => {
  const [other, where] = [`0x${hexOf(roll, 64)}`, pick(roll, ['first', 'later', 'second', 'all'] as const)]
  const isThere = ({ socket, url }: Saying): boolean =>
    where === 'all' || (where === 'second' ? url.includes('second') : where === 'first' ? socket === 0 : socket > 0)
  return {
    name: `other genesis (${where})`,
    isLie: false,
    tamper: (saying, all) => (isThere(saying) ? text((_, frame) => frame.replace(`"${genesis}"`, `"${other}"`))(saying, all) : all),
  }
}

/** One fault at one frame, of the first socket or of each. */
const oneFault = (roll: Dice, clean: Clean): Fault => {
  if (roll(12) === 0) return otherGenesis(roll, clean)
  const name = pick(roll, NAMES)
  const number = roll(clean.frames.length)
  const always = roll(4) === 0
  const { isLie, tamper } = DRAWS[name]!(roll, clean.frames[number]!, clean)
  const begins = new Map<number, number>()
  return {
    name: `${name} at ${number}${always ? ' of each socket' : ''}`,
    isLie,
    tamper: (saying, all) => {
      if (!begins.has(saying.socket)) begins.set(saying.socket, saying.number)
      const isAt = (always || saying.socket === 0) && saying.number - begins.get(saying.socket)! === number
      return isAt ? tamper(saying, all) : all
    },
  }
}

/** One to three faults. */
export const drawFaults = (roll: Dice, clean: Clean): readonly Fault[] => Array.from({ length: 1 + roll(3) }, () => oneFault(roll, clean))

export const tamperOf =
  (faults: readonly Fault[]): Tamper =>
  (saying) =>
    faults.reduce<readonly Delivery[]>((deliveries, { tamper }) => tamper(saying, deliveries), [later(saying.frame)])
