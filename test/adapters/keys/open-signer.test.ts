import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { verify } from '@scure/sr25519'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { KeyError, KeySource, Signer, SignerOptions } from '../../../src/adapters/keys.js'
import { openSigner, showKeyError } from '../../../src/adapters/keys.js'
import { walletFile } from '../../../src/adapters/keys/wallet-file.js'
import { expectRight as rightOf } from '../../either.js'
import { ALICE, bytesOf, privateFile, scalarForm, seedFile, VECTORS } from './vectors.js'

const folder = mkdtempSync(join(tmpdir(), 'steelyard-keys-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
let files = 0
const fileOf = (content: string | Uint8Array, mode = 0o600): string => {
  const path = join(folder, `hotkey-${files++}`)
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}
const opened = (content: string | Uint8Array, options: SignerOptions = {}) => openSigner(options)({ _tag: 'File', path: fileOf(content) })
const signer = async (content: string | Uint8Array, options: SignerOptions = {}): Promise<Signer> => rightOf(await opened(content, options))
const errorOf = async (source: KeySource, options: SignerOptions = {}): Promise<KeyError> => {
  const found = await openSigner(options)(source)
  if (isLeft(found)) return found.left
  throw new Error('a key was opened')
}
const tagOf = async (content: string | Uint8Array, options: SignerOptions = {}): Promise<string> =>
  (await errorOf({ _tag: 'File', path: fileOf(content) }, options))._tag
const json = JSON.stringify

describe('keys that others derived', () => {
  test.each(VECTORS)('$address: every form of the key gives its address', async (vector) => {
    const { seed, address } = vector
    const forms: readonly (string | Uint8Array)[] = [
      bytesOf(seed),
      seed,
      `0x${seed}\n`,
      `0X${seed.toUpperCase()}`.replace('X', 'x'),
      `  ${seed}\r\n`,
      json(seedFile(vector)),
      json({ secretSeed: seed }),
      json(privateFile(vector)),
      json({ privateKey: vector.ed25519_form, ss58Address: address }),
      json({ ...privateFile(vector), secretSeed: null, secretPhrase: null }),
      `\ufeff${json(seedFile(vector), null, 2)}\n`,
    ]
    for (const form of forms) expect((await signer(form)).address).toBe(address)
    if (vector.scalar_form !== undefined) expect(scalarForm(vector)).toBe(vector.scalar_form)
  })
  test.each(VECTORS)('$address: a signature of each form verifies, and so does theirs', async (vector) => {
    const publicKey = bytesOf(vector.public_key)
    const message = bytesOf(vector.message)
    expect(verify(message, bytesOf(vector.signature), publicKey)).toBe(true)
    for (const form of [json(seedFile(vector)), json(privateFile(vector))]) {
      const { sign } = await signer(form)
      const [one, two] = [await sign(message), await sign(message)]
      expect([verify(message, one, publicKey), verify(message, two, publicKey)]).toEqual([true, true])
      expect(one, 'each signature draws its own randomness').not.toEqual(two)
      expect(verify(Uint8Array.of(1), one, publicKey)).toBe(false)
    }
  })
  test('a private key alone is read as the form that gives the expected hotkey', async () => {
    for (const privateKey of [ALICE.ed25519_form, scalarForm(ALICE)]) {
      expect((await signer(json({ privateKey }), { expected: ALICE.address })).address).toBe(ALICE.address)
      expect(await tagOf(json({ privateKey }))).toBe('NoPublicKey')
      expect(await tagOf(json({ privateKey }), { expected: VECTORS[1]!.address })).toBe('WrongHotkey')
    }
  })
  test('a signer is as good after its source is wiped, and its public key can not be changed', async () => {
    const bytes = bytesOf(ALICE.seed)
    const held = await signer(bytes)
    bytes.fill(0)
    held.publicKey.fill(0)
    expect(Buffer.from(held.publicKey).toString('hex')).toBe(ALICE.public_key)
    expect(verify(Uint8Array.of(7), await held.sign(Uint8Array.of(7)), bytesOf(ALICE.public_key))).toBe(true)
  })
})

describe('what is no key', () => {
  test.each<readonly [string, string | Uint8Array, string]>([
    ['nothing', '', 'Empty'],
    ['white space', ' \n', 'Empty'],
    ['31 bytes', bytesOf(ALICE.seed).subarray(1), 'NotAKey'],
    ['33 bytes', Uint8Array.of(...bytesOf(ALICE.seed), 0xff), 'NotAKey'],
    ['32 characters', 'abcdefghijklmnopqrstuvwxyz012345', 'NotAKey'],
    ['32 hex digits', ALICE.seed.slice(32), 'NotAKey'],
    ['128 hex digits', ALICE.ed25519_form, 'NotAKey'],
    ['base64', Buffer.from(ALICE.seed, 'hex').toString('base64'), 'NotAKey'],
    ['a phrase', 'bottom drive obey lake curtain smoke basket hold race lonely fit walk\n', 'PhraseOnly'],
    ['a name of a key', '//Alice', 'NotAKey'],
    ['NaCl', Buffer.concat([Buffer.from('$NACL'), bytesOf(ALICE.ed25519_form)]), 'Encrypted'],
    ['a vault', '$ANSIBLE_VAULT;1.1;AES256\n3333', 'Encrypted'],
    ['Fernet', 'gAAAAABkx', 'Encrypted'],
    ['an export of polkadot-js', json({ encoded: 'MFM=', encoding: { version: '3' }, address: ALICE.address }), 'Encrypted'],
    ['half of JSON', json(seedFile(ALICE)).slice(0, -9), 'NotJson'],
    ['a key twice', `{"secretSeed":"0x${ALICE.seed}","secretSeed":"0x${ALICE.seed}"}`, 'RepeatedField'],
    ['another key twice', `{"a":1,"a":2,"secretSeed":"0x${ALICE.seed}"}`, 'NotJson'],
    ['a public key', json({ publicKey: ALICE.public_key, ss58Address: ALICE.address }), 'PublicOnly'],
    ['a phrase in JSON', json({ ...seedFile(ALICE), secretSeed: undefined }), 'PhraseOnly'],
    ['a short seed', json({ secretSeed: ALICE.seed.slice(2) }), 'MalformedField'],
    ['a number', json({ secretSeed: 7 }), 'MalformedField'],
    ['a seed in the place of the private key', json({ privateKey: ALICE.seed }), 'MalformedField'],
    ['a broken public key', json({ ...seedFile(ALICE), publicKey: '0x12' }), 'MalformedField'],
    ['a broken address', json({ ...seedFile(ALICE), ss58Address: `${ALICE.address}x` }), 'MalformedField'],
    ['ed25519', json({ ...privateFile(ALICE), cryptoType: 0 }), 'NotSr25519'],
    ['zeros', json({ privateKey: '0'.repeat(128), ss58Address: ALICE.address }), 'InvalidKey'],
    ['a scalar beyond the group', json({ privateKey: 'ff'.repeat(64), ss58Address: ALICE.address }), 'InvalidKey'],
  ])('%s', async (_, content, tag) => {
    expect(await tagOf(content)).toBe(tag)
  })
  test('a file that names another public key, in any of its fields, is refused with both addresses', async () => {
    const other = VECTORS[2]!
    for (const [field, value] of [
      ['publicKey', other.public_key],
      ['accountId', other.public_key],
      ['ss58Address', other.address],
    ] as const)
      for (const file of [seedFile(ALICE), privateFile(ALICE)])
        expect(await errorOf({ _tag: 'File', path: fileOf(json({ ...file, [field]: value })) })).toMatchObject({
          _tag: 'Contradiction',
          field,
          written: other.address,
          derived: ALICE.address,
        })
  })
  test('the key of another hotkey is refused', async () => {
    const path = fileOf(ALICE.seed)
    const expected = VECTORS[2]!.address
    expect(await errorOf({ _tag: 'File', path }, { expected })).toEqual({
      _tag: 'WrongHotkey',
      source: path,
      expected,
      found: ALICE.address,
    })
    for (const wrong of ['5x', '', ALICE.seed])
      expect(await errorOf({ _tag: 'File', path }, { expected: wrong })).toEqual({ _tag: 'ExpectedNoAddress' })
    expect((await signer(ALICE.seed, { expected: ALICE.address })).address).toBe(ALICE.address)
  })
})

describe('files', () => {
  test('a file that others may use is refused, unless that is allowed', async () => {
    for (const mode of [0o644, 0o640, 0o620, 0o601, 0o777]) {
      const path = fileOf(ALICE.seed, mode)
      const error = await errorOf({ _tag: 'File', path })
      expect(error).toMatchObject({ _tag: 'OpenToOthers', mode })
      expect(showKeyError(error)).toContain(`(mode ${mode.toString(8)}); close it: chmod 600 ${path}`)
      expect(rightOf(await openSigner({ allowOpenFile: true })({ _tag: 'File', path })).address).toBe(ALICE.address)
    }
    for (const mode of [0o600, 0o400, 0o700]) {
      const path = fileOf(ALICE.seed, mode)
      expect(rightOf(await openSigner()({ _tag: 'File', path })).address).toBe(ALICE.address)
    }
  })
  test('a link is followed, and the file behind it is judged', async () => {
    const [closed, open] = [join(folder, 'closed'), join(folder, 'open')]
    symlinkSync(fileOf(ALICE.seed), closed)
    symlinkSync(fileOf(ALICE.seed, 0o644), open)
    expect(rightOf(await openSigner()({ _tag: 'File', path: closed })).address).toBe(ALICE.address)
    expect((await errorOf({ _tag: 'File', path: open }))._tag).toBe('OpenToOthers')
    const [round, gone] = [join(folder, 'round'), join(folder, 'gone')]
    symlinkSync(round, round)
    symlinkSync(join(folder, 'nowhere'), gone)
    expect(await errorOf({ _tag: 'File', path: round })).toMatchObject({ _tag: 'Unreadable', code: 'ELOOP' })
    expect(await errorOf({ _tag: 'File', path: gone })).toMatchObject({ _tag: 'Unreadable', code: 'ENOENT' })
  })
  test('a folder, a pipe, a device and a file that is too large are refused without waiting', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', ['-m', '600', pipe])
    expect(await errorOf({ _tag: 'File', path: folder })).toMatchObject({ _tag: 'NotAFile', found: 'folder' })
    expect(await errorOf({ _tag: 'File', path: pipe })).toMatchObject({ _tag: 'NotAFile', found: 'pipe or device' })
    expect(await errorOf({ _tag: 'File', path: '/dev/zero' })).toMatchObject({ _tag: 'NotAFile', found: 'pipe or device' })
    expect(await tagOf(`${ALICE.seed}${'\n'.repeat(65_536 - 64)}`.slice(0, 65_536) + '\n')).toBe('TooLarge')
    expect((await signer(`${ALICE.seed}${'\n'.repeat(65_536 - 64)}`)).address).toBe(ALICE.address)
    expect(await errorOf({ _tag: 'File', path: 'a\0b' })).toMatchObject({ _tag: 'Unreadable' })
  })
  test('Windows has no modes', async () => {
    const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('win32')
    const path = fileOf(ALICE.seed, 0o644)
    expect(rightOf(await openSigner()({ _tag: 'File', path })).address).toBe(ALICE.address)
    platform.mockRestore()
  })
})

describe('wallets', () => {
  test('a hotkey is found in its folder', async () => {
    mkdirSync(join(folder, 'wallets', 'mine', 'hotkeys'), { recursive: true })
    writeFileSync(join(folder, 'wallets', 'mine', 'hotkeys', 'first'), json(privateFile(ALICE)), { mode: 0o600 })
    const source = { _tag: 'Wallet', wallet: 'mine', hotkey: 'first', folder: join(folder, 'wallets') } as const
    expect(rightOf(await openSigner()(source)).address).toBe(ALICE.address)
    const missing = await errorOf({ ...source, hotkey: 'second' })
    expect(showKeyError(missing)).toBe(`${join(folder, 'wallets/mine/hotkeys/second')}: cannot be read: there is no such file`)
  })
  test('the folder is that of the user, where none is named', () => {
    const at = join(homedir(), '.bittensor', 'wallets', 'mine', 'hotkeys', 'first')
    expect(rightOf(walletFile({ wallet: 'mine', hotkey: 'first' }))).toBe(at)
    expect(rightOf(walletFile({ wallet: 'mine', hotkey: 'first', folder: '~' }))).toBe(join(homedir(), 'mine/hotkeys/first'))
    expect(rightOf(walletFile({ wallet: 'a', hotkey: 'b', folder: '~mine' }))).toBe('~mine/a/hotkeys/b')
  })
  test('a name that leads to another folder is refused', async () => {
    for (const name of ['', '.', '..', '../x', 'a/b', 'a\\b', '/etc/passwd', 'a\0'])
      for (const which of ['wallet', 'hotkey'] as const)
        expect(await errorOf({ _tag: 'Wallet', wallet: 'mine', hotkey: 'first', [which]: name })).toEqual({ _tag: 'NotAWalletName', which })
  })
})

describe('environment variables', () => {
  const variable = (value: string | undefined, name = 'HOTKEY') => ({ _tag: 'Variable', name, value }) as const
  test('hex and the JSON of a hotkey file are read', async () => {
    for (const value of [ALICE.seed, ` 0x${ALICE.seed}\n`, json(seedFile(ALICE)), json(privateFile(ALICE))])
      expect(rightOf(await openSigner()(variable(value))).address).toBe(ALICE.address)
    expect(showKeyError(await errorOf(variable(undefined)))).toBe('HOTKEY: no such environment variable is set')
    expect((await errorOf(variable('')))._tag).toBe('Empty')
  })
  test('a name that may be the key is not repeated', async () => {
    for (const name of [
      ALICE.seed,
      `0x${ALICE.seed}`,
      `e5be${ALICE.seed}`,
      'A'.repeat(65),
      '',
      'a b',
      '$KEY',
      `K${ALICE.seed}`.slice(0, 60),
    ])
      expect(await errorOf(variable(undefined, name))).toEqual({ _tag: 'NotAVariable' })
  })
})

describe('secrets', () => {
  test('nothing that prints or copies a signer has more than its address', async () => {
    const held = await signer(json(seedFile(ALICE)))
    expect(json(held)).toBe(`{"address":"${ALICE.address}"}`)
    expect(inspect(held)).toBe(`Signer(${ALICE.address})`)
    expect(inspect({ held }, { depth: 9 })).toBe(`{ held: Signer(${ALICE.address}) }`)
    const whole = [
      inspect(held, { customInspect: false, showHidden: true, depth: 9 }),
      String(held),
      json(Object.entries(held)),
      `${held.sign}`,
    ]
    for (const text of whole) {
      expect(text).not.toContain(ALICE.seed.slice(0, 16))
      expect(text).not.toContain('229, 190, 154')
      expect(text).not.toContain('152, 49, 157')
    }
    expect(Object.keys(held).sort()).toEqual(['address', 'publicKey', 'sign'])
    await expect(held.sign('x' as unknown as Uint8Array)).rejects.toThrow(/message/)
  })

  /** A text with something done to it that makes it no key, or leaves it one. */
  const spoilt = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .tuple(text, fc.nat(400), fc.constantFrom('', 'x', ' ', '\n', '"', '\\', '\0', '{', 'é', '0x', '"secretSeed":'), fc.nat(3))
      .map(([whole, at, inserted, cut]) => whole.slice(0, at) + inserted + whole.slice(at + cut))
  const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))
  const keys = fc.tuple(seeds, seeds).chain(([seed, nonce]) => {
    const fields = { secretSeed: `0x${seed}`, privateKey: `0x${seed}${nonce}`, publicKey: ALICE.public_key, ss58Address: ALICE.address }
    const words = Buffer.from(seed, 'hex')
    const phrase = Array.from(words.subarray(0, 12), (byte) => `word${String.fromCharCode(97 + (byte % 26), 97 + (byte >> 4))}`).join(' ')
    const text = fc.oneof(
      fc.constantFrom(seed, `0x${seed}`, seed + nonce, words.toString('base64'), json([...words]), phrase, words.toString('latin1')),
      fc
        .subarray(Object.keys(fields) as (keyof typeof fields)[])
        .map((names) => json(Object.fromEntries(names.map((n) => [n, fields[n]])))),
      fc.constant(json({ [seed]: 1, secretPhrase: phrase, cryptoType: seed })),
      fc.constant(json({ encoded: words.toString('base64'), encoding: {} })),
      fc.constantFrom(`$NACL${seed}`, `gAAAAA${words.toString('base64')}`),
    )
    return fc.record({ seed: fc.constant(seed + nonce), phrase: fc.constant(phrase), text: fc.oneof(text, spoilt(text)) })
  })
  /** Whether a text has eight bytes in a row of a key, in hex, in base64 or as numbers, or four words of a phrase. */
  const tells = (output: string, hex: string, phrase: string, base64 = true): boolean => {
    const bytes = Buffer.from(hex, 'hex')
    const windows = Array.from({ length: bytes.length - 7 }, (_, i) => bytes.subarray(i, i + 8))
    const numbers = output.replaceAll(/\s/g, '')
    return (
      windows.some(
        (window) =>
          output.toLowerCase().includes(window.toString('hex')) ||
          (base64 && output.includes(window.toString('base64').slice(0, 10))) ||
          numbers.includes([...window].join(',')),
      ) || phrase.split(' ').some((_, i, words) => i < 9 && output.includes(words.slice(i, i + 4).join(' ')))
    )
  }
  const printed = (error: KeyError): string => [showKeyError(error), json(error), inspect(error, { depth: 9, showHidden: true })].join('\n')

  test('the search finds a key that is printed', () => {
    fc.assert(
      fc.property(keys, ({ seed, phrase }) => {
        const bytes = Buffer.from(seed, 'hex').subarray(20, 28)
        return [
          bytes.toString('hex'),
          `a${bytes.toString('hex').toUpperCase()}`,
          [...bytes].join(','),
          [...bytes].join(', '),
          phrase,
        ].every((text) => tells(text, seed, phrase))
      }),
      { numRuns: 20 },
    )
  })
  // Base64 is no form in which a key is read here. As the name of a file it is recognised when it is whole.
  test('no error has a part of the key, in whatever form it is broken, and wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.constantFrom('File', 'Variable', 'Path', 'Name', 'Wallet', 'Expected'),
        async ({ seed, phrase, text }, where) => {
          const sources: Readonly<Record<string, () => KeySource>> = {
            File: () => ({ _tag: 'File', path: fileOf(text) }),
            Variable: () => ({ _tag: 'Variable', name: 'HOTKEY', value: text }),
            Path: () => ({ _tag: 'File', path: text }),
            Name: () => ({ _tag: 'Variable', name: text, value: undefined }),
            Wallet: () => ({ _tag: 'Wallet', wallet: text, hotkey: text, folder: text }),
            Expected: () => ({ _tag: 'File', path: fileOf(ALICE.seed) }),
          }
          const found = await openSigner(where === 'Expected' ? { expected: text } : {})(sources[where]!())
          return isLeft(found)
            ? !tells(printed(found.left), seed, phrase, where !== 'Path' && where !== 'Wallet')
            : !tells(inspect(found.right) + json(found.right), seed, phrase)
        },
      ),
      { numRuns: 400 },
    )
  })
})
