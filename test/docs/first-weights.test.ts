/** The page about the first weights prints its program as it stands beside it; the program itself is checked and run as a user's would be. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const page = readFileSync('docs/first-weights.md', 'utf8')
const code = readFileSync('docs/examples/first-weights.mjs', 'utf8')

test('the page prints the program as it is, in 30 lines at most', () => {
  expect(page).toContain(`\`\`\`js\n// first-weights.mjs\n${code}\`\`\``)
  expect(code.split('\n').length - 1).toBeLessThanOrEqual(30)
})

test('the packages that it imports are those that the page installs', () => {
  const imported = [...code.matchAll(/from '(steelyard[^']*)'/g)].map(([, name]) => name)
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly exports: object }
  for (const name of imported) expect(exports).toHaveProperty([`.${name!.slice('steelyard'.length)}`])
  for (const peer of ['polkadot-api', '@scure/sr25519', 'ws', '@noble/curves', '@noble/ciphers']) expect(page).toContain(peer)
})
