import { expect, test } from 'vitest'
import { run } from './terminal.js'

const gpu = async (input: string | Uint8Array, ...more: string[]) => run({ '-': input }, ['gpu', ...more])
const NONE = { vendor: null, model: null, memory_gb: null, form_factor: null, category: null }

test('json has one answer for each line, empty lines included', async () => {
  const { code, out, err } = await gpu('NVIDIA H100 80GB HBM3\n\nNVIDIA H1000\r\nRTX 3090 Ti', '--format', 'json')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { raw: 'NVIDIA H100 80GB HBM3', vendor: 'NVIDIA', model: 'H100', memory_gb: 80, form_factor: 'SXM', category: 'H100', error: null },
    { raw: '', ...NONE, error: 'MalformedName' },
    { raw: 'NVIDIA H1000', ...NONE, error: 'UnknownBoard' },
    { raw: 'RTX 3090 Ti', vendor: 'NVIDIA', model: 'RTX 3090 Ti', memory_gb: 24, form_factor: null, category: 'RTX3090', error: null },
  ])
})

test('the table is aligned, and refusals are messages', async () => {
  const { out } = await gpu('NVIDIA H100 PCIe\nNVIDIA H100-10C\nA100\n')
  expect(out).toMatchInlineSnapshot(`
    "  name                vendor  model  GB  form  category  refused
      "NVIDIA H100 PCIe"  NVIDIA  H100   80  PCIe  H100
      "NVIDIA H100-10C"                                      "NVIDIA H100-10C" is a part of a GPU, not a whole one: "10c" says so
      "A100"              NVIDIA  A100             A100
    "
  `)
})

test('empty input gives no answer, and only a line with bytes that are not text is refused', async () => {
  expect(await gpu('', '--format', 'json')).toEqual({ code: 0, out: '', err: '' })
  const { out } = await gpu(Uint8Array.of(0xff, 0x0a, 0x41, 0x31, 0x30, 0x0a), '--format', 'json')
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { error: unknown }).error),
  ).toEqual(['MalformedName', null])
})

test('a very long name is cut short', async () => {
  const { out } = await gpu(`${'x'.repeat(5000)}\u001b[31m\n`)
  expect(out.includes('\u001b')).toBe(false)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(400)
})
