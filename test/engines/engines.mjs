/**
 * The engines that the digests are worked out on. `prepare` gets an engine ready, from the npm registry where npm can, and rejects
 * where it is not to be had; what it resolves to has the engine's version and runs a bundle to the line that the bundle prints.
 */
import { Buffer } from 'node:buffer'
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { env, execPath, getuid, version } from 'node:process'
import { setTimeout } from 'node:timers'
import { promisify } from 'node:util'

/** On a busy machine the slowest takes a minute. */
const LONGEST = 600_000

const outputOf = async (cwd, command, ...args) => (await promisify(execFile)(command, args, { cwd, timeout: LONGEST })).stdout.trim()

const install = (folder, name) =>
  outputOf(folder, 'npm', 'install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--loglevel', 'error', name)

const byCommand = (name, needs, commandIn) => ({
  name,
  needs,
  prepare: async (folder) => {
    const command = await commandIn(folder)
    const found = await outputOf(folder, ...command, '--version')
    return { version: found, run: (bundle) => outputOf(folder, ...command, bundle) }
  },
})

const here = version.slice(1).split('.')[0]

const node = (major) =>
  major === here
    ? byCommand(`Node ${major}`, 'nothing', () => [execPath])
    : byCommand(`Node ${major}`, `the npm registry, for the package node@${major}`, () => [
        'npx',
        '-y',
        '-p',
        `node@${major}`,
        '--',
        'node',
      ])

/** The Nodes that the package is for, and this one. */
export const NODES = [...new Set(['20', '22', '24', '26', here])].map(node)

const bun = byCommand('Bun', 'the npm registry, for the package bun', async (folder) => {
  await install(folder, 'bun')
  return [join(folder, 'node_modules/.bin/bun')]
})

/** The browser's own account of a network is none of ours, and as root it has no sandbox. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const chromium = {
  name: 'Chromium',
  needs: 'a Chromium at $CHROMIUM or /usr/bin/chromium, and the npm registry, for the package playwright-core',
  prepare: async (folder) => {
    await install(folder, 'playwright-core')
    const { chromium: browsers } = createRequire(join(folder, 'index.js'))('playwright-core')
    const launch = () =>
      browsers.launch({ executablePath: env.CHROMIUM ?? '/usr/bin/chromium', args: getuid?.() === 0 ? ['--no-sandbox', ...FLAGS] : FLAGS })
    const browser = await launch()
    return {
      version: browser.version(),
      run: async (bundle) => {
        try {
          const page = await browser.newPage()
          const printed = Promise.race([
            page.waitForEvent('console', { timeout: LONGEST }).then((message) => message.text()),
            page.waitForEvent('pageerror', { timeout: LONGEST }).then((error) => Promise.reject(error)),
          ])
          await Promise.all([printed, page.addScriptTag({ type: 'module', content: await readFile(bundle, 'utf8') })])
          return await printed
        } finally {
          await browser.close()
        }
      },
    }
  },
}

/** A page that runs the bundle, and sends what it prints to the server that it came from. */
const PAGE = `<!doctype html><script>
const tell = (path, text) => fetch(path, { method: 'POST', body: text })
console.log = (text) => tell('/printed', text)
addEventListener('error', ({ message }) => tell('/failed', message))
addEventListener('unhandledrejection', ({ reason }) => tell('/failed', String(reason)))
</script><script type="module" src="/bundle.mjs"></script>`

const served = async (bundle, open) => {
  const source = await readFile(bundle)
  let settle
  const printed = new Promise((resolve, reject) => {
    settle = { '/printed': resolve, '/failed': (text) => reject(new Error(text)) }
  })
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    settle[request.url]?.(Buffer.concat(chunks).toString())
    const isBundle = request.url === '/bundle.mjs'
    response.setHeader('content-type', isBundle ? 'text/javascript' : 'text/html').end(isBundle ? source : PAGE)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = open(`http://127.0.0.1:${server.address().port}/`)
  try {
    const gone = new Promise((_, reject) => browser.on('exit', (code) => reject(new Error(`error: the browser ended with ${code}`))))
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error('error: the page printed nothing')), LONGEST).unref())
    return await Promise.race([printed, gone, late])
  } finally {
    browser.removeAllListeners('exit').kill()
    server.closeAllConnections()
    server.close()
  }
}

const firefox = {
  name: 'Firefox',
  needs: 'a Firefox at $FIREFOX or /usr/bin/firefox-esr',
  prepare: async (folder) => {
    const command = env.FIREFOX ?? '/usr/bin/firefox-esr'
    const version = (await outputOf(folder, command, '--version')).replace('Mozilla Firefox ', '')
    const profile = await mkdtemp(join(folder, 'firefox-'))
    const open = (address) =>
      spawn(command, ['--headless', '--no-remote', '--profile', profile, address], { stdio: 'ignore', env: { ...env, HOME: profile } })
    return { version, run: (bundle) => served(bundle, open) }
  },
}

export const ENGINES = [...NODES, bun, chromium, firefox]
