/**
 * A validator of 1,000 miners and 10,000 results on SQLite, on disk: a whole cycle by its parts, single operations and a large batch
 * beside bare statements of the driver, and the memory of 10,000 cycles. Prints Markdown.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sqlite from '@photostructure/sqlite'
import { simulatedProver, simulatedSubnet, simulatedSubtensor } from '../dist/adapters/memory.js'
import { sqliteStorage } from '../dist/adapters/sqlite.js'
import { gpuPools } from '../dist/policies/index.js'
import { TABLES } from '../dist/validator/index.js'
import { figure, median, ratio, table } from './tables.js'
import { NETUID, blockClock, runFor } from './validator-world.js'

const quick = process.argv.includes('--quick')
const MINERS = 1000
const RESULTS = 10_000
const CYCLES = quick ? 4 : 10
const ROUNDS = quick ? 20 : 200

const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`
const now = () => Number(process.hrtime.bigint()) / 1e3
const folder = mkdtempSync(join(tmpdir(), 'steelyard-bench-'))

const subnet = simulatedSubnet({ netuid: NETUID, miners: MINERS, seed: 1 })
const hotkey = subnet.neurons[1].hotkey
const subtensor = simulatedSubtensor({ ...subnet, hyperparameters: { ...subnet.hyperparameters, weights_rate_limit: 1 } })
const signed = subtensor.chainFor(hotkey)
const clock = blockClock(subtensor.block)
const everything = await simulatedProver({ miners: MINERS, seed: 1, clock }).results('2026-11-20T03:00:00Z')
// As many for each miner as for any other, or nearly.
const results = [...everything].sort((a, b) => (a.validation_timestamp < b.validation_timestamp ? 1 : -1)).slice(0, RESULTS)

const handle = new sqlite.DatabaseSync(join(folder, 'validator.db'))
const own = await sqliteStorage(handle)

/** Microseconds of each part of each cycle. */
const cycles = []
const timed = async (part, work) => {
  const began = now()
  try {
    return await work()
  } finally {
    const cycle = cycles.at(-1)
    if (cycle !== undefined) cycle.parts[part] = (cycle.parts[part] ?? 0) + now() - began
  }
}
const partOf = (batch) =>
  batch.some((write) => write._tag === 'Add')
    ? 'record the intent and the profiles'
    : batch.some((write) => write.table === 'emission_metrics')
      ? 'settle: metrics and history'
      : 'store the results'
const policy = gpuPools()
const decide = (config) => (world) => {
  const began = now()
  const decision = policy.decide(config)(world)
  cycles.at(-1).parts['decide: read, score, allocate, quantize'] = now() - began
  return decision
}
await runFor(CYCLES, {
  hotkey,
  clock,
  policy: { ...policy, decide },
  chain: {
    ...signed,
    block: async () => (subtensor.advance(), subtensor.block()),
    submit: (...submission) => {
      const answer = signed.submit(...submission)
      subtensor.advance()
      return answer
    },
  },
  prover: {
    results: async () => {
      cycles.push({ began: now(), processor: process.cpuUsage(), parts: {} })
      return results
    },
  },
  storage: {
    ...own,
    write: (batch) => timed(partOf(batch), () => own.write(batch)),
    read: (query) => (query.table === 'miner_prover_results' ? timed('read the results', () => own.read(query)) : own.read(query)),
  },
  told: ({ _tag }) => {
    if (_tag !== 'Published') return
    const cycle = cycles.at(-1)
    const { user, system } = process.cpuUsage(cycle.processor)
    cycles[cycles.length - 1] = { ...cycle, ended: now(), processor: user + system }
  },
})

const wholeOf = ({ began, ended }) => ended - began
const partNames = [...new Set(cycles.flatMap(({ parts }) => Object.keys(parts)))]
const restOf = ({ parts, ...cycle }) => wholeOf(cycle) - Object.values(parts).reduce((sum, us) => sum + us, 0)
const [first, ...later] = cycles
const cycleTable = table(
  [
    `a cycle: ${MINERS.toLocaleString('en-US')} miners, ${results.length.toLocaleString('en-US')} results`,
    'on an empty store',
    'on a full one',
  ],
  [
    ...partNames.map((part) => [part, figure(first.parts[part]), figure(median(later.map(({ parts }) => parts[part])))]),
    ['the rest: check the results, read the chain, preflight, blocks', figure(restOf(first)), figure(median(later.map(restOf)))],
    ['all', figure(wholeOf(first)), figure(median(later.map(wholeOf)))],
    ['all, time of the processor', figure(first.processor), figure(median(later.map(({ processor }) => processor)))],
    ['all memory, at most', '', mib(process.resourceUsage().maxRSS * 1024)],
  ],
)

const [metrics] = await own.read({ table: 'emission_metrics', descending: true, limit: 1 })
const records = await own.read({ table: 'miner_prover_results' })
const history = await own.read({ table: 'weight_allocation_history', where: { emission_metrics_id: metrics.id } })
const [journal] = await own.read({ table: 'weight_submissions', descending: true, limit: 1 })

