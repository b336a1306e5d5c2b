/** Subnets to run epochs on, from a seed, and the same epoch in plain doubles: what exactness is measured against. */
import { random } from './claims.js'

/** A document of a subnet: validators with stake first, each weighting every neuron that isn't one, a few of them far off. */
export const subnet = (n, validators, changes = {}) => {
  const next = random(n + validators)
  const uids = Array.from({ length: n }, (_, uid) => uid)
  const truth = uids.map(() => next())
  const row = (uid) => [
    uid,
    uids.slice(validators).map((j) => [j, 1 + Math.floor(65_534 * truth[j] * (uid % 9 === 0 ? next() : 0.9 + 0.1 * next()))]),
  ]
  const bonds = (uid) => [uid, uids.slice(validators).map((j) => [j, Math.floor((next() * 260_000 * truth[j]) / n)])]
  return {
    netuid: 1,
    n,
    block: 10_000,
    tempo: 360,
    activity_cutoff: 5000,
    last_update: uids.map(() => 9900),
    block_at_registration: uids.map(() => 100),
    alpha_stake: uids.map((uid) => String(uid < validators ? Math.floor(1e12 * (0.1 + next())) : 0)),
    tao_stake: uids.map(() => '0'),
    tao_weight: '971718665099567868',
    stake_threshold: '1000',
    validator_permit: uids.map((uid) => uid < validators),
    max_allowed_validators: validators,
    owner_uid: null,
    kappa: 32_767,
    bonds_moving_average: 900_000,
    bonds_penalty: 65_535,
    yuma3_on: true,
    liquid_alpha_on: false,
    alpha_low: 45_875,
    alpha_high: 58_982,
    alpha_sigmoid_steepness: 1000,
    rao_emission: '1000000000000',
    weights: uids.slice(0, validators).map(row),
    bonds: uids.slice(0, validators).map(bonds),
    ...changes,
  }
}

const total = (column) => {
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += column[i]
  return sum
}
const shares = (column) => {
  const sum = total(column)
  return sum === 0 ? column : column.map((x) => x / sum)
}

/** Medians by the same search as the chain's. */
const medians = (stakes, kappa) => {
  const whole = total(stakes)
  let [voters, lower, upper] = [new Uint16Array(stakes.length), new Uint16Array(stakes.length), new Uint16Array(stakes.length)]
  return (scores) => {
    for (let v = 0; v < stakes.length; v++) voters[v] = v
    let [count, lo, hi] = [stakes.length, 0, whole]
    while (count > 1) {
      const pivot = scores[voters[count >> 1]]
      let [below, above, from, to] = [0, 0, lo, hi]
      for (let k = 0; k < count; k++) {
        const voter = voters[k]
        if (scores[voter] < pivot) {
          from += stakes[voter]
          lower[below++] = voter
        } else if (scores[voter] > pivot) {
          to -= stakes[voter]
          upper[above++] = voter
        }
      }
      if (whole - kappa < from && below > 0) {
        ;[voters, lower] = [lower, voters]
        ;[count, hi] = [below, from]
      } else if (to <= whole - kappa && above > 0) {
        ;[voters, upper] = [upper, voters]
        ;[count, lo] = [above, to]
      } else return pivot
    }
    return count === 0 ? 0 : scores[voters[0]]
  }
}

/** The scores of a column by voter, missing ones 0, of entries sorted by column once. */
const byColumn = (rows, values, voters, n) => {
  const next = new Uint32Array(n + 1)
  for (const column of rows.columns) next[column + 1]++
  for (let j = 0; j < n; j++) next[j + 1] += next[j]
  const starts = next.slice()
  const [who, what] = [new Uint16Array(values.length), new Float64Array(values.length)]
  voters.forEach((i, voter) => {
    for (let k = rows.starts[i]; k < rows.starts[i + 1]; k++) {
      const at = next[rows.columns[k]]++
      who[at] = voter
      what[at] = values[k]
    }
  })
  const scores = new Float64Array(voters.length)
  return (j) => {
    scores.fill(0)
    for (let k = starts[j]; k < starts[j + 1]; k++) scores[who[k]] = what[k]
    return scores
  }
}

/** Yuma 3 without liquid alphas, in plain doubles: the steps of an epoch over the same columns, without masks and permits. */
export const plainEpoch = (input) => {
  const { n, weights, bonds } = input
  const active = shares(Float64Array.from(input.alpha_stake, Number))
  const voters = Array.from(active.keys()).filter((uid) => active[uid] > 0)
  const set = new Float64Array(weights.values.length)
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let k = weights.starts[i]; k < weights.starts[i + 1]; k++) sum += weights.values[k]
    for (let k = weights.starts[i]; k < weights.starts[i + 1]; k++) set[k] = weights.values[k] / sum
  }
  const median = medians(shares(Float64Array.from(voters, (uid) => active[uid])), input.kappa / 65_535)
  const scores = byColumn(weights, set, voters, n)
  const consensus = Float64Array.from({ length: n }, (_, j) => median(scores(j)))
  const [clipped, ranks, trust] = [new Float64Array(set.length), new Float64Array(n), new Float64Array(n)]
  for (let i = 0; i < n; i++)
    for (let k = weights.starts[i]; k < weights.starts[i + 1]; k++) {
      const j = weights.columns[k]
      clipped[k] = Math.min(set[k], consensus[j])
      ranks[j] += clipped[k] * active[i]
      trust[i] += clipped[k]
    }
  const incentive = shares(ranks)
  const alpha = 1 - input.bonds_moving_average / 1_000_000
  const most = weights.values.length + bonds.values.length
  const [row, held, starts, columns, values] = [
    new Float64Array(n),
    new Float64Array(n),
    new Uint32Array(n + 1),
    new Uint16Array(most),
    new Float64Array(most),
  ]
  let at = 0
  for (let i = 0; i < n; i++) {
    row.fill(0)
    for (let k = weights.starts[i]; k < weights.starts[i + 1]; k++) row[weights.columns[k]] += alpha * clipped[k]
    for (let k = bonds.starts[i]; k < bonds.starts[i + 1]; k++) row[bonds.columns[k]] += ((1 - alpha) * bonds.values[k]) / 65_535
    for (let j = 0; j < n; j++) {
      if (row[j] === 0) continue
      columns[at] = j
      values[at++] = row[j]
      held[j] += row[j]
    }
    starts[i + 1] = at
  }
  const earned = new Float64Array(n)
  for (let i = 0; i < n; i++)
    for (let k = starts[i]; k < starts[i + 1]; k++) earned[i] += (values[k] / held[columns[k]]) * incentive[columns[k]] * active[i]
  const dividends = shares(earned)
  return { incentive, dividends, trust, consensus, stored: { starts, columns, values } }
}
