/**
 * Removes the text that tools put around a name: `nvidia-smi -L` lines, CSV quotes, counts, `/PCIe/SSE2`, ANGLE, D3D12, lspci. A
 * wrapping is removed once, and only when it is recognised completely; other text stays and fits no board. The parts of the wrapping
 * that must agree with the name are returned too.
 */
import { chipCodeName, type Chip } from './chip-code-name.js'

export interface Unwrapped {
  readonly text: string
  readonly chip?: Chip
  /** The vendor, when it is stated outside the name. */
  readonly vendor?: string
  /** The name was in brackets, where lspci separates boards that share an id by slashes. */
  readonly bracketed?: boolean
}

const listed = /^GPU \d{1,3}: (.+?) \(UUID: GPU-[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}\)$/i
const counted = /^[1-9]\d{0,2} ?x ?(?=[A-Za-z])/i
const multiplied = /(\S):[1-9]\d{0,2}$/
const times = / x ?[1-9]\d{0,2}$/i
// `A100 (40 GB SXM4)`: sizes, shapes and kinds of memory in brackets are kept as words of the name.
const qualified =
  / \(((?:\d{1,3} ?G(?:i?B)?|SXM\d?|PCIe|NVL|OAM|HBM\d(?:e|E)?|GDDR\dX?)(?:,? (?:\d{1,3} ?G(?:i?B)?|SXM\d?|PCIe|NVL|OAM|HBM\d(?:e|E)?|GDDR\dX?)){0,2})\)$/i
const glBus = /\/pcie\/sse2$/i
const mesaDriver =
  /^(.+?) \((?:radv |radeonsi, )(?:navi|vega|polaris|gfx)\d{2,4}(?:, llvm [0-9.]{1,12})?(?:, drm [0-9.]{1,12})?(?:, \d[0-9a-z.-]{1,40})?\)$/i
const angle =
  /^ANGLE \(([A-Za-z ]{2,20}), (.+), (?:D3D\d{1,2}(?:-[0-9.]{1,20})?|Unspecified Version|(?:OpenGL|OpenGL ES|Vulkan) \d[0-9.]{0,10})\)$/
// Before 2021 ANGLE wrote neither the vendor nor its version.
const oldAngle = /^ANGLE \(([^,]+ direct3d\d{1,2} vs_\d_\d ps_\d_\d)\)$/i
const angleApi = / ?(?:\(0x[0-9a-f]{8}\) )?direct3d\d{1,2} vs_\d_\d ps_\d_\d$/i
const angleMetal = /^ANGLE Metal Renderer: /
const d3d12 = /^D3D12 \(([^()]+(?:\([^()]+\))?)\)$/
const pciSlot =
  /^(?:(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.\d )?(?:VGA compatible controller|3D controller|Display controller|Processing accelerators)(?: \[[0-9a-f]{4}\])?: /i
const pciTail = /(?: \[[0-9a-f]{4}:[0-9a-f]{4}\])?(?: \(rev [0-9a-f]{2}\))?(?: \(prog-if [0-9a-f]{2} \[VGA controller\]\))?$/i
const pciVendors: readonly (readonly [prefix: string, vendor: string])[] = [
  ['nvidia corporation ', 'NVIDIA'],
  ['advanced micro devices, inc. [amd/ati] ', 'AMD'],
  ['intel corporation ', 'Intel'],
  ['habana labs ltd. ', 'Intel'],
]

const unquote = (text: string): string => {
  const first = text.charAt(0)
  return text.length > 2 && (first === '"' || first === "'") && text.endsWith(first) ? text.slice(1, -1).trim() : text
}

const bracketed = (text: string): Unwrapped | undefined => {
  const open = text.indexOf('[')
  if (open < 1 || !text.endsWith(']')) return undefined
  const chip = chipCodeName(text.slice(0, open).trim())
  const product = text.slice(open + 1, -1).trim()
  return chip === undefined || product.includes('[') ? undefined : { text: product, chip, bracketed: true }
}

const pci = (text: string): Unwrapped => {
  const line = text.replace(pciSlot, '')
  const lower = line.toLowerCase()
  const maker = pciVendors.find(([prefix]) => lower.startsWith(prefix))
  const body = (maker === undefined ? line : line.slice(maker[0].length)).replace(pciTail, '')
  const inside = bracketed(body) ?? (maker === undefined ? { text } : { text: body })
  return maker === undefined ? inside : { ...inside, vendor: maker[1] }
}

const inAngle = (text: string): Unwrapped => {
  const [, vendor, inner = oldAngle.exec(text)?.[1] ?? ''] = angle.exec(text) ?? []
  const name = inner.replace(angleMetal, '').replace(angleApi, '').replace(glBus, '').trim()
  if (name === '') return { text }
  return vendor === undefined ? { text: name } : { text: name, vendor: vendor.replace(' Corporation', '') }
}

const outer = (plain: string): string =>
  plain.replace(listed, '$1').replace(counted, '').replace(multiplied, '$1').replace(times, '').replace(glBus, '')
const inBrackets = (text: string): string =>
  text
    .replace(d3d12, '$1')
    .replace(mesaDriver, '$1')
    .replace(qualified, (_, words: string) => ` ${words.replaceAll(',', '')}`)

/** The name inside its wrapping. Never fails: a text without a wrapping is returned unchanged. */
export const unwrapGpuName = (text: string): Unwrapped => {
  const plain = unquote(text)
  if (plain.startsWith('ANGLE')) return inAngle(plain)
  const bare = outer(plain)
  const name = bare.endsWith(')') ? inBrackets(bare) : bare
  return name.endsWith(')') || name.endsWith(']') || name.includes(', Inc.') || /corporation|habana labs/i.test(name)
    ? pci(name)
    : { text: name }
}
