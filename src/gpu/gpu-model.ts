/**
 * An identified board: its vendor, its product, and what the name says about its memory and form factor. `model` is the
 * product without vendor, memory and form factor (`A100`, `RTX 4090 D`, `Quadro RTX 6000`). `memoryGb` is per reported
 * GPU, in GB as marketed; it is left out when the name fits several sizes. `formFactor` is one of SXM, PCIe, NVL, OAM,
 * MXM, Superchip, SoC, APU, Laptop, Embedded; it is left out when it is another one or not known.
 */
export interface GpuModel {
  readonly vendor: string
  readonly model: string
  readonly memoryGb?: number
  readonly formFactor?: string
}
