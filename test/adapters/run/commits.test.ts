/** What becomes of weights on a subnet that wants commits, seen from the outside. */
import { describe, expect, test } from 'vitest'
import { timelockSeal } from '../../../src/adapters/run/timelock-seal.js'
import { timelockDecrypt } from '../../../src/chain/timelock/index.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { isRight } from 'fp-ts/lib/Either.js'
import type { Committing } from './committing.js'
import { story, TEMPO } from './committing.js'

describe.each([293, 320, 422, 425, 459])('on spec %i', (spec) => {
  test('a vector is committed, comes in force, and is the row that was sent', () =>
    story({ genesis: { spec } }, async ({ start, until, logged, alerted, submissions, isRowOf, subtensor, said }) => {
      start()
      await until(() => logged('InForce').length >= 2)
      const [first] = await submissions()
      expect(first).toMatchObject({ status: 'confirmed', reveal: 'in_force' })
      expect(first!.revealed_block!).toBeGreaterThanOrEqual(first!.block!)
      // The look that finds it comes soon after the block for which it was expected.
      expect(Math.abs(first!.revealed_block! - first!.reveal_block!)).toBeLessThanOrEqual(30)
      const second = (await submissions()).find(({ id }) => id === logged('InForce')[1]!.submission)!
      expect(isRowOf(second)).toBe(true)
      expect(subtensor.submissions()).toEqual([])
      expect(subtensor.commits().every(({ fate }) => fate._tag === 'Included')).toBe(true)
      expect(alerted('RevealFailed')).toEqual([])
      expect(said.measured).toContainEqual({ _tag: 'WeightsRevealed', in_force: true, block: first!.revealed_block })
    }))
})

test('what is journalled before it is sent is what the chain gets, byte for byte', () =>
  story({}, async ({ start, until, subtensor, submissions }) => {
    start()
    await until(() => subtensor.commits().length === 1)
    const [sent] = subtensor.commits()
    const [line] = await submissions()
    expect(line).toMatchObject({ commit: sent!.call.commit, reveal_round: Number(sent!.call.reveal_round) })
  }))

test('a process that dies between commit and reveal is followed by one that reports the weights in force', () =>
  story({}, async ({ start, stop, until, logged, submissions, isRowOf, subtensor }) => {
    start()
    await until(() => logged('Committed').length === 1)
    await stop()
    start(undefined, 'second')
    await until(() => logged('InForce').length === 1)
    const [first] = await submissions()
    expect(first).toMatchObject({ reveal: 'in_force' })
    expect(isRowOf(first!)).toBe(true)
    expect(subtensor.commits()).toHaveLength(1)
  }))

test('a process that is away over the reveal is followed by one that finds the row', () =>
  story({}, async ({ start, stop, until, blocks, logged, submissions }) => {
    start()
    await until(() => logged('Committed').length === 1)
    await stop()
    await blocks(TEMPO + 10)
    start(undefined, 'second')
    await until(() => logged('InForce').length === 1, 10)
    expect((await submissions())[0]).toMatchObject({ reveal: 'in_force' })
  }))

test('a commit whose answer is lost is found again in the queue, and never sent twice', () =>
  story({}, async ({ start, until, logged, subtensor, submissions }) => {
    subtensor.faults.loseAnswer()
    start()
    await until(() => logged('Committed').length === 1)
    const [line] = await submissions()
    expect(line).toMatchObject({ status: 'confirmed', commit: subtensor.commits()[0]!.call.commit })
    expect(line!.block).toBe((subtensor.commits()[0]!.fate as { readonly block: number }).block)
    expect(subtensor.commits()).toHaveLength(1)
  }))

test('a process that dies before its commit is answered is followed by one that finds it in the queue', () =>
  story({}, async ({ start, stop, until, logged, subtensor, submissions }) => {
    start()
    await until(() => subtensor.commits().length === 1)
    await stop()
    start(undefined, 'second')
    await until(() => logged('Committed').length === 1)
    expect((await submissions()).map(({ status }) => status)).toEqual(['confirmed'])
    expect(subtensor.commits()).toHaveLength(1)
  }))

test('a commit that the node forgot is lost, and another is made', () =>
  story({}, async ({ start, until, logged, subtensor, submissions }) => {
    subtensor.faults.loseTransaction()
    start()
    await until(() => logged('InForce').length === 1)
    expect((await submissions()).map(({ status }) => status)).toEqual(['lost', 'confirmed'])
    expect(subtensor.commits()).toHaveLength(1)
  }))

