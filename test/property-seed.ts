import fc from 'fast-check'

// Every run draws the same cases, so that a red test is red for everyone. STEELYARD_SEED=random (or a number) explores others.
const asked = process.env['STEELYARD_SEED']
const seed = asked === undefined ? 20_261_120 : asked === 'random' ? Date.now() | 0 : Number(asked)

fc.configureGlobal({ seed, numRuns: Number(process.env['STEELYARD_RUNS'] ?? 200) })
