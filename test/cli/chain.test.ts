/** The commands that ask a chain, over a simulated one in the place of the client. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { simulatedProver, simulatedSubnet, simulatedSubtensor } from '../../src/adapters/memory.js'
import { systemClock } from '../../src/adapters/run/system-clock.js'
import type * as Subtensor from '../../src/adapters/subtensor.js'
import { SubtensorFailure } from '../../src/adapters/subtensor.js'
import { addressOf } from '../../src/units/address/hotkey.js'
import { ALICE, privateFile, VECTORS } from '../adapters/keys/vectors.js'
import { run } from './terminal.js'

/** What stands behind every address. */
const world = vi.hoisted(() => ({
  view: (_hotkey: string | undefined): Pick<Subtensor.SubtensorChain, 'block' | 'look' | 'submit'> => {
    throw new Error('no chain')
  },
  epochInput: (): Promise<unknown> => Promise.resolve(null),
  sources: [] as Subtensor.SubtensorSource[],
  closed: 0,
}))

vi.mock('../../src/adapters/subtensor.js', async (original) => {
  const actual = await original<typeof Subtensor>()
  const close = (): void => {
    world.closed++
  }
  return {
    ...actual,
    subtensorView: ({ hotkey, ...source }: Subtensor.SubtensorViewOptions) => {
      actual.subtensorView({ ...source, ...(hotkey === undefined ? {} : { hotkey }) }).close()
      world.sources.push(source)
      const { block, look } = world.view(hotkey)
      return { block, look, epochInput: world.epochInput, close }
    },
    subtensorChain: ({ signer, ...source }: Subtensor.SubtensorOptions) => {
      world.sources.push(source)
      const hotkey = addressOf(signer.publicKey)!
      return { ...world.view(hotkey), epochInput: world.epochInput, signer: hotkey, close }
    },
  }
})

