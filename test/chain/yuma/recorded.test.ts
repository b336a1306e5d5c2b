import { describe, expect, test } from 'vitest'
import { epoch, readEpochInput, reportEpoch, runEpochs, traceEpoch } from '../../../src/chain/yuma/index.js'
import type { RecordedEpoch } from './recorded.js'
import { expectRight } from '../../either.js'
import { recordedEpochs, recordedTraces } from './recorded.js'

const inputOf = ({ input }: RecordedEpoch) => expectRight(readEpochInput(input))

/** Sequences of recorded epochs without a gap. */
const sequences = [...new Set(recordedEpochs.map(({ sequence }) => sequence))]
  .map((name) => recordedEpochs.filter(({ sequence }) => sequence === name).sort((a, b) => a.epoch - b.epoch))
  .map((epochs) => epochs.filter((one, i) => one.epoch === epochs[0]!.epoch + i))

describe('epochs that a runtime ran', () => {
  test('every stored field is the same, bit for bit', () => {
    for (const recorded of recordedEpochs) {
      const report = reportEpoch(expectRight(epoch(293)(inputOf(recorded))))
      expect({ id: recorded.id, ...report }).toEqual({ id: recorded.id, ...recorded.output })
    }
  })

  test('every intermediate value is the same, under the same name, and none is missing', () => {
    const traced = recordedEpochs.filter(({ id }) => id in recordedTraces)
    expect(traced.length).toBe(Object.keys(recordedTraces).length)
    for (const recorded of traced) {
      const { trace } = expectRight(traceEpoch(293)(inputOf(recorded)))
      expect({ id: recorded.id, ...trace }).toEqual({ id: recorded.id, ...recordedTraces[recorded.id] })
    }
  })

  test('a sequence of epochs that carries permits and bonds over stores what the runtime stored', () => {
    expect(sequences.filter(({ length }) => length > 1).length).toBeGreaterThan(50)
    for (const epochs of sequences) {
      const [first, ...rest] = epochs.map(inputOf) as [ReturnType<typeof inputOf>, ...ReturnType<typeof inputOf>[]]
      const changes = rest.map(({ validator_permit: _permits, bonds: _bonds, ...change }) => change)
      const results = expectRight(runEpochs(293)(first, [{}, ...changes]))
      expect(results.map(reportEpoch)).toEqual(epochs.map(({ output }) => output))
    }
  })
})
