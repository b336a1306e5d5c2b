import { defineConfig } from 'tsup'

// One entry a subpath of package.json's `exports`; the command line is ESM only, since nobody requires it.
const library = {
  index: 'src/index.ts',
  'gpu/index': 'src/gpu/index.ts',
  'scoring/index': 'src/scoring/index.ts',
  'apportion/index': 'src/apportion/index.ts',
  'allocation/index': 'src/allocation/index.ts',
  'chain/index': 'src/chain/index.ts',
  'adapters/toml': 'src/adapters/toml.ts',
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
    clean: true,
  },
  {
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['esm'],
    target: 'node20',
    sourcemap: true,
  },
])
