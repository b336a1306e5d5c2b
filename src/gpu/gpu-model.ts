/**
 * A whole board, identified: who makes it, which product it is, and what the name says of its memory and shape.
 * `model` is the product without vendor, memory and form factor (`A100`, `RTX 4090 D`, `Quadro RTX 6000`).
 * `memoryGb` is per reported GPU, in GB as marketed; left out when the name leaves several sizes open.
 * `formFactor` is one of SXM, PCIe, NVL, OAM, MXM, Superchip, SoC, APU, Laptop, Embedded; left out when it is none of
 * these or not known.
 */
export interface GpuModel {
  readonly vendor: string
  readonly model: string
  readonly memoryGb?: number
  readonly formFactor?: string
}
