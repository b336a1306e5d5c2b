/** Measures `dist` against peers in one run, as ratios beside the absolute figures, medians; writes Markdown. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { Bench } from 'tinybench'
import { readEmissionToml } from '../dist/adapters/toml.js'
import { allocate, allocateColumns, mergeWithDefaults, prepare, quantize, readSnapshot } from '../dist/allocation/index.js'
import { kinds, random } from './claims.js'
import { kernel, peers } from './peers.js'
import { wrongness } from './wrong.js'

const TOTAL = 65535
const SIZES = [256, 4096, 65536]
const quick = process.argv.includes('--quick')

/** Medians in microseconds. Tasks run one after the other, each warmed up, in the same process. */
const medians = async (tasks) => {
  const bench = new Bench({
    time: quick ? 60 : 250,
    iterations: quick ? 3 : 8,
    warmupTime: quick ? 60 : 200,
    warmupIterations: quick ? 3 : 20,
  })
  for (const [name, run] of Object.entries(tasks)) bench.add(name, run)
  await bench.run()
  return Object.fromEntries(bench.tasks.map(({ name, result }) => [name, result.latency.p50 * 1000]))
}

const figure = (us) =>
  us >= 1000 ? `${(us / 1000).toFixed(us >= 10_000 ? 0 : 1)} ms` : `${us.toFixed(us >= 100 ? 0 : us >= 10 ? 1 : 2)} µs`
const ratio = (x) => `${x >= 10 ? x.toFixed(0) : x.toFixed(1)}x`
const row = (...cells) => `| ${cells.join(' | ')} |`
const table = (head, rows) =>
  [row(...head), row(...head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map((r) => row(...r))].join('\n')

const kernelTable = async (kind) => {
  const columns = {}
  for (const n of SIZES) {
    const claims = kinds[kind](n, n)
    const able = Object.entries(peers).filter(([, { most = Infinity }]) => n <= most)
    columns[n] = await medians(Object.fromEntries(able.map(([name, { run }]) => [name, () => run(TOTAL, claims)])))
  }
  return table(
    [kind, ...SIZES.map((n) => `n = ${n}`)],
    Object.keys(peers).map((name) => [
      name,
      ...SIZES.map((n) =>
        columns[n][name] === undefined
          ? ''
          : name === 'steelyard'
            ? figure(columns[n][name])
            : `${figure(columns[n][name])}, ${ratio(columns[n][name] / columns[n].steelyard)}`,
      ),
    ]),
  )
}

const pooled = (n, pools) => {
  const next = random(n + pools)
  const categories = Uint8Array.from({ length: n }, () => Math.floor(pools * next()))
  const share = Math.floor(10_000 / pools) / 100
  const names = Array.from({ length: pools }, (_, p) => `POOL${String(p).padStart(2, '0')}`)
  const weights = Object.fromEntries(names.map((name, p) => [name, p === 0 ? Number((100 - share * (pools - 1)).toFixed(2)) : share]))
  const config = mergeWithDefaults({ burn_percentage: 20, burn_uid: 0, gpu_allocations: weights }).right
  return {
    prepared: prepare(config),
    columns: { uids: Uint16Array.from({ length: n }, (_, i) => i), categories, claims: kinds.lognormal(n, n) },
  }
}

const columnsTable = async () => {
  const rows = []
  for (const n of SIZES)
    for (const pools of [1, 4, 16]) {
      const { prepared, columns } = pooled(n, pools)
      const run = allocateColumns(prepared)
      const into = { units: new Uint16Array(n), totals: new Uint16Array(1 + pools) }
      const { alone, whole } = await medians({ alone: () => kernel(TOTAL, columns.claims), whole: () => run(columns, into) })
      rows.push([`${n} in ${pools}`, figure(alone), figure(whole), ratio(whole / alone), Math.round(60e6 / whole).toLocaleString('en-US')])
    }
  return table(['claims in pools', 'kernel alone', 'allocateColumns', 'ratio', 'a minute'], rows)
}

const snapshotTable = async () => {
  const config = readEmissionToml(readFileSync('docs/examples/emission.toml', 'utf8')).right
  const document = JSON.parse(readFileSync('docs/examples/subnet-256.json', 'utf8'))
  const snapshot = readSnapshot(document).right
  const run = allocate(config)
  const allocation = run(snapshot).right
  const found = await medians({
    'readSnapshot, 256 neurons and 1,605 results': () => readSnapshot(document),
    'allocate, the same': () => run(snapshot),
    "quantize('max'), the same": () => quantize('max')(allocation),
  })
  return table(
    ['a whole subnet', 'median'],
    Object.entries(found).map(([name, us]) => [name, figure(us)]),
  )
}

/** The last line: one of the peers prints on import. */
const freshProcess = (name, n) =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', 'bench/first-call.js', name, String(n)], { encoding: 'utf8' })
      .trimEnd()
      .split('\n')
      .at(-1),
  )

const processTable = () => {
  const rows = Object.keys(peers).map((name) => {
    const fresh = SIZES.slice(0, 2).map((n) => freshProcess(name, n))
    return [name, ...fresh.map(({ microseconds }) => figure(microseconds)), ...fresh.map(({ bytes }) => `${(bytes / 1024).toFixed(1)} KiB`)]
  })
  return table(['in a fresh process', 'first call, n = 256', 'n = 4096', 'memory a call, n = 256', 'n = 4096'], rows)
}

const wrongTable = () =>
  table(
    ['wrong, of 700 cases', 'loses units', 'breaks the quota', 'depends on order', 'not the exact answer', 'fails'],
    [...wrongness()].map(([name, { lost, quota, order, different, failed }]) => [name, lost, quota, order, different, failed]),
  )

// The whole subnet first, in a process that has done nothing else, as a validator's has.
const subnet = await snapshotTable()
const parts = []
for (const kind of Object.keys(kinds)) parts.push(await kernelTable(kind))
parts.push(await columnsTable(), subnet, processTable(), wrongTable())
const text = `${[`Node ${process.version.slice(1)}, ${cpus()[0].model.trim()}. Medians; behind a comma how many times as long as steelyard.`, ...parts].join('\n\n')}\n`
console.log(text)

const readme = readFileSync('bench/README.md', 'utf8')
const marker = '<!-- the last run -->\n'
if (!quick) writeFileSync('bench/README.md', `${readme.slice(0, readme.indexOf(marker) + marker.length)}\n${text}`)