describe('a reveal fails', () => {
  test('where the beacon stops: it is told, and new weights follow at once', () =>
    story({}, async ({ start, until, logged, alerted, beaconStops, submissions, subtensor }) => {
      beaconStops()
      start()
      await until(() => alerted('RevealFailed').length === 1)
      const [failed] = alerted('RevealFailed')
      expect(failed!.reasons.join()).toMatch(/pulse/)
      const at = subtensor.block()
      await until(() => subtensor.commits().length === 2)
      expect(subtensor.block() - at).toBeLessThan(10)
      expect((await submissions())[0]).toMatchObject({ status: 'confirmed', reveal: 'failed' })
      expect(logged('InForce')).toEqual([])
    }))

  test.each([
    ['IncorrectWeightVersionKey', ({ subtensor }: Committing) => subtensor.setHyperparameters({ weights_version: 9 })],
    ['NeuronNoValidatorPermit', ({ subtensor, hotkey }: Committing) => subtensor.setPermit(hotkey, false)],
    ['NotEnoughStakeToSetWeights', ({ subtensor, hotkey }: Committing) => subtensor.setStake(hotkey, 5)],
    ['WeightVecLengthIsLow', ({ subtensor }: Committing) => subtensor.setHyperparameters({ min_allowed_weights: 8 })],
  ])('by %s, which the alert names', (name, spoil) =>
    story({}, async (world) => {
      world.start()
      await world.until(() => world.logged('Committed').length === 1)
      await world.until(() => {
        // An epoch gives a permit back, so it is taken in every block.
        if (world.alerted('RevealFailed').length === 0) spoil(world)
        return world.alerted('RevealFailed').length === 1
      })
      expect(world.alerted('RevealFailed')[0]!.reasons.join()).toContain(name)
      expect(world.logged('InForce')).toEqual([])
    }),
  )

  test('when the reveal period becomes shorter, which deletes what waits', () =>
    story({ genesis: { reveal_period_epochs: 3 } }, async ({ start, until, blocks, logged, alerted, subtensor }) => {
      start()
      await until(() => logged('Committed').length === 1)
      await blocks(2 * TEMPO)
      subtensor.setRevealPeriod(1)
      await until(() => alerted('RevealFailed').length >= 1)
      await until(() => logged('InForce').length >= 1)
    }))
})

test('weights that the reveal would refuse are not committed', () =>
  story({}, async ({ start, subtensor, hotkey, until, said, blocks }) => {
    subtensor.setPermit(hotkey, false)
    start()
    await until(() => said.alerts.some(({ _tag }) => _tag === 'WeightsRefused'))
    await blocks(5)
    expect(subtensor.commits()).toEqual([])
    expect(JSON.stringify(said.alerts)).toContain('at the reveal: NeuronNoValidatorPermit')
  }))

test('commit-reveal that is switched on and off between two cycles is followed', () =>
  story(
    { hyperparameters: { commit_reveal_weights_enabled: false } },
    async ({ start, until, logged, subtensor, submissions, isRowOf }) => {
      start()
      await until(() => logged('Published').length === 1)
      subtensor.setHyperparameters({ commit_reveal_weights_enabled: true })
      await until(() => logged('InForce').length === 1)
      subtensor.setHyperparameters({ commit_reveal_weights_enabled: false })
      await until(() => logged('Published').length === 3)
      const lines = await submissions()
      expect(lines.map(({ commit, reveal }) => [commit !== null, reveal])).toEqual([
        [false, null],
        [true, 'in_force'],
        [false, null],
      ])
      expect(isRowOf(lines[2]!)).toBe(true)
    },
  ))

test('after commit-reveal is switched off, an armed commit that overwrites newer weights makes them set again', () =>
  story(
    { genesis: { reveal_period_epochs: 3 }, interval: TEMPO },
    async ({ start, until, logged, alerted, subtensor, submissions, isRowOf }) => {
      const { validator } = start()
      await until(() => logged('Committed').length === 1)
      // The newer weights are other ones.
      void validator.updateConfig({ burn_percentage: 40 })
      subtensor.setHyperparameters({ commit_reveal_weights_enabled: false })
      await until(() => alerted('Overwritten').length === 1)
      const published = logged('Published').length
      const at = subtensor.block()
      await until(() => logged('Published').length === published + 1)
      expect(subtensor.block() - at).toBeLessThan(15)
      const lines = await submissions()
      expect(lines[0]).toMatchObject({ reveal: 'in_force' })
      expect(isRowOf(lines.at(-1)!)).toBe(true)
    },
  ))

