/** The import table of docs/architecture.md: a layer may import those named beside it, and itself. */
const layers = {
  units: [],
  gpu: ['units'],
  scoring: ['units'],
  apportion: ['units'],
  network: ['units'],
  policy: ['units', 'apportion', 'network'],
  allocation: ['units', 'gpu', 'scoring', 'apportion', 'network', 'policy'],
  policies: ['units', 'gpu', 'scoring', 'apportion', 'network', 'policy', 'allocation'],
  chain: ['units', 'apportion', 'network', 'policy'],
  storage: ['units', 'network', 'policy'],
  validator: ['units', 'network', 'policy', 'chain', 'storage'],
}
const core = Object.keys(layers).join('|')
const all = [...Object.keys(layers), 'adapters']

const direction = (layer, allowed) => ({
  name: `${layer}-imports-only-those-above`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^src/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` },
})

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) => direction(layer, allowed)),
    direction('adapters', all),
    direction('cli', all),
    {
      name: 'every-folder-is-in-the-table',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${[...all, 'cli', 'testing'].join('|')})/` },
      to: {},
    },
    { name: 'nobody-imports-testing', severity: 'error', from: { pathNot: '^src/testing/' }, to: { path: '^src/testing/' } },
    {
      name: 'policies-stand-alone',
      severity: 'error',
      from: { path: '^src/policies/([^/]+)/' },
      to: { path: '^src/policies/([^/]+)/', pathNot: '^src/policies/$1/' },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'core-takes-only-its-four-packages',
      severity: 'error',
      from: { path: `^src/(${core})/|^src/index\\.ts$` },
      to: { pathNot: '^src/|^node_modules/(fp-ts|io-ts|decimal\\.js|@noble/(hashes|curves|ciphers))/' },
    },
    {
      // They are optional peers of this one subpath, so that no other grows by a curve.
      name: 'only-timelock-reaches-curves-and-ciphers',
      severity: 'error',
      from: { path: `^src/(${core})/|^src/index\\.ts$`, pathNot: '^src/chain/timelock/' },
      to: { path: '(^|/)@noble/(curves|ciphers)/', reachable: true },
    },
    {
      // Optional peers of this one subpath.
      name: 'only-the-client-of-the-chain-loads-polkadot-api',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/subtensor/' },
      to: { path: '(^|/)node_modules/(polkadot-api|@polkadot-api|rxjs|ws)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'], extensions: ['.ts', '.js'] },
  },
}
