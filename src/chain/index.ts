/** The rules of the chain. The subnet, the burn target and canonical JSON are exported too, because the rules use their types. */
export * from '../network/index.js'
export * from '../policy/burn/judge-burn.js'
export { canonicalJson } from '../units/json/canonical-json.js'
export { fingerprintJson } from '../units/json/fingerprint-json.js'
export { epochSeen, type EpochClock } from './commits/commit-epoch.js'
export * from './commits/commit-outlook.js'
export * from './commits/opened-payload.js'
export * from './commits/reveal-due.js'
export type { RevealRules } from './commits/reveal-window.js'
export * from './commits/slot-takeover.js'
export {
  unrevealedIn,
  withCommit,
  withSet,
  type CommitQueue,
  type QueuedCommit,
  type StoredWeights,
  type WeightsLedger,
} from './commits/weights-ledger.js'
export * from './preflight/chain-state.js'
export * from './preflight/commit-error.js'
export * from './preflight/commit-state.js'
export * from './preflight/pad-to-minimum.js'
export * from './preflight/preflight-error.js'
export * from './preflight/preflight-commit.js'
export { atReveal, firstRefusal, preflight, type AtReveal } from './preflight/preflight.js'
export * from './preflight/preflight-batch.js'
export { isEpochDue, type EpochSchedule } from './schedule/epoch-schedule.js'
export { nextEpochDue } from './schedule/next-epoch-due.js'
export * from './schedule/reveal-round.js'
export * from './schedule/schedule-error.js'
export * from './preflight/spec.js'
export type { TooEarly } from './preflight/too-early.js'
export * from './sdk/commit-hash.js'
export * from './sdk/conversion-error.js'
export * from './sdk/emit-like-sdk.js'
export type { FloatColumn } from './sdk/float-column.js'
export * from './sdk/normalize-max-weight-like-sdk.js'
export * from './sdk/process-weights-like-sdk.js'
export * from './sdk/sdk-line.js'
export * from './stored/compare-weights.js'
export * from './stored/matches-row.js'
export * from './stored/distortion.js'
export * from './stored/max-upscale.js'
export * from './stored/raise-lost.js'
export * from './stored/realised.js'
export * from './yuma/index.js'
