import { describe, expect, test } from 'vitest'
import { isRegistered, readNetwork } from '../../src/validator/network.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../either.js'
import { NETUID, SIGNER, chainModel } from './chain-model.js'
import { CHAIN } from './machine.js'

type Document = { readonly neurons: readonly Record<string, unknown>[]; readonly hyperparameters: Record<string, unknown> }
const document = chainModel(CHAIN).document() as unknown as Document
const of = { netuid: NETUID, hotkey: SIGNER }
const neuron = (i: number, changes: object): object => ({
  ...document,
  neurons: document.neurons.map((one, j) => (i === j ? { ...one, ...changes } : one)),
})

describe('the document of a chain', () => {
  test('is the subnet with the signer, or without it, or no subnet at all', () => {
    const network = expectRight(readNetwork(of, document))
    expect(network !== null && isRegistered(network)).toBe(true)
    const without = expectRight(readNetwork({ ...of, hotkey: hotkeyOf(99) }, document))
    expect(without === null || isRegistered(without)).toBe(false)
    expect(expectRight(readNetwork(of, null))).toBe(null)
  })
  test.each([
    ['neurons[2].last_update', neuron(2, { last_update: 1001 })],
    ['neurons[0].registered_at_block', neuron(0, { registered_at_block: 9_000_000 })],
    ['hyperparameters.weights_rate_limit', { ...document, hyperparameters: { ...document.hyperparameters, weights_rate_limit: 2 ** 50 } }],
  ])('that contradicts itself in %s is implausible', (path, told) => {
    expect(expectLeft(readNetwork(of, told))).toMatchObject([{ _tag: 'Implausible', path }])
  })
  test.each([undefined, 7, {}, [], { ...document, neurons: 'none' }])('%j can not be read', (told) => {
    expect(expectLeft(readNetwork(of, told)).length).toBeGreaterThan(0)
  })
  test('heights at the block itself are no contradiction', () => {
    expect(expectRight(readNetwork(of, neuron(0, { last_update: 1000, registered_at_block: 1000 })))).not.toBe(null)
  })
})
