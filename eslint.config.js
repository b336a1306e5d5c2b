import js from '@eslint/js'
import functional from 'eslint-plugin-functional'
import tseslint from 'typescript-eslint'

const inexact = [
  'exp',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'pow',
  'sqrt',
  'cbrt',
  'hypot',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'atan2',
  'sinh',
  'cosh',
  'tanh',
]

/** fp-ts/Either resolves for every checker and then dies in plain Node ESM; only the lib paths with .js live. */
const deadSubpaths = {
  regex: '^(fp-ts|io-ts)/(?!lib/.+\\.js$)',
  message: 'Write fp-ts/lib/X.js or io-ts/lib/X.js: the short form dies in plain Node ESM.',
}

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'test/gates/planted/', '.ci/', '.dependency-cruiser.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      'no-restricted-imports': ['error', { patterns: [deadSubpaths] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['bench/**/*.js', 'docs/examples/*.mjs', 'test/live/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', AbortController: 'readonly' } },
  },
  {
    // io-ts codecs and their types share a name on purpose.
    files: ['src/**/*.ts'],
    rules: { '@typescript-eslint/no-redeclare': 'off', 'no-redeclare': 'off' },
  },
  {
    // The core: pure, deterministic on every engine, and nothing mutable in what it shows.
    files: ['src/**/*.ts'],
    ignores: ['src/adapters/**', 'src/cli/**', 'src/testing/**'],
    plugins: { functional },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'functional/prefer-property-signatures': 'off',
      'functional/readonly-type': ['error', 'keyword'],
      'functional/no-classes': 'error',
      'functional/no-this-expressions': 'error',
      'functional/no-promise-reject': 'error',
      'functional/prefer-readonly-type': 'off',
      'functional/type-declaration-immutability': [
        'error',
        { rules: [{ identifiers: '.+', immutability: 'ReadonlyShallow', comparator: 'AtLeast' }], ignoreInterfaces: false },
      ],
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'queueMicrotask',
        'fetch',
        'crypto',
        'performance',
        'Buffer',
        'require',
        'globalThis',
        'Intl',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an input of the core.' },
        { object: 'Math', property: 'random', message: 'Seeds are inputs of the core.' },
        ...inexact.map((property) => ({ object: 'Math', property, message: 'Engines differ in the last digit; use units/exact.' })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "BinaryExpression[operator='**']", message: 'Engines differ in the last digit; use units/exact, or a shift.' },
        { selector: "AssignmentExpression[operator='**=']", message: 'Engines differ in the last digit; use units/exact.' },
        { selector: "NewExpression[callee.name='Date']", message: 'Time is an input of the core; instants are units/time.' },
        { selector: "CallExpression[callee.name='Date']", message: 'Time is an input of the core.' },
        { selector: ':function[async=true]', message: 'The core is synchronous; async lives in adapters.' },
        { selector: 'AwaitExpression', message: 'The core is synchronous; async lives in adapters.' },
        { selector: 'ImportExpression', message: 'The core loads nothing at run time.' },
        {
          selector: 'MemberExpression[property.name=/^(localeCompare|toLocale.*)$/]',
          message: 'Locales differ between machines; use codeUnitOrder.',
        },
        { selector: 'ThrowStatement', message: 'Errors are data: return an Either.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'decimal.js', importNames: ['default'], message: 'Import { Decimal } by name.' }],
          patterns: [deadSubpaths, { regex: '^node:', message: 'The core runs anywhere; Node lives in adapters.' }],
        },
      ],
    },
  },
  {
    // Every other file takes the one clone, so that nobody's Decimal.set reaches it.
    files: ['src/**/*.ts'],
    ignores: ['src/units/exact/decimal.ts', 'src/adapters/**', 'src/cli/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'decimal.js', message: 'Take Decimal from units/exact: one clone for all.' }] },
      ],
    },
  },
)
