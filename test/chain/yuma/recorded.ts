/** Epochs that a real runtime ran (spec 293): their input, what was stored, and for some of them every step. */
import { readFileSync } from 'node:fs'

export interface RecordedEpoch {
  readonly id: string
  readonly sequence: string
  readonly epoch: number
  readonly input: { readonly [key: string]: unknown }
  readonly output: { readonly [key: string]: unknown }
}

const read = (name: string): unknown => JSON.parse(readFileSync(`test/vectors/${name}`, 'utf8'))

export const recordedEpochs = read('yuma.json') as readonly RecordedEpoch[]
export const recordedTraces = read('yuma_traces.json') as { readonly [id: string]: { readonly [name: string]: unknown } }
