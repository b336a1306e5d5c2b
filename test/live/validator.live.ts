/** Whole validators on a real runtime that set weights. */
import { afterEach, expect, test } from 'vitest'
import { run, systemClock } from '../../src/adapters/run.js'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { gpuPools } from '../../src/policies/index.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { expectLeft } from '../either.js'
import { signerOf } from './accounts.js'
import { producing, URL } from './node.js'
import { cutAfter } from './proxy.js'
import { onNode } from './suite.js'
import { rowOfSubmission, rowOn, startValidator } from './validator.js'

const { node, begin } = onNode()
let blocks: ReturnType<typeof producing> | null = null

afterEach(async () => {
  await blocks?.stop()
  blocks = null
  await node().backTo(begin())
})

test.each([
  { netuid: 1, what: 'without a limit' },
  { netuid: 2, what: 'with a minimum of 8, which is filled up with zeros', version_key: '1000' },
  { netuid: 4, what: 'of 256 neurons', miners: 250 },
])('weights are set on subnet $netuid, $what, and the row is what was sent', async ({ what: _, ...options }) => {
  const began = Date.now()
  const validator = await startValidator(options)
  blocks = producing(node())
  try {
    await validator.until(() => validator.logged('Published').length === 1)
    const [line] = await validator.submissions()
    expect(await rowOn(options.netuid)).toEqual(rowOfSubmission(line!))
    if (options.netuid === 2) expect(line!.uids.length).toBe(8)
    console.log(`subnet ${options.netuid}: published after ${Date.now() - began} ms, ${line!.uids.length} weights, block ${line!.block}`)
  } finally {
    await validator.stop()
  }
})

test('the rate limit of subnet 5 is respected', async () => {
  const validator = await startValidator({ netuid: 5, interval: 5 })
  blocks = producing(node())
  try {
    await validator.until(() => validator.logged('Published').length === 3, 600)
    const included = (await validator.submissions()).map(({ status, block }) => [status, block] as const)
    expect(included.map(([status]) => status)).toEqual(['confirmed', 'confirmed', 'confirmed'])
    const distances = included.slice(1).map(([, block], i) => block! - included[i]![1]!)
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(20)
  } finally {
    await validator.stop()
  }
})

test('a second process with the same key is found out', async () => {
  const validator = await startValidator({ netuid: 1 })
  blocks = producing(node())
  const other = subtensorChain({ url: URL, netuid: 1, signer: signerOf('//Alice') })
  try {
    await validator.until(() => validator.logged('Submitting').length === 1)
    const { valid_until } = validator.logged('Submitting')[0]!
    // Theirs comes after ours, before ours is deep enough.
    const [line] = await validator.submissions()
    await validator.until(() => validator.state().stage._tag === 'Inquiring')
    expect(await other.submit({ _tag: 'Set', netuid: 1, uids: [9], weights: [1], version_key: '0' }, valid_until + 8)).toMatchObject({
      _tag: 'Included',
    })
    await validator.until(() => validator.alerts.some(({ _tag }) => _tag === 'Superseded'))
    const settled = (await validator.submissions()).find(({ id }) => id === line!.id)
    expect(settled).toMatchObject({ status: 'superseded' })
    expect(await validator.storage.read({ table: 'emission_metrics' })).toEqual([])
  } finally {
    other.close()
    await validator.stop()
  }
})

test('a key that is not the hotkey of the settings is refused at the start', () => {
  const chain = subtensorChain({ url: URL, netuid: 1, signer: signerOf('//Bob') })
  const { signer } = subtensorChain({ url: URL, netuid: 1, signer: signerOf('//Alice') })
  const errors = expectLeft(
    run(
      gpuPools(),
      { chain, prover: { results: async () => [] }, storage: memoryStorage(), clock: systemClock() },
      { settings: { ...DEFAULT_SETTINGS, netuid: 1, hotkey: signer }, config: { burn_uid: 0 }, signal: new AbortController().signal },
    ),
  )
  expect(errors).toMatchObject([{ _tag: 'WrongSigner' }])
})

test.each([3, 8, 14, 20, 25, 30, 36, 44, 55, 70])('a socket that is cut after %i frames loses nothing', async (frames) => {
  const proxy = await cutAfter(frames)
  const validator = await startValidator({ netuid: 1, url: proxy.url })
  blocks = producing(node())
  try {
    await validator.until(() => validator.logged('Published').length === 1)
    const lines = await validator.submissions()
    const confirmed = lines.filter(({ status }) => status === 'confirmed')
    expect(confirmed).toHaveLength(1)
    expect(lines.filter(({ status }) => status === 'superseded')).toEqual([])
    expect(await rowOn(1)).toEqual(rowOfSubmission(confirmed[0]!))
    console.log(
      `cut after ${frames} frames: ${proxy.cuts()} cuts, ${proxy.passed()} frames in all, ${lines.map(({ status }) => status).join(', ')}`,
    )
  } finally {
    await validator.stop()
    proxy.close()
  }
})
