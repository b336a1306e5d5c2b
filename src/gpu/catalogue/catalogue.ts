/**
 * The whole catalogue, as data. Adding a board: one row in the file of its family, one row in `test/vectors/gpu_names_more.json`
 * with the name as its driver writes it, and a new `CATALOGUE_VERSION` (see `docs/gpu-catalogue.md`).
 */
import { amd } from './amd.js'
import type { Board } from './board.js'
import { apple, intel } from './intel-and-apple.js'
import { nvidiaDataCenter } from './nvidia-data-center.js'
import { nvidiaGeforceGtx } from './nvidia-geforce-gtx.js'
import { nvidiaGeforceRtx } from './nvidia-geforce-rtx.js'
import { nvidiaQuadro } from './nvidia-quadro.js'
import { nvidiaRtx } from './nvidia-rtx.js'

/** Year, month and number of the catalogue in that month. Every new board and every changed rule gets a new version. */
export const CATALOGUE_VERSION = '2026.11.2'

export const catalogue: readonly Board[] = [
  ...nvidiaDataCenter,
  ...nvidiaGeforceRtx,
  ...nvidiaGeforceGtx,
  ...nvidiaQuadro,
  ...nvidiaRtx,
  ...amd,
  ...intel,
  ...apple,
]
