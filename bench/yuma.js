/** Measures epochs of `dist` against the same in plain doubles, in one run; prints Markdown. `--quick` takes a tenth of the time. */
import { Bench } from 'tinybench'
import { epoch, readEpochInput } from '../dist/chain/index.js'
import { plainEpoch, subnet } from './yuma-peers.js'

const SIZES = [
  [256, 64],
  [1024, 64],
  [4096, 128],
]
const KINDS = {
  'Yuma 3': {},
  'Yuma 3, liquid alphas': { liquid_alpha_on: true },
  'Yuma 3, penalty between': { bonds_penalty: 40_000 },
  'Yuma 2': { yuma3_on: false },
}
const quick = process.argv.includes('--quick')

/** Medians in milliseconds. */
const medians = async (tasks) => {
  const bench = new Bench({
    time: quick ? 100 : 1000,
    iterations: quick ? 3 : 10,
    warmupTime: quick ? 100 : 500,
    warmupIterations: quick ? 3 : 5,
  })
  for (const [name, run] of Object.entries(tasks)) bench.add(name, run)
  await bench.run()
  return Object.fromEntries(bench.tasks.map(({ name, result }) => [name, result.latency.p50]))
}

const row = (...cells) => `| ${cells.join(' | ')} |`
const rows = []
for (const [n, validators] of SIZES) {
  const inputs = Object.entries(KINDS).map(([kind, changes]) => [kind, readEpochInput(subnet(n, validators, changes)).right])
  const plain = inputs[0][1]
  const found = await medians({
    plain: () => plainEpoch(plain),
    ...Object.fromEntries(inputs.map(([kind, input]) => [kind, () => epoch(293)(input)])),
  })
  const figures = Object.keys(KINDS).map((kind) => `${found[kind].toFixed(1)} ms, ${(found[kind] / found.plain).toFixed(2)}x`)
  rows.push(row(`${n} neurons, ${validators} validators`, `${found.plain.toFixed(1)} ms`, ...figures))
}

/** Bytes of columns that an epoch takes for each weight, the most seen in ten. Needs node --expose-gc. */
const memory = (n, validators) => {
  const input = readEpochInput(subnet(n, validators)).right
  const grown = Array.from({ length: 10 }, () => {
    globalThis.gc()
    const before = process.memoryUsage().arrayBuffers
    epoch(293)(input)
    return process.memoryUsage().arrayBuffers - before
  })
  return Math.round(Math.max(...grown) / input.weights.values.length)
}

console.log(
  [
    row('warm, medians', 'plain doubles, Yuma 3', ...Object.keys(KINDS)),
    row('---', ...Array(1 + Object.keys(KINDS).length).fill('---:')),
    ...rows,
  ].join('\n'),
)
if (globalThis.gc) console.log(`\nBytes of columns for each weight: ${SIZES.map(([n, v]) => `${memory(n, v)} (n = ${n})`).join(', ')}.`)
