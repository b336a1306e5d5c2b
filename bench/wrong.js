/** How often each way is wrong, on small cases of every kind. */
import { kinds, random } from './claims.js'
import { exact, peers } from './peers.js'

const small = {
  ...kinds,
  'tiny beside huge': (n, seed) => {
    const next = random(seed)
    return Float64Array.from({ length: n }, () => 10 ** Math.floor(40 * next() - 20) * (1 + next()))
  },
  zeros: (n, seed) => {
    const next = random(seed)
    return Float64Array.from({ length: n }, (_, i) => (i > 0 && next() < 0.5 ? 0 : next()))
  },
}

const CASES = 700

/** Units by claim, whoever has it: what may not depend on the order. */
const byClaim = (claims, units) =>
  Array.from(claims, (c, i) => `${c}:${units[i]}`)
    .sort()
    .join()

export const wrongness = () => {
  const tally = new Map(Object.keys(peers).map((name) => [name, { cases: 0, failed: 0, lost: 0, quota: 0, order: 0, different: 0 }]))
  for (const [, make] of Object.entries(small))
    for (let seed = 0; seed < CASES / Object.keys(small).length; seed++) {
      const next = random(seed)
      const claims = make(1 + Math.floor(40 * next()), seed)
      const total = [7, 100, 65535][seed % 3]
      const right = exact(total, claims)
      const sum = claims.reduce((a, b) => a + b, 0)
      for (const [name, { run }] of Object.entries(peers)) {
        const count = tally.get(name)
        count.cases++
        try {
          const units = Array.from(run(total, claims))
          const back = Array.from(run(total, claims.slice().reverse())).reverse()
          if (units.reduce((a, b) => a + b, 0) !== total) count.lost++
          if (units.some((u, i) => Math.abs(u - (total * claims[i]) / sum) > 1 + 1e-9)) count.quota++
          if (byClaim(claims, units) !== byClaim(claims, back)) count.order++
          if (units.some((u, i) => u !== right[i])) count.different++
        } catch {
          count.failed++
        }
      }
    }
  return tally
}
