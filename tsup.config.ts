import { defineConfig } from 'tsup'

// One entry a subpath of package.json's `exports`; the command line is ESM only, since nobody requires it.
const library = {
  index: 'src/index.ts',
  'units/index': 'src/units/index.ts',
  'gpu/index': 'src/gpu/index.ts',
  'scoring/index': 'src/scoring/index.ts',
  'apportion/index': 'src/apportion/index.ts',
  'network/index': 'src/network/index.ts',
  'policy/index': 'src/policy/index.ts',
  'allocation/index': 'src/allocation/index.ts',
  'chain/index': 'src/chain/index.ts',
  'chain/timelock/index': 'src/chain/timelock/index.ts',
  'policies/index': 'src/policies/index.ts',
  'validator/index': 'src/validator/index.ts',
  'adapters/run': 'src/adapters/run.ts',
  'adapters/keys': 'src/adapters/keys.ts',
  'adapters/memory': 'src/adapters/memory.ts',
  'adapters/sqlite': 'src/adapters/sqlite.ts',
  'adapters/postgres': 'src/adapters/postgres.ts',
  'adapters/prometheus': 'src/adapters/prometheus.ts',
  'adapters/storage': 'src/adapters/storage.ts',
  'adapters/subtensor': 'src/adapters/subtensor.ts',
  'adapters/toml': 'src/adapters/toml.ts',
  'testing/index': 'src/testing/index.ts',
}

export default defineConfig([
  {
    entry: library,
    format: ['esm', 'cjs'],
    dts: true,
    splitting: true,
    treeshake: true,
    sourcemap: true,
    target: 'node20',
    removeNodeProtocol: false,
    clean: true,
  },
  {
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['esm'],
    target: 'node20',
    removeNodeProtocol: false,
    sourcemap: true,
  },
])
