/**
 * Names that are identified as a whole and not word by word: NVIDIA board numbers used instead of a product name, and labels of Google's
 * Kubernetes service, which leave out what the machine type determines. Keys are the words after the vendor, in lower case, as in the
 * catalogue.
 */
import type { GpuModel } from '../gpu-model.js'

const nvidia = (model: string, memoryGb: number, formFactor: string): GpuModel => ({ vendor: 'NVIDIA', model, memoryGb, formFactor })

const oam = (model: string, memoryGb: number): GpuModel => ({ vendor: 'AMD', model, memoryGb, formFactor: 'OAM' })

/** With and without spaces. */
export const aliases: ReadonlyMap<string, GpuModel> = new Map([
  ['a100 pg509 200', nvidia('A100', 40, 'SXM')],
  ['pg509 210', nvidia('A100', 80, 'SXM')],
  ['pg506 242', nvidia('A100', 64, 'SXM')],
  ['h100l 94gb', nvidia('H100', 94, 'NVL')],
  ['h800l 94gb', nvidia('H800', 94, 'NVL')],
  // AMD's tools write the form factor instead of the letter.
  ['instinct mi325 oam', oam('MI325X', 256)],
  ['instinct mi350 oam', oam('MI350X', 288)],
  ['instinct mi355 oam', oam('MI355X', 288)],
])

/** Hyphens included. */
export const labels: ReadonlyMap<string, GpuModel> = new Map([
  ['nvidia-tesla-p100', nvidia('P100', 16, 'PCIe')],
  ['nvidia-tesla-v100', nvidia('V100', 16, 'SXM')],
  ['nvidia-tesla-a100', nvidia('A100', 40, 'SXM')],
  ['nvidia-a100-80gb', nvidia('A100', 80, 'SXM')],
  ['nvidia-h100-80gb', nvidia('H100', 80, 'SXM')],
  ['nvidia-h100-mega-80gb', nvidia('H100', 80, 'SXM')],
])

/** Names that several boards share. */
export const shared: ReadonlyMap<string, readonly string[]> = new Map([
  ['rtx 8000', ['Quadro RTX 8000']],
  ['rtx 6000', ['Quadro RTX 6000', 'RTX 6000 Ada', 'RTX A6000', 'RTX PRO 6000']],
  ['rtx 5880', ['RTX 5880 Ada']],
  ['rtx 5000', ['Quadro RTX 5000', 'RTX 5000 Ada', 'RTX A5000', 'RTX PRO 5000']],
  ['rtx 4500', ['RTX 4500 Ada', 'RTX A4500', 'RTX PRO 4500']],
  ['rtx 4000', ['Quadro RTX 4000', 'RTX 4000 Ada', 'RTX A4000', 'RTX PRO 4000']],
  ['rtx 3000', ['Quadro RTX 3000', 'RTX 3000 Ada Laptop', 'RTX A3000 Laptop', 'RTX PRO 3000 Laptop']],
  ['rtx 2000', ['RTX 2000 Ada', 'RTX A2000', 'RTX PRO 2000']],
  ['rtx 2080s', ['RTX 2080 SUPER', 'RTX 2080 SUPER Laptop']],
  ['rtx 2070s', ['RTX 2070 SUPER', 'RTX 2070 SUPER Laptop']],
  ['titan x', ['GTX TITAN X', 'TITAN X (Pascal)']],
  ['radeon rx vega', ['RX Vega 56', 'RX Vega 64']],
  ['rx vega', ['RX Vega 56', 'RX Vega 64']],
  ['gfx906', ['MI50', 'MI60', 'Radeon VII', 'Radeon Pro VII']],
  ['gfx908', ['MI100']],
  ['gfx90a', ['MI210', 'MI250', 'MI250X']],
  ['gfx942', ['MI300A', 'MI300X', 'MI308X', 'MI325X']],
  ['gfx950', ['MI350X', 'MI355X']],
  ['gfx1030', ['RX 6800', 'RX 6800 XT', 'RX 6900 XT', 'RX 6950 XT', 'W6800']],
  ['gfx1100', ['RX 7900 GRE', 'RX 7900 XT', 'RX 7900 XTX', 'W7800', 'W7900']],
  ['gfx1201', ['R9700', 'RX 9070', 'RX 9070 XT']],
])