test('an armed commit that is revealed over the same weights overwrites nothing', () =>
  story(
    { genesis: { reveal_period_epochs: 3 }, interval: TEMPO },
    async ({ start, until, blocks, logged, subtensor, submissions, said }) => {
      start()
      await until(() => logged('Committed').length === 1)
      subtensor.setHyperparameters({ commit_reveal_weights_enabled: false })
      await until(() => logged('InForce').length === 1)
      const published = logged('Published').length
      await blocks(15)
      expect(logged('Published')).toHaveLength(published)
      expect((await submissions())[0]).toMatchObject({ reveal: 'in_force' })
      expect(said.alerts).toEqual([])
    },
  ))

test('where the tempo becomes short, the commit that waits is lost, and those after it come in force by the new one', () =>
  story(
    { genesis: { reveal_period_epochs: 2 }, hyperparameters: { tempo: 200 }, interval: 20 },
    async ({ start, until, subtensor, submissions, alerted, said }) => {
      start()
      await until(() => subtensor.commits().length === 1)
      subtensor.setHyperparameters({ tempo: 20 })
      await until(() => said.logs.filter(({ _tag }) => _tag === 'InForce' || _tag === 'Replaced').length >= 3)
      expect(alerted('RevealFailed')).toHaveLength(1)
      expect((await submissions())[0]).toMatchObject({ reveal: 'failed' })
    },
  ))

test('where several commits wait, each ends as the chain ends it: the later one stays in force', () =>
  story({ genesis: { reveal_period_epochs: 2 }, interval: 20 }, async ({ start, until, submissions, said }) => {
    start()
    await until(() => said.logs.filter(({ _tag }) => _tag === 'InForce' || _tag === 'Replaced').length >= 6)
    const reveals = (await submissions()).map(({ reveal }) => reveal)
    expect(reveals.slice(0, 6)).not.toContain('awaited')
    expect(reveals.slice(0, 6)).not.toContain('failed')
    expect(said.alerts).toEqual([])
  }))

test('another process that commits with the same key is found out', () =>
  story({}, async ({ start, until, subtensor, hotkey, alerted }) => {
    subtensor.faults.loseTransaction()
    start()
    await until(() => subtensor.block() > 1003)
    const call = { netuid: 39, commit: '0x0102', reveal_round: '99999999', commit_reveal_version: 4 }
    void subtensor.commit(hotkey, call, subtensor.block() + 8).catch(() => undefined)
    await until(() => alerted('Superseded').length === 1)
  }))

describe('without the timelock', () => {
  const fails = (): Promise<never> => Promise.reject(Object.assign(new Error('npm install it'), { name: 'TimelockMissing' }))
  const missing = { ready: fails, seal: fails }

  test('a validator stops at the start where the subnet wants commits, and says why', () =>
    story({ seal: missing }, async ({ start, alerted, until }) => {
      const { validator } = start()
      let end: unknown
      void validator.done.then((ended) => {
        end = ended
      })
      await until(() => end !== undefined, 5)
      expect(end).toEqual({ _tag: 'TimelockMissing', message: 'npm install it' })
      expect(alerted('TimelockMissing')).toHaveLength(1)
    }))

  test('one on a subnet without commit-reveal works, and is told when it is switched on', () =>
    story(
      { seal: missing, hyperparameters: { commit_reveal_weights_enabled: false } },
      async ({ start, until, logged, alerted, subtensor }) => {
        start()
        await until(() => logged('Published').length === 1)
        subtensor.setHyperparameters({ commit_reveal_weights_enabled: true })
        await until(() => alerted('TimelockMissing').length === 1)
        subtensor.setHyperparameters({ commit_reveal_weights_enabled: false })
        await until(() => logged('Published').length === 2)
      },
    ))
})

/** Of the beacon's real round 1000. */
const SIGNATURE = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'

test('the timelock of this package makes commits that the signature of their round opens', () => {
  // Spec 320 tries a commit of block 1001 from block 1014 on, and its round is that of three blocks later: 204 s after the look at block 1000.
  const begins = 1000 * (QUICKNET.genesis + 1000 * QUICKNET.period - 204)
  const signature = Uint8Array.from(Buffer.from(SIGNATURE, 'hex'))
  const opened: boolean[] = []
  const openCommit = (commit: Uint8Array): Uint8Array | null => {
    const plain = timelockDecrypt(signature)(commit)
    opened.push(isRight(plain))
    return isRight(plain) ? plain.right : null
  }
  return story(
    { genesis: { spec: 320, openCommit }, begins, seal: timelockSeal() },
    async ({ start, until, subtensor, logged, submissions, isRowOf }) => {
      start()
      await until(() => subtensor.commits().length === 1, 20)
      expect(subtensor.commits()[0]!.call.reveal_round).toBe('1000')
      await until(() => logged('InForce').length === 1, 100)
      expect(opened).toEqual([true])
      expect(isRowOf((await submissions())[0]!)).toBe(true)
    },
  )
})
