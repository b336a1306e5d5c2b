/** The import table of docs/architecture.md: a layer may import those named beside it, and itself. */
const layers = {
  units: [],
  gpu: ['units'],
  scoring: ['units'],
  apportion: ['units'],
  allocation: ['units', 'gpu', 'scoring', 'apportion'],
  chain: ['units', 'apportion', 'allocation'],
  policies: ['units', 'gpu', 'scoring', 'apportion', 'allocation', 'chain'],
  validator: ['units', 'allocation', 'chain'],
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
      to: { pathNot: '^src/|^node_modules/(fp-ts|io-ts|decimal\\.js|@noble/hashes)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'], extensions: ['.ts', '.js'] },
  },
}
