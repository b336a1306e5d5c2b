/** Draws and choices that must be the same on every engine, as fingerprints. */
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import { serveByWeight } from '../../../src/policies/computeNodes/serve-by-weight.js'
import { serveHalf } from '../../../src/policies/computeNodes/serve-half.js'
import { sha256Draws } from '../../../src/policies/computeNodes/sha256-draws.js'
import type { NodeSets } from '../../../src/policies/computeNodes/timeslots.js'
import { member, model, registry, serving } from './worlds.js'

const digest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** Sets as text that does not depend on their order. */
export const written = (sets: NodeSets): string => JSON.stringify([...sets].map(([id, nodes]) => [id, [...nodes].sort()]).sort())

/** Draws below numbers near the limits of one and two words. */
export const draws = (): readonly bigint[] => {
  const { below } = sha256Draws('Größe_π')
  const sizes = [1n, 2n, 3n, 7n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 32n + 1n, 2n ** 63n + 5n, 2n ** 64n, 2n ** 100n + 7n]
  return Array.from({ length: 40 }, () => sizes.map(below)).flat()
}

export const drawsDigest = (): string => digest(draws().join(','))

/** Both ways of choosing the nodes that serve, for sixty participants. */
export const choicesDigest = (): string => {
  const nodes = (i: number) =>
    Array.from({ length: 1 + (i % 7) }, (_, j) => serving(`n${j}`, ['a', 'b', null][(i + j) % 3]!, BigInt((i * 7 + j) % 11)))
  const state = {
    models: registry(model('a'), model('b', { throughput_per_nonce: 3 })),
    participants: Array.from({ length: 60 }, (_, i) => member(`p${i}`, ...nodes(i))),
  }
  return digest([serveHalf(12)(state.participants, new Map()), serveByWeight('12_seed')(state, new Map())].map(written).join('\n'))
}
