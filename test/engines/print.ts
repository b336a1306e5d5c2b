/** The program that every engine runs: one line of JSON, each digest as it was pinned and as it comes out here. */
import { DIGESTS } from './digests.js'

console.log(JSON.stringify(Object.entries(DIGESTS).map(([name, { expected, compute }]) => ({ name, expected, found: compute() }))))
