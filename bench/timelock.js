/**
 * Measures the timelocked commit of `dist` against one pairing of the same curve, in one run; prints Markdown. The first call is measured
 * in a process of its own by the clock, with what it takes to load. `--quick` takes a tenth of the time.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { figure, median, ratio, table } from './tables.js'

const quick = process.argv.includes('--quick')
const entropyOf = (seed) => Uint8Array.from({ length: 76 }, (_, i) => (seed * 31 + i * 7) & 255)
const weights = (n) => ({
  hotkey: new Uint8Array(32),
  uids: Uint16Array.from({ length: n }, (_, i) => i),
  values: Uint16Array.from({ length: n }, (_, i) => i * 256),
  version_key: 0n,
})

const began = process.hrtime.bigint()
const { encodeCommitPayload, timelockDecrypt, timelockEncrypt } = await import('../dist/chain/timelock/index.js')
const since = (start) => Number(process.hrtime.bigint() - start) / 1e3
const loading = since(began)

const commit = (seed, n = 256) =>
  timelockEncrypt({ round: 1000 + seed, entropy: entropyOf(seed) })(encodeCommitPayload(weights(n)).right).right

if (process.argv.includes('--first')) {
  const start = process.hrtime.bigint()
  commit(1)
  console.log(JSON.stringify({ loading, first: since(start) }))
} else {
  const { bls12_381 } = await import('@noble/curves/bls12-381')
  const signature = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
  const [g1, g2] = [bls12_381.G1.Point.fromHex(signature), bls12_381.G2.Point.BASE]
  const toOpen = timelockEncrypt({ round: 1000, entropy: entropyOf(0) })(encodeCommitPayload(weights(256)).right).right
  const tasks = {
    'one pairing, the second point known': () => bls12_381.pairing(g1, g2),
    'encrypt 256 uids': (i) => commit(i),
    'encrypt 1,000 uids': (i) => commit(i, 1000),
    'decrypt 256 uids': () => timelockDecrypt(signature)(toOpen),
    'encode 256 uids': () => encodeCommitPayload(weights(256)),
  }
  // In turns, and by the processor's time, so that whatever else the machine does slows all of them alike.
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]))
  const rounds = quick ? 15 : 150
  for (let i = -10; i < rounds; i++)
    for (const [name, run] of Object.entries(tasks)) {
      const start = process.cpuUsage()
      run(i + 10)
      const { user, system } = process.cpuUsage(start)
      if (i >= 0) times[name].push(user + system)
    }
  const found = Object.entries(times).map(([name, all]) => [name, median(all)])
  const pairing = found[0][1]
  const fresh = Array.from({ length: quick ? 1 : 5 }, () =>
    JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--first'], { encoding: 'utf8' })),
  )
  const rows = found.map(([name, us]) => [name, figure(us), ratio(us / pairing)])
  const firsts = ['loading', 'first'].map((key) => median(fresh.map((process) => process[key])))
  rows.push(
    ['in a fresh process: load the subpath', figure(firsts[0]), ''],
    ['in a fresh process: the first call, 256 uids', figure(firsts[1]), ''],
  )
  console.log(table(['timelocked commits, warm, medians', 'time', 'pairings'], rows))
}
