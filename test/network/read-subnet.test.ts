import { expect, test } from 'vitest'
import { readSubnet } from '../../src/network/read-subnet.js'
import { showSnapshotError } from '../../src/network/snapshot-error.js'
import { neuron, snapshotOf } from '../arbitraries/snapshot.js'
import { expectLeft, expectRight } from '../either.js'

test('a subnet is read from a snapshot; its other keys are left out of account', () => {
  const document = snapshotOf([neuron(0), neuron(1)], [])
  expect(expectRight(readSubnet(document)).neurons.map(({ uid }) => uid)).toEqual([0, 1])
  expect(expectRight(readSubnet({ ...document, results: 'anything' })).neurons).toHaveLength(2)
})

test('a uid or a hotkey that stands twice is refused, each with its path', () => {
  const errors = expectLeft(readSubnet(snapshotOf([neuron(0), neuron(0)], []))).map(showSnapshotError)
  expect(errors).toHaveLength(2)
  expect(errors[0]).toContain('neurons[1].uid')
  expect(errors[1]).toContain('neurons[1].hotkey')
})
