/**
 * Whether a frame of a node is what was asked for, by the JSON-RPC of nodes (paritytech.github.io/json-rpc-interface-spec).
 *
 * polkadot-api takes the shape of frames for granted. Where one has another shape, it throws in a timer of its own, outside of every promise,
 * which ends the process; or it decodes what is no hex as zeros. So every frame is checked before polkadot-api hears of it.
 */

import { wordsOf } from './subtensor-error.js'

/** What becomes of a frame: it is passed on, nobody needs it, or in words what is wrong with it. */
export type Verdict = 'pass' | 'drop' | { readonly wrong: string }

/** Checks the frames of a connection. */
export interface FrameCheck {
  readonly sent: (frame: string) => void
  readonly received: (message: object) => Verdict
}

type Fields = Readonly<Record<string, unknown>>
type Shape = (value: unknown) => boolean

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText: Shape = (value) => typeof value === 'string'
const isHex: Shape = (value) => typeof value === 'string' && value.length % 2 === 0 && /^0x[0-9a-f]*$/i.test(value)
const isHash: Shape = (value) => typeof value === 'string' && value.length === 66 && isHex(value)
const isId: Shape = (value) => typeof value === 'string' || typeof value === 'number'
const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape)
const orNone =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || value === null || shape(value)
const having =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isFields(value) && Object.entries(shapes).every(([name, shape]) => shape(value[name]))

const isStarted: Shape = (value) =>
  isFields(value) && (value['result'] === 'limitReached' || (value['result'] === 'started' && isText(value['operationId'])))

/** The results of the requests whose results polkadot-api looks into. */
const RESULTS: Readonly<Record<string, Shape>> = {
  rpc_methods: having({ methods: listOf(isText) }),
  chainHead_v1_follow: isText,
  chainHead_v1_header: orNone(isHex),
  chainHead_v1_body: isStarted,
  chainHead_v1_call: isStarted,
  chainHead_v1_storage: isStarted,
  chainSpec_v1_chainName: isText,
  chainSpec_v1_genesisHash: isHash,
  transaction_v1_broadcast: orNone(isText),
}

const isItem = having({ key: isHex, value: orNone(isHex), hash: orNone(isHex) })
const isOperation = having({ operationId: isText })

/** The events of a chain. Others are nobody's, and dropped. */
const EVENTS: Readonly<Record<string, Shape>> = {
  initialized: (value) => having({ finalizedBlockHashes: listOf(isHash) })(value) || having({ finalizedBlockHash: isHash })(value),
  newBlock: having({ blockHash: isHash, parentBlockHash: isHash, newRuntime: orNone(isFields) }),
  bestBlockChanged: having({ bestBlockHash: isHash }),
  finalized: having({ finalizedBlockHashes: listOf(isHash), prunedBlockHashes: listOf(isHash) }),
  operationStorageItems: having({ operationId: isText, items: listOf(isItem) }),
  operationStorageDone: isOperation,
  operationBodyDone: having({ operationId: isText, value: listOf(isHex) }),
  operationCallDone: having({ operationId: isText, output: isHex }),
  operationWaitingForContinue: isOperation,
  operationInaccessible: isOperation,
  operationError: having({ operationId: isText, error: isText }),
  stop: () => true,
}

const FOLLOW = 'chainHead_v1_follow'
/** A chain that is told from the start again this often is no use. polkadot-api gives it up after three times in a second. */
const MOST_STOPS = 2
const isError = having({ code: (code) => typeof code === 'number', message: isText })
const wrong = (what: string): Verdict => ({ wrong: what })

export const frameCheck = (): FrameCheck => {
  const asked = new Map<unknown, string>()
  const stopped = new Set<unknown>()

  const event = (message: Fields): Verdict => {
    const params = message['params']
    if (!isFields(params) || !isId(params['subscription'])) return wrong('a notification without a subscription')
    if (message['method'] !== `${FOLLOW}Event`) return 'pass'
    const [told, subscription] = [params['result'], params['subscription']]
    if (!isFields(told) || !isText(told['event'])) return wrong('an event without a name')
    const name = told['event'] as string
    if (stopped.has(subscription) || !Object.hasOwn(EVENTS, name)) return 'drop'
    if (!EVENTS[name]!(told)) return wrong(`the event ${name} is not what it should be`)
    if (name === 'stop') stopped.add(subscription)
    if (stopped.size > MOST_STOPS) return wrong('the node stops telling of the chain again and again')
    return 'pass'
  }

  const answer = (message: Fields): Verdict => {
    const method = asked.get(message['id'])
    if (method === undefined) return 'drop'
    asked.delete(message['id'])
    if ('error' in message) {
      const error = message['error']
      if (!isError(error)) return wrong(`the error of ${method} is none`)
      // polkadot-api would open another connection and leave this one open.
      return method === FOLLOW ? wrong(`the node does not tell of the chain: ${wordsOf((error as Fields)['message'])}`) : 'pass'
    }
    const isRight = 'result' in message && (!Object.hasOwn(RESULTS, method) || RESULTS[method]!(message['result']))
    return isRight ? 'pass' : wrong(`the result of ${method} is not what it should be`)
  }

  return {
    sent: (frame) => {
      const { id, method } = JSON.parse(frame) as Fields
      asked.set(id, String(method))
    },
    received: (message) => {
      const read = message as Fields
      if (isId(read['id'])) return answer(read)
      return 'id' in read || !isText(read['method']) ? wrong('not a message of JSON-RPC') : event(read)
    },
  }
}