const insertOf = (name) => {
  const { columns, key } = TABLES[name]
  const names = Object.keys(columns)
  const statement = handle.prepare(
    `insert into ${name} (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) on conflict (${key.join(', ')}) do update set ${names.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  )
  return (record) =>
    statement.run(
      ...names.map((column) =>
        columns[column].type === 'json'
          ? JSON.stringify(record[column])
          : typeof record[column] === 'boolean'
            ? Number(record[column])
            : record[column],
      ),
    )
}
const putBare = (name) => {
  const insert = insertOf(name)
  return (rows) => {
    handle.exec('begin immediate')
    for (const record of rows) insert(record)
    handle.exec('commit')
  }
}
const selectBare = (text, ...parameters) => {
  const statement = handle.prepare(text)
  return () => statement.all(...parameters)
}
/** Medians of both, one after the other in turn, so that a slow moment of the disk is a slow moment of both. `work` is told which round it is. */
const beside = async (rounds, ours, bare) => {
  const [a, b] = [[], []]
  for (let i = 0; i < rounds; i++) {
    for (const [work, into, round] of i % 2 === 0
      ? [
          [ours, a, 2 * i],
          [bare, b, 2 * i + 1],
        ]
      : [
          [bare, b, 2 * i],
          [ours, a, 2 * i + 1],
        ]) {
      const began = now()
      await work(round)
      into.push(now() - began)
    }
  }
  return [median(a), median(b)]
}

/** Puts rows in place of their like, each time with another number in a column; null for the same as before. */
const put = (name, rows, column) => {
  const bare = putBare(name)
  const changed = (round) => (column === null ? rows : rows.map((record) => ({ ...record, [column]: round })))
  return [(round) => own.write([{ _tag: 'Put', table: name, records: changed(round) }]), (round) => bare(changed(round))]
}
const count = (rows) => rows.length.toLocaleString('en-US')

const { miner_hotkey } = records[0]
const miner = { netuid: NETUID, miner_hotkey }
const confirmed = { netuid: NETUID, validator_hotkey: hotkey, status: 'confirmed' }
const operations = [
  ['put one result', ROUNDS, ...put('miner_prover_results', [records[0]], 'miner_uid')],
  ['put one line of the journal', ROUNDS, ...put('weight_submissions', [journal], 'valid_until')],
  [
    'read the last line of the journal',
    ROUNDS,
    () => own.read({ table: 'weight_submissions', where: confirmed, descending: true, limit: 1 }),
    selectBare(
      'select * from weight_submissions where netuid = ? and validator_hotkey = ? and status = ? order by decided_at desc, id desc limit 1',
      ...Object.values(confirmed),
    ),
  ],
  [
    'read the newest metrics',
    ROUNDS,
    () => own.read({ table: 'emission_metrics', descending: true, limit: 1 }),
    selectBare('select * from emission_metrics order by timestamp desc, id desc limit 1'),
  ],
  [
    'read the results of one miner',
    ROUNDS,
    () => own.read({ table: 'miner_prover_results', where: miner }),
    selectBare(
      'select * from miner_prover_results where netuid = ? and miner_hotkey = ? order by verification_timestamp, id',
      ...Object.values(miner),
    ),
  ],
  [
    'read the history of one miner',
    ROUNDS,
    () => own.read({ table: 'weight_allocation_history', where: miner }),
    selectBare('select * from weight_allocation_history where netuid = ? and miner_hotkey = ? order by timestamp', ...Object.values(miner)),
  ],
  [`put ${count(history)} lines of history`, ROUNDS / 10, ...put('weight_allocation_history', history, 'allocated_weight')],
  [`put ${count(records)} results`, ROUNDS / 20, ...put('miner_prover_results', records, 'miner_uid')],
  [`put ${count(records)} results that are there`, ROUNDS / 20, ...put('miner_prover_results', records, null)],
  [
    `read ${count(records)} results`,
    ROUNDS / 20,
    () => own.read({ table: 'miner_prover_results', where: { netuid: NETUID } }),
    selectBare('select * from miner_prover_results where netuid = ? order by verification_timestamp, id', NETUID),
  ],
]
const operationRows = []
for (const [name, rounds, ours, bare] of operations) {
  const [a, b] = await beside(rounds, ours, bare)
  operationRows.push([name, figure(a), figure(b), ratio(a / b)])
}
const operationTable = table(['one operation on SQLite', 'steelyard', 'bare statements', 'ratio'], operationRows)
handle.close()
rmSync(folder, { recursive: true })

const cycled = quick ? 500 : 10_000
const memoryOf = (store) =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', 'bench/validator-memory.js', store, String(cycled)], { encoding: 'utf8' })
      .trimEnd()
      .split('\n')
      .at(-1),
  )
const memoryTable = table(
  [
    `${cycled.toLocaleString('en-US')} cycles of 3 miners`,
    ...[0.1, 0.5, 1].map((part) => `heap after ${(part * cycled).toLocaleString('en-US')}`),
    'all memory, at most',
    'a cycle',
  ],
  ['memory', 'SQLite'].map((store) => {
    const { samples, milliseconds } = memoryOf(store)
    return [
      store,
      ...[0, 4, 9].map((i) => mib(samples[i].heap)),
      mib(Math.max(...samples.map(({ rss }) => rss))),
      figure(milliseconds * 1000),
    ]
  }),
)

console.log([cycleTable, operationTable, memoryTable].join('\n\n'))
