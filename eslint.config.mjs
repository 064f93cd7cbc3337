import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  // Programs and fixtures that tests read as text mean what they say, letter by letter.
  {
    ignores: [
      'node_modules/',
      'data/',
      'dist/',
      'coverage/',
      '**/fixtures/**/*.js',
      // Projects of their own, each with its own settings.
      'test/fixtures/',
      'test/**/programs/',
      'test/**/as-if-synchronous/',
      'test/**/flagged/',
      'test/**/innocent/',
      'test/attacks/refused/',
      'test/attacks/allowed/',
      'test/attacks/sandbox/',
      'scripts/conformance/**/*.js',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // node:test waits for its tests and suites by itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'describe', 'it', 'suite'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and booleans read well in a template.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // The shell deals in classes and functions it knows nothing about.
      '@typescript-eslint/no-unsafe-function-type': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export a name, so that it is the same everywhere.' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // What is asynchronous by contract need not wait for anything.
      '@typescript-eslint/require-await': 'off',
      // A shell prints values that it knows nothing about.
      '@typescript-eslint/no-base-to-string': 'off',
      // Methods are wrapped, and called with the right `this`, in more places than the rule can see.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/shell/**/*.ts'],
    // The one place that starts the shell, and what it hands in.
    ignores: ['src/shell/start.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['stdin', 'stdout', 'stderr', 'env', 'argv', 'exit'].map((property) => ({
          object: 'process',
          property,
          message: 'Pass it in: the shell is tested without a terminal and without an environment.',
        })),
      ],
    },
  },
  {
    // Scripts of a page: what one declares, those behind it use.
    files: ['src/shell/erd/page/*.ts'],
    languageOptions: { sourceType: 'script' },
    rules: { '@typescript-eslint/no-unused-vars': ['error', { vars: 'local' }] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: Object.fromEntries(
        ['require', 'module', 'process', '__dirname', '__filename', 'Buffer', 'console'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
);
