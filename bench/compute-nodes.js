/**
 * How long an epoch of 10,000 participants with 10 nodes each and 20 models takes, everything in it: nodes that keep serving are chosen,
 * a million and a half nonces counted, 200,000 votes weighed, groups formed, coins split. Run it after `npm run build`.
 */
import { Decimal } from '../dist/index.js'
import { GENESIS, importModels, runEpoch, serveByWeight } from '../dist/policies/index.js'

const [PARTICIPANTS, NODES, MODELS, VALIDATORS, NONCES] = [10_000, 10, 20, 20, 5]

const registry = importModels(
  Array.from({ length: MODELS }, (_, i) => ({
    id: `model-${i}`,
    proposed_by: 'governance',
    hf_repo: `hub/model-${i}`,
    hf_commit: 'c0ffee'.repeat(7).slice(0, 40),
    model_args: [],
    v_ram: 80,
    units_of_compute_per_token: 100,
    throughput_per_nonce: 1_000 + i,
  })),
).right
const idOf = (i) => `participant-${i}`

/** A few validators have most of the weight, as on chains, so that a majority does not take the votes of thousands. */
const noncesOf = (participant, node) =>
  Array.from({ length: participant < VALIDATORS ? 1_000 * NONCES : NONCES }, (_, k) => node * 100_000 + k)
const candidates = Array.from({ length: PARTICIPANTS }, (_, i) => {
  const nodes = Array.from({ length: NODES }, (_, j) => ({
    id: `node-${j}`,
    models: [`model-${(i + j) % MODELS}`, `model-${(i * j) % MODELS}`],
  }))
  const batches = nodes.map(({ id }, j) => ({ node: j === 0 ? null : id, nonces: noncesOf(i, j) }))
  return { id: idOf(i), validator_key: `key-${i}`, seed: `seed-${i}`, nodes, batches }
})
const validations = candidates.flatMap(({ id }) =>
  Array.from({ length: VALIDATORS }, (_, v) => ({ validator: idOf(v), participant: id, valid: true })),
)
const reward = { initial: 285_000_000_000_000n, decay: new Decimal('-0.000475'), genesis: 1, cap: null }
const inputs = { registry, candidates, validations, accounts: [], reward, throughput: null }

const first = runEpoch(GENESIS, { ...inputs, serving: { by: 'half' } }).right.next
const equals = {
  ...first,
  participants: first.participants.map((member) => ({ ...member, nodes: member.nodes.map((node) => ({ ...node, weight: 5n })) })),
}

const RUNS = 7
const median = (run) => {
  const times = Array.from({ length: RUNS }, () => {
    const began = process.hrtime.bigint()
    run()
    return Number(process.hrtime.bigint() - began) / 1e6
  })
  return `${Math.round(times.sort((a, b) => a - b)[RUNS >> 1])} ms (median of ${RUNS})`
}
const count = (serving) => [...serving.values()].reduce((sum, nodes) => sum + nodes.size, 0)

for (const serving of [{ by: 'half' }, { by: 'weight', seed: 'bench' }]) {
  const epoch = () => runEpoch(first, { ...inputs, serving }).right
  const { report, next } = epoch()
  console.log(
    `an epoch, serving by ${serving.by}: ${median(epoch)}; ${count(report.serving)} nodes serve, ${next.participants.length} members, ${report.settlement.minted} coins`,
  )
}
const choice = () => serveByWeight('bench')(equals, new Map())
console.log(`the choice by weight alone, among equals: ${median(choice)}; ${count(choice())} nodes serve`)
