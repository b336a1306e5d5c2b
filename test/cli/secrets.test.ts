/** No password reaches standard output or error, whatever is wrong with the address of a store and wherever it stands. */
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './terminal.js'

/** What the driver does: it fails with a message that repeats what it was given. */
const driver = vi.hoisted(() => ({ message: (address: string): string => address }))

vi.mock('pg', () => {
  const Pool = function (this: object, { connectionString }: { readonly connectionString: string }) {
    Object.assign(this, {
      connect: () => Promise.reject(Object.assign(new Error(driver.message(connectionString)), { code: '28P01' })),
      on: () => undefined,
      end: () => Promise.resolve(),
    })
  }
  return { Pool, default: { Pool } }
})

const folder = mkdtempSync(join(tmpdir(), 'steelyard-secrets-'))
const before = process.cwd()
process.chdir(folder)
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  driver.message = (address) => address
})

const files = { 'c.toml': '[emission]\nburn_uid = 0\ngpu_allocations = { H100 = 100 }\n', 's.json': '{}' }

/** The pieces of a password, which no output may have. */
const PIECES = /zq1x|zq2x|zq3x/i
const passwords = fc
  .tuple(
    fc.constantFrom('', ...'@:/?#&=,;%+!$~ \'"<\\', '%40', '%2F', '@@', ':@', '/@', '?@', '#@', '://', '\n', '\u202e', 'ü'),
    fc.boolean(),
  )
  .map(([between, twice]) => `zq1x${between}zq2x${twice ? `${between}zq3x` : ''}`)

const schemes = fc.constantFrom(
  ...['postgres://', 'postgresql://', 'postgre://', 'Postgres://', 'POSTGRESQL://', 'postgress://', 'pg://', 'mysql://', 'postgres:/'],
  ...['postgres:', 'postgres//', 'sqlite:', 'sqllite:', 'sqlite://', 'SQLite:', 'memory:', '', ' postgres://'],
)

const quotedIn = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

const addresses: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      schemes,
      passwords,
      fc.constantFrom<(password: string) => string>(
        (p) => `user:${p}@db.invalid/x`,
        (p) => `user:${p}@db.invalid:5432,other.invalid/x?sslmode=require`,
        (p) => `user:${p}@/x`,
        (p) => `user:${p}@[::1]:5432/x`,
        (p) => `${p}@db.invalid/x`,
        (p) => `user:${encodeURIComponent(p)}@db.invalid/x`,
        (p) => `user%3A${encodeURIComponent(p)}%40db.invalid/x`,
        (p) => `db.invalid/x?sslmode=require&password=${p}`,
        (p) => `db.invalid/x?user=a@b&sslpassword=${p}`,
        (p) => `me@db.invalid/x?password=${encodeURIComponent(p)}`,
        (p) => `db.invalid/x#${p}`,
        (p) => `user:${p}@db.invalid/x?application_name=a@b`,
      ),
    )
    .map(([scheme, password, body]) => `${scheme}${body(password)}`)
    // The file `me@home`.
    .filter((address) => !/^sqlite:zq/.test(address)),
  passwords.map((password) => `host=db.invalid password=${quotedIn(password)} user=me`),
  passwords.map((password) => `user=me password=${quotedIn(password)}`),
)

const COMMANDS: readonly (readonly string[])[] = [
  ['run', '--config', 'c.toml', '--chain', 'simulated', '--block-seconds', '0.02', '--blocks', '1'],
  ['status'],
  ['history', '--uid', '1'],
  ['trace', '--uid', '1'],
  ['hold', 'on'],
]

/** The drivers' ways to repeat what they were given. */
const MESSAGES: readonly ((address: string) => string)[] = [
  (address) => `cannot connect to ${address}`,
  (address) => `invalid URL: "${address}"`,
  (address) => `password ${decode(/zq1x.*zq[23]x/is.exec(address)?.[0] ?? '')} was refused`,
  (address) => `getaddrinfo ENOTFOUND ${/zq1x[^@:/?#]*/i.exec(address)?.[0] ?? ''}`,
  (address) => `database "${address.replace(/^[^/]*\/\/[^/]*\//s, '')}" does not exist`,
  (address) => `invalid port "${address.split(':').at(-1)!}"`,
  (address) => `NO ROUTE TO ${address.toUpperCase()}`,
]
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