const folder = mkdtempSync(join(tmpdir(), 'steelyard-chain-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const at = (name: string): string => join(folder, name)
mkdirSync(at('wallets/mine/hotkeys'), { recursive: true })
writeFileSync(at('wallets/mine/hotkeys/first'), JSON.stringify(privateFile(ALICE)), { mode: 0o600 })
writeFileSync(at('alice'), ALICE.seed, { mode: 0o600 })
writeFileSync(at('other'), VECTORS[2]!.seed, { mode: 0o600 })
writeFileSync(at('open'), ALICE.seed, { mode: 0o644 })

const files = {
  'c.toml': '[emission]\nburn_percentage = 5\nburn_uid = 0\ngpu_allocations = { H100 = 40, H200 = 60 }\nweight_set_interval_blocks = 20\n',
}
const clock = systemClock()
/** The files in memory, and those in the folder. */
const steelyard = (args: readonly string[], changes: Parameters<typeof run>[3] = {}) =>
  run(files, args, false, {
    readBytes: (path) =>
      path in files
        ? Promise.resolve(new TextEncoder().encode(files[path as keyof typeof files]))
        : readFile(path).then((bytes) => Uint8Array.from(bytes)),
    ...changes,
  })

const genesis = simulatedSubnet({ netuid: 39, miners: 6, seed: 1 })
let subtensor = simulatedSubtensor(genesis)
const begin = (): void => {
  subtensor = simulatedSubtensor({
    ...genesis,
    neurons: genesis.neurons.map((neuron) => (neuron.uid === 1 ? { ...neuron, hotkey: ALICE.address as never } : neuron)),
  })
}
beforeEach(async () => {
  begin()
  world.view = (hotkey) => subtensor.chainFor(hotkey ?? ALICE.address)
  world.sources = []
  world.closed = 0
  writeFileSync(at('results.json'), JSON.stringify(await simulatedProver({ miners: 6, seed: 1, clock }).results('2026-01-01T00:00:00Z')))
})

const network = readFileSync('docs/examples/network.json', 'utf8')
const common = ['--chain', 'local', '--netuid', '39']
const running = (...more: readonly string[]): readonly string[] => [
  ...['run', '--config', 'c.toml', '--storage', 'memory', ...common, '--results', at('results.json'), '--block-seconds', '0.05'],
  ...more,
]
const key = ['--key-file', at('alice')]

describe('steelyard run on a chain', () => {
  test('sets weights with the key of a file, of a wallet and of a variable', async () => {
    const wallet = ['--wallet-name', 'mine', '--wallet-hotkey', 'first', '--wallet-path', at('wallets')]
    for (const way of [key, wallet, ['--key-env', 'HOTKEY']]) {
      begin()
      const blocks = setInterval(() => subtensor.advance(), 20)
      const { code, out, err } = await steelyard(running(...way, '--blocks', '40'), {
        takeVariable: (name) => (name === 'HOTKEY' ? ALICE.seed : undefined),
      })
      clearInterval(blocks)
      expect([code, err]).toEqual([0, ''])
      expect(out).toContain(`Validator ${ALICE.address} starts on subnet 39`)
      expect(out).toMatch(/Published new weights:\n/)
      expect(out).not.toContain(ALICE.seed.slice(0, 16))
    }
    expect(world.closed).toBe(3)
  })
  test('a dry run sends nothing, and needs no key where the hotkey is named', async () => {
    for (const who of [key, ['--hotkey', ALICE.address]]) {
      const { code, out, err } = await steelyard(running(...who, '--dry-run'))
      expect([code, err]).toEqual([0, ''])
      expect(out).toMatch(/^at block {9}\d+, no weights yet\nvector {11}\d+ entries, \d miners paid/)
    }
    expect((await steelyard(running('--dry-run'))).code).toBe(2)
  })
  test('what is wrong with the key is found before a store exists', async () => {
    const store = at('none.db')
    const tried = async (...more: readonly string[]) => {
      const args = running(...more).map((arg) => (arg === 'memory' ? `sqlite:${store}` : arg))
      const { code, out, err } = await steelyard(args)
      expect(out).toBe('')
      expect((await readFile(store).catch(() => null)) === null).toBe(true)
      return [code, err]
    }
    expect(await tried('--key-file', at('other'))).toEqual([1, `error: the hotkey ${VECTORS[2]!.address} is not registered on subnet 39\n`])
    expect(await tried(...key, '--hotkey', VECTORS[2]!.address)).toEqual([
      1,
      `error: ${at('alice')}: is the key of ${ALICE.address}, and that of ${VECTORS[2]!.address} was expected\n`,
    ])
    expect(await tried('--key-file', at('open'))).toEqual([
      1,
      `error: ${at('open')}: may be used by other users (mode 644); close it: chmod 600 ${at('open')}\n`,
    ])
    expect((await tried(...key, '--hotkey', '5x'))[0]).toBe(1)
    expect((await tried())[0]).toBe(2)
    expect((await tried(...key, '--key-env', 'HOTKEY'))[0]).toBe(2)
    expect((await tried('--wallet-name', 'mine'))[0]).toBe(2)
    expect((await tried('--wallet-name', '../mine', '--wallet-hotkey', 'first'))[0]).toBe(1)
    expect(await tried('--key-env', 'HOTKEY')).toEqual([1, 'error: HOTKEY: no such environment variable is set\n'])
    const swapped = await tried('--key-file', ALICE.seed)
    expect(swapped).toEqual([1, 'error: "…": cannot be read: there is no such file\n'])
  })
  test('a chain needs a netuid and results, and the results have to be readable', async () => {
    const bare = ['run', '--config', 'c.toml', '--storage', 'memory', '--chain', 'local', ...key]
    expect((await steelyard(bare)).code).toBe(2)
    expect((await steelyard([...bare, '--netuid', '39'])).code).toBe(2)
    const of = async (text: string) => {
      writeFileSync(at('broken.json'), text)
      return (await steelyard([...bare, '--netuid', '39', '--dry-run', '--results', at('broken.json')])).err
    }
    expect(await of('{"results":')).toMatch(/broken\.json: /)
    expect(await of('{"a":1}')).toContain('expected a list of results, or an object with the list')
    expect(await of('{"results":[],"results":[]}')).toContain('expected a list of results')
    expect(await of('[{"a":1,"a":2}]')).toBe('')
    mkdirSync(at('many'), { recursive: true })
    writeFileSync(at('many/1.json'), await readFile(at('results.json')))
    writeFileSync(at('many/2.json'), '{"results":[],"netuid":39}')
    writeFileSync(at('many/.3.json'), 'half')
    const many = await steelyard([...bare, '--netuid', '39', '--dry-run', '--results', at('many')])
    expect([many.code, many.out.match(/[1-9] miners paid/) === null]).toEqual([0, false])
  })
  test('a permit that is missing is told', async () => {
    const { neurons } = genesis
    subtensor = simulatedSubtensor({
      ...genesis,
      neurons: neurons.map((n) => (n.uid === 1 ? { ...n, hotkey: ALICE.address as never, validator_permit: false } : n)),
    })
    expect((await steelyard(running(...key, '--dry-run'))).err).toMatch(/warning: uid 1 has no validator permit on subnet 39/)
  })
})

describe('a key in the wrong place', () => {
  const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
  const keys = [ALICE.seed, `0x${ALICE.seed}`, ALICE.ed25519_form, JSON.stringify(privateFile(ALICE)), phrase]
  const options = [
    ...['--key-file', '--wallet-name', '--wallet-hotkey', '--wallet-path', '--key-env', '--hotkey', '--results', '--chain', '--netuid'],
    ...['--storage', '--config', '--mechanism', '--keyfile', '--key', '-k'],
  ]
  test('is not repeated, whatever option it is given to', async () => {
    const found = await Promise.all(
      keys.flatMap((secret) =>
        [
          [secret],
          ['run', secret],
          ...options.flatMap((option) => [
            running(option, secret),
            running(`${option}=${secret}`),
            running(...key, option, secret),
            ['metagraph', ...common, option, secret],
            ['status', '--storage', 'memory', option, secret],
          ]),
        ].map((args) => steelyard(args)),
      ),
    )
    const printed = found.map(({ out, err }) => out + err)
    const scalar = JSON.stringify(privateFile(ALICE)).match(/privateKey":"0x(\w+)/)![1]!
    for (const part of [ALICE.seed.slice(0, 16), ALICE.ed25519_form.slice(0, 16), scalar.slice(0, 16), 'bottom drive obey lake'])
      expect(printed.filter((text) => text.includes(part))).toEqual([])
    expect(found.filter(({ code }) => code === 0)).toEqual([])
  })
})

describe('a chain', () => {
  test('is named, or is a list of nodes; finney has to be finney', async () => {
    const asked = async (...names: readonly string[]) => {
      world.sources = []
      expect((await steelyard(['metagraph', ...names.flatMap((name) => ['--chain', name]), '--netuid', '39'])).code).toBe(0)
      return world.sources[0]
    }
    expect(await asked('finney')).toMatchObject({
      urls: ['wss://entrypoint-finney.opentensor.ai:443'],
      genesis: '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    })
    expect(await asked('test')).toMatchObject({ urls: ['wss://test.finney.opentensor.ai:443'] })
    expect(await asked('ws://a:1,wss://b', 'local')).toMatchObject({ urls: ['ws://a:1', 'wss://b', 'ws://127.0.0.1:9944'] })
    expect((await asked('wss://b'))?.genesis).toBeUndefined()
  })
  test('that is unknown is wrong usage, and its password is not shown', async () => {
    for (const name of ['fineny', 'http://a', 'ws://', 'wss://u:zq1x@', 'postgres://u:zq1x@h', '']) {
      const { code, out, err } = await steelyard(['metagraph', '--chain', name, '--netuid', '39'])
      expect([code, out, /zq1x/.test(err)]).toEqual([2, '', false])
    }
    expect((await steelyard(['metagraph', '--chain', 'fineny', '--netuid', '39'])).err).toMatch(/; did you mean finney\?\n$/)
    expect((await steelyard(['metagraph', '--chain', 'simulated', '--netuid', '39'])).code).toBe(2)
  })
  test('that does not answer gives 3, and a package that is missing is named', async () => {
    const failing = async (error: Subtensor.SubtensorError, args: readonly string[]) => {
      world.view = () => {
        const fail = () => Promise.reject(new SubtensorFailure(error))
        return { block: fail, look: fail, submit: fail }
      }
      return steelyard(args)
    }
    const commands = [['metagraph', ...common], running(...key), ['preflight', '--config', 'c.toml', ...common]]
    for (const args of commands) {
      expect(await failing({ _tag: 'Unreachable', seconds: 30, tries: [] }, args)).toMatchObject({
        code: 3,
        out: '',
        err: 'error: --chain: no connection in 30 s; no address was tried\n',
      })
      const missing = await failing({ _tag: 'MissingPackage', name: 'polkadot-api', install: 'npm install polkadot-api@2' }, args)
      expect([missing.code, missing.err]).toEqual([
        1,
        'error: the package polkadot-api is missing: npm install polkadot-api@2 (all that a chain needs: npm install polkadot-api@2 ws@8 @scure/sr25519)\n',
      ])
    }
  })
  test('without the subnet says so', async () => {
    world.view = () => ({ ...subtensor.chainFor(ALICE.address), look: () => Promise.resolve(null) })
    expect(await steelyard(['metagraph', ...common])).toMatchObject({ code: 1, err: 'error: --netuid: the chain has no subnet 39\n' })
    expect(await steelyard(running(...key, '--mechanism', '1'))).toMatchObject({
      code: 1,
      err: 'error: --netuid: the chain has no subnet 39 with a mechanism 1\n',
    })
  })
})

describe('steelyard metagraph, preflight and status', () => {
  test('a metagraph is a snapshot for allocate and for preflight', async () => {
    const { code, out, err } = await steelyard(['metagraph', ...common])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ netuid: 39, results: [], hyperparameters: { tempo: 360 } })
    writeFileSync(at('m.json'), out)
    expect((await steelyard(['allocate', '--config', 'c.toml', '--snapshot', at('m.json'), '--allow-empty'])).code).toBe(0)
    const judged = await steelyard([
      'preflight',
      '--config',
      'c.toml',
      '--snapshot',
      at('m.json'),
      '--hotkey',
      ALICE.address,
      '--allow-empty',
    ])
    expect(judged.err + judged.out).toContain('subnet 39')
    expect((await steelyard(['metagraph', ...common, '--hotkey', '5x'])).code).toBe(1)
  })
  test('preflight asks the chain of now, with results of files', async () => {
    const args = ['preflight', '--config', 'c.toml', ...common, '--hotkey', ALICE.address]
    const { code, out, err } = await steelyard([...args, '--results', at('results.json')])
    expect([code, err.replaceAll(/^warning: .*\n/gm, '')]).toEqual([0, ''])
    expect(out).toMatch(/^The chain will accept these weights on subnet 39 from block \d+ on\./)
    expect((await steelyard(args)).out).toContain('from block')
    expect((await steelyard([...args, '--snapshot', at('m.json')])).code).toBe(2)
    expect((await steelyard(['preflight', '--config', 'c.toml'])).code).toBe(2)
    expect((await steelyard([...args, '--results', at('none')])).code).toBe(1)
  })
  test('preflight judges a commit where the subnet wants that, by the rules of its reveal too', async () => {
    subtensor.setHyperparameters({ commit_reveal_weights_enabled: true })
    const args = ['preflight', '--config', 'c.toml', ...common, '--hotkey', ALICE.address, '--results', at('results.json')]
    const { code, out } = await steelyard(args)
    expect(out).toMatch(
      /^The chain will accept a commit of these weights on subnet 39 from block \d+ on, and reveal it at about block \d+\./,
    )
    expect(code).toBe(0)
    subtensor.setHyperparameters({ weights_version: 9 })
    const refused = await steelyard(args)
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('at the reveal: IncorrectWeightVersionKey')])
  })
  test('status shows what is in force on the chain, and whether it is ours', async () => {
    const store = `sqlite:${at('v.db')}`
    const blocks = setInterval(() => subtensor.advance(), 20)
    const args = running(...key, '--blocks', '40').map((arg) => (arg === 'memory' ? store : arg))
    expect((await steelyard(args)).code).toBe(0)
    clearInterval(blocks)
    const status = await steelyard(['status', '--storage', store, '--chain', 'local'])
    expect([status.code, status.err]).toEqual([0, ''])
    expect(status.out).toMatch(
      / {2}on chain {6}uid 1 at block \d+; last set or committed at block \d+ \(\d+ blocks? ago\)\n {2}stored row {4}\d+ entries, the last weights of this store\n/,
    )
    const json = JSON.parse((await steelyard(['status', '--storage', store, '--chain', 'local', '--format', 'json'])).out) as object
    expect(json).toMatchObject({ chain: { uid: 1, row_is_ours: true, commits: [] } })
    subtensor = simulatedSubtensor({ ...genesis, neurons: genesis.neurons.slice(0, 1) })
    expect((await steelyard(['status', '--storage', store, '--chain', 'local'])).out).toContain(
      'on chain      the hotkey is not registered at block',
    )
    world.view = () => {
      throw new SubtensorFailure({ _tag: 'Closed' })
    }
    const unanswered = await steelyard(['status', '--storage', store, '--chain', 'local'])
    expect([unanswered.code, unanswered.err, unanswered.out.includes('on chain')]).toEqual([
      3,
      'error: --chain: the chain was closed\n',
      false,
    ])
    expect((await steelyard(['status', '--storage', store, '--chain', 'local', '--check'])).code).toBe(1)
  })
})

