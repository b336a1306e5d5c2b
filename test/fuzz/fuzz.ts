/** Runs the command line on mutated input and holds it to what it promises, whatever it is fed. */
import { systemClock } from '../../src/adapters/run/system-clock.js'
import { runProgram } from '../../src/cli/program.js'
import type { Terminal } from '../../src/cli/output/terminal.js'
import vectors from '../vectors/gpu_names.json' with { type: 'json' }
import { neuron, result, snapshotOf } from '../arbitraries/snapshot.js'
import type { Dice } from './mutate.js'
import { dice, editText, editValue } from './mutate.js'

const TOML = [
  '[emission]\nburn_percentage = 5.0\nburn_uid = 0\nema_alpha = 0.3\ncutoff_hours = 3\n[emission.gpu_allocations]\nH100 = 40.0\nH200 = { weight = 60, min_gpu_count = 2, min_gpu_vram = 80 }\n',
  '# a comment\n[network]\nurl = "x"\n[emission]\nburn_hotkey = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"\nunpaid_pool = "redistribute"\nzero_scores = "equal"\nweight_version_key = 18\n[emission.categories]\n"RTX 4090" = "H100"\n',
]
const CONFIG = {
  emission: {
    burn_percentage: '5.25',
    burn_uid: 0,
    gpu_allocations: { H100: 40, H200: { weight: '60', min_gpu_count: 1 } },
    categories: { 'RTX 4090': 'H100' },
    verification: 'hardware',
    ema_half_life_seconds: 3600,
  },
}
const SNAPSHOT = snapshotOf(
  [neuron(0), neuron(1), neuron(2)],
  [
    result(1, { hardware_score: 0.5 }),
    result(1, { is_valid: false }),
    result(2, { gpu_model: 'NVIDIA H200' }),
    result(9),
    result(2, { executor_id: 'x', gpu_model: 'what' }),
  ],
  {
    owner: { hotkey: neuron(0)['hotkey'], coldkey: neuron(0)['coldkey'] },
    previous: [{ hotkey: neuron(1)['hotkey'], category: 'H100', score: 0.5, updated_at: '2026-11-20T05:00:00Z' }],
  },
)
const NAMES = vectors.map(({ raw }) => raw)

export interface Failure {
  readonly seed: number
  readonly problem: string
  readonly files: Readonly<Record<string, string>>
}

const SECOND = 1_000_000_000n

/** One run of the program: what it broke of its promises, if anything. */
const runOnce = async (files: Readonly<Record<string, string>>, args: readonly string[]): Promise<string | null> => {
  const said = { out: '', err: '' }
  const terminal: Terminal = {
    readBytes: (path, limit) => {
      const bytes = Buffer.from(files[path] ?? '')
      return Promise.resolve(bytes.length > limit ? null : bytes)
    },
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
    colour: false,
    interactive: false,
    clock: systemClock(),
    stop: new AbortController().signal,
    onReload: () => undefined,
  }
  const began = process.hrtime.bigint()
  try {
    const code = await runProgram('0', args, terminal)
    if (process.hrtime.bigint() - began > SECOND) return 'took more than a second'
    if (code === 0) return said.out === '' && args[0] !== 'gpu' ? 'done, and nothing said' : null
    if (code !== 1) return `exit code ${code}`
    if (said.out !== '') return 'refused, and something on standard output'
    // A refusal may come with the warnings that say why: a pool that no board has, for example.
    const lines = said.err.split('\n').filter((line) => line !== '')
    return lines.every((line) => /^(error|warning): /.test(line)) && lines.some((line) => line.startsWith('error: '))
      ? null
      : `refused, saying ${JSON.stringify(said.err)}`
  } catch (error) {
    return `threw ${String(error)}`
  }
}

const cases: readonly ((roll: Dice) => readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
  (roll) => [
    { 'c.toml': editText(roll, TOML[roll(TOML.length)]!), 's.json': JSON.stringify(SNAPSHOT) },
    ['allocate', '--config', 'c.toml', '--snapshot', 's.json', '--format', ['table', 'json', 'csv'][roll(3)]!],
  ],
  (roll) => [{ 'c.json': JSON.stringify(editValue(roll, CONFIG)) }, ['check', '--config', 'c.json']],
  (roll) => [
    { 'c.toml': TOML[0]!, 's.json': JSON.stringify(editValue(roll, editValue(roll, SNAPSHOT))) },
    [
      'allocate',
      '--config',
      'c.toml',
      '--snapshot',
      's.json',
      '--format',
      ['table', 'json'][roll(2)]!,
      ...(roll(3) === 0 ? ['--strict'] : []),
    ],
  ],
  (roll) => [
    { 'c.toml': TOML[0]!, 's.json': editText(roll, JSON.stringify(SNAPSHOT)) },
    ['explain', '--uid', `${roll(4)}`, '--config', 'c.toml', '--snapshot', 's.json'],
  ],
  (roll) => [
    { '-': Array.from({ length: 1 + roll(3) }, () => editText(roll, NAMES[roll(NAMES.length)]!)).join('\n') },
    ['gpu', '--format', ['table', 'json'][roll(2)]!],
  ],
]

/** Mutates and runs `runs` times from `seed` on; the failures, each with the seed that makes it again. */
export const fuzz = async (runs: number, seed: number): Promise<readonly Failure[]> => {
  const failures: Failure[] = []
  for (let i = 0; i < runs && failures.length < 20; i++) {
    const roll = dice(seed + i)
    roll(1)
    const [files, args] = cases[roll(cases.length)]!(roll)
    const problem = await runOnce(files, args)
    if (problem !== null) failures.push({ seed: seed + i, problem, files })
  }
  return failures
}