describe('a password', () => {
  test('in the argument of --storage is not shown by any command, whatever the driver says', async () => {
    await fc.assert(
      fc.asyncProperty(addresses, fc.constantFrom(...COMMANDS), fc.constantFrom(...MESSAGES), async (address, command, message) => {
        driver.message = message
        const { code, out, err } = await run(files, [...command, '--storage', address])
        expect(out + err).not.toMatch(PIECES)
        expect(code).not.toBe(0)
        expect(err).not.toBe('')
      }),
      { numRuns: 1000 },
    )
  })
  test('in the place of any other argument is not shown', async () => {
    const places = fc.constantFrom<(address: string) => readonly string[]>(
      (a) => [a],
      (a) => ['help', a],
      (a) => [`--${a}`],
      (a) => [`-h${a}`],
      (a) => [`-x${a}`, 'status'],
      (a) => ['--storage', a, 'status'],
      (a) => [`--storage=${a}`, 'status'],
      (a) => ['status', `--storge=${a}`],
      (a) => ['status', '--storge', a],
      (a) => ['status', `-storage=${a}`],
      (a) => ['status', '--storage', 'memory', a],
      (a) => ['status', '--storage', 'memory', '--', a],
      (a) => ['status', '--storage', 'memory', '--netuid', a],
      (a) => ['status', '--storage', 'memory', `--netuid=${a}`],
      (a) => ['status', '--storage', 'memory', '--format', a],
      (a) => ['status', '--storage', 'memory', '--hotkey', a],
      (a) => ['hold', a, '--storage', 'memory'],
      (a) => ['hold', '--storage', 'memory', '--', a],
      (a) => ['check', '--config', a],
      (a) => ['allocate', '--config', a, '--snapshot', 's.json'],
      (a) => ['allocate', '--config', 'c.toml', '--snapshot', a],
      (a) => ['run', '--config', 'c.toml', '--storage', 'memory', '--chain', a],
      (a) => ['explain', '--uid', a, '--config', 'c.toml', '--snapshot', 's.json'],
    )
    // Without a colon and a password it is the name of a file.
    const misplaced = addresses.filter((address) => /^..+:.*[@?#%]|password=/s.test(address))
    await fc.assert(
      fc.asyncProperty(misplaced, places, async (address, place) => {
        const { out, err } = await run(files, place(address))
        expect(out + err).not.toMatch(PIECES)
      }),
      { numRuns: 1500 },
    )
  })
})

describe('a name that is no store', () => {
  test.each([
    ['postgre', 'postgres://…'],
    ['postgre://user:secret@db/x', 'postgres://…'],
    ['Postgres://user:secret@db/x', 'postgres://…'],
    ['postgres:user:secret@db/x', 'postgres://…'],
    ['POSTGRESQL://db', 'postgresql://…'],
    ['sqllite:v.db', 'sqlite:<file>'],
    ['sqlite', 'sqlite:<file>'],
    ['sqlite:', 'sqlite:<file>'],
    ['SQLITE:v.db', 'sqlite:<file>'],
    ['memori', 'memory'],
    [':memory:', 'memory'],
  ])('%s is wrong usage, with the nearest form', async (name, form) => {
    for (const command of COMMANDS)
      expect(await run(files, [...command, '--storage', name])).toEqual({
        code: 2,
        out: '',
        err: `error: --storage: a store is memory, sqlite:<file>, or postgres://…; did you mean ${form}?\n`,
      })
  })
  test.each(['', 'mysql://user:secret@db/x', 'host=db password=secret', './validator.db', '://', 'redis:6379'])(
    '%s is wrong usage, with all forms',
    async (name) => {
      expect(await run({}, ['status', '--storage', name])).toEqual({
        code: 2,
        out: '',
        err: 'error: --storage: a store is memory, sqlite:<file>, or postgres://…\n',
      })
    },
  )
})

describe('what is shown', () => {
  test.each([
    ['postgres://alice:secret@db:5432/x?sslmode=require', 'postgres://…@db:5432/x'],
    ['postgres://db:5432/x', 'postgres://db:5432/x'],
    ['postgresql://alice@[::1]:5432,other/x', 'postgresql://…@[::1]:5432,other/x'],
    ['postgres://alice:se@cr/et@db', 'postgres://…@db'],
    ['postgres:///x?host=/run', 'postgres:///x'],
    ['postgres://alice:secret', 'postgres://…'],
    ['postgres://alice:se?cret@db', 'postgres://…'],
  ])('of %s is %s', async (address, shown) => {
    driver.message = () => 'password authentication failed for user "alice"'
    const { code, err } = await run({}, ['status', '--storage', address])
    expect(code).toBe(1)
    expect(err.startsWith(`error: ${shown}: password authentication failed for user "`)).toBe(true)
  })
  test('of a file is its name, also with an @ in it', async () => {
    for (const [name, shown] of [
      ['none.db', 'none.db'],
      ['me@home/none.db', 'me@home/none.db'],
      ['none.db?key=secret', 'none.db'],
      ['//user:secret@db/x', '…@db/x'],
    ] as const)
      expect(await run({}, ['status', '--storage', `sqlite:${name}`])).toEqual({ code: 1, out: '', err: `error: ${shown}: no such file\n` })
  })
  test('of a harmless argument of wrong usage is the argument', async () => {
    expect((await run({}, ['status', '--storage', 'memory', '--storge'])).err).toBe(
      "error: unknown option '--storge'\n(Did you mean --storage?)\n",
    )
    expect((await run({}, ['statsu'])).err).toBe("error: unknown command 'statsu'\n(Did you mean status?)\n")
    expect((await run({}, ['explain', '--uid', '-1'])).err).toContain("'--uid <uid>' argument '-1' is invalid. A uid is")
    expect((await run({}, ['status', '--storage=memory', '--format=xml'])).err).toContain(
      "argument 'xml' is invalid. Allowed choices are table, json.",
    )
    expect((await run({}, ['status', '--storage', 'memory', '--storge=a:b'])).err).toBe("error: unknown option '--storge=…'\n")
  })
})