describe('steelyard forecast', () => {
  const hotkeys = (JSON.parse(network) as { readonly hotkeys: readonly string[] }).hotkeys
  const row = JSON.stringify({ weights: [{ uid: 2, hotkey: hotkeys[2], weight: 65_535 }] })
  const forecast = (...more: readonly string[]) =>
    steelyard(['forecast', '--hotkey', hotkeys[1]!, '--weights', at('weights.json'), '--counts-from', '1702', ...more])
  beforeEach(() => {
    writeFileSync(at('weights.json'), row)
    writeFileSync(at('network.json'), network)
    world.epochInput = () => Promise.resolve(JSON.parse(network))
  })
  test('on a chain is the one on the file that metagraph --epoch-input prints', async () => {
    const ofChain = await forecast(...common)
    expect(ofChain.code).toBe(0)
    const printed = await steelyard(['metagraph', ...common, '--epoch-input'])
    expect([printed.code, JSON.parse(printed.out)]).toEqual([0, JSON.parse(network)])
    writeFileSync(at('network.json'), printed.out)
    expect(await forecast('--network', at('network.json'))).toEqual(ofChain)
    expect(world.closed).toBe(2)
  })
  test('takes a file or a chain with its subnet, one of both', async () => {
    const ways = [
      [],
      [...common, '--network', at('network.json')],
      ['--network', at('network.json'), '--netuid', '39'],
      ['--chain', 'local'],
      ['--netuid', '39'],
      ['--chain', 'fineny', '--netuid', '39'],
      ['--chain', 'simulated', '--netuid', '39'],
    ]
    for (const way of ways) {
      const { code, out } = await forecast(...way)
      expect([way, code, out]).toEqual([way, 2, ''])
    }
    expect((await steelyard(['metagraph', ...common, '--epoch-input', '--hotkey', hotkeys[1]!])).code).toBe(2)
  })
  test('names a mechanism or a subnet that is not there, a runtime whose rules are not known, and a chain that does not answer', async () => {
    expect(await forecast(...common, '--mechanism', '1')).toMatchObject({
      code: 1,
      err: 'error: --mechanism: subnet 39 has no mechanism 1\n',
    })
    world.epochInput = () => Promise.resolve(null)
    expect(await forecast(...common)).toMatchObject({ code: 1, err: 'error: --netuid: the chain has no subnet 39\n' })
    const failing = (error: Subtensor.SubtensorError) => {
      world.epochInput = () => Promise.reject(new SubtensorFailure(error))
      return forecast(...common)
    }
    expect(await failing({ _tag: 'UnknownRuntime', spec: 475, oldest: 293, newest: 459 })).toMatchObject({
      code: 1,
      out: '',
      err: 'error: --chain: the chain runs spec 475; the rules of the epoch are known from 293 to 459\n',
    })
    expect((await failing({ _tag: 'TimedOut', doing: 'epochInput', seconds: 30 })).code).toBe(3)
  })
  test('warns where commit-reveal is on and nothing says when the weights are revealed', async () => {
    const commit_blocks = hotkeys.map(() => null)
    world.epochInput = () => Promise.resolve({ ...(JSON.parse(network) as object), commit_blocks })
    const warning = /warning: commit-reveal is on, so weights count from the block of their reveal/
    expect((await steelyard(['forecast', '--hotkey', hotkeys[1]!, '--weights', at('weights.json'), ...common])).err).toMatch(warning)
    expect((await forecast(...common)).err).not.toMatch(warning)
  })
})
