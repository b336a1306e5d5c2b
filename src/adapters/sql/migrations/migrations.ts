/** All steps of the schema, in their order: the version of each is its place, from 1. */
import type { Migration } from '../migration.js'
import { evidenceAndMetrics } from './0001-evidence-and-metrics.js'
import { submissionsAndHistory } from './0002-submissions-and-history.js'
import { minerPerformance } from './0003-miner-performance.js'
import { leases } from './0006-leases.js'
import { outcomesOfSubmissions } from './0005-outcomes-of-submissions.js'
import { revealsOfSubmissions } from './0007-reveals-of-submissions.js'
import { rulesAndBurnOfSubmissions } from './0004-rules-and-burn-of-submissions.js'

export const MIGRATIONS: readonly Migration[] = [
  evidenceAndMetrics,
  submissionsAndHistory,
  minerPerformance,
  rulesAndBurnOfSubmissions,
  outcomesOfSubmissions,
  leases,
  revealsOfSubmissions,
]
