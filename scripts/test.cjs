'use strict';
/**
 * Runs the tests: `npm test`, or `npm test -- seed association` for the files whose path contains one of the words.
 * Options of `node --test` go through: `npm test -- --test-name-pattern=orphan`. The closing summary is Node's own.
 */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..');

/** One process a file. One more than can run at once, for some always wait: for a server, a terminal, a timer. */
const CONCURRENCY = Math.min(4, os.availableParallelism() + 1);

/** A test that hangs must end the run with its name, before whatever runs the tests gives up on all of it. */
const TIMEOUT_MS = 5 * 60_000;

const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

const files = fs
  .readdirSync(path.join(root, 'test'), { recursive: true })
  .map((file) => path.join('test', file))
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(path.normalize(word))))
  .sort();

if (files.length === 0) {
  process.stderr.write(`No test file found in test/${words.length > 0 ? ` for: ${words.join(' ')}` : ''}.\n`);
  process.exit(1);
}

const { status, signal } = spawnSync(
  process.execPath,
  [
    '-r',
    path.join(root, 'scripts', 'ts.cjs'),
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${TIMEOUT_MS}`,
    ...options,
    ...files,
  ],
  { cwd: root, stdio: 'inherit' },
);
if (signal) process.stderr.write(`The tests were ended by ${signal}.\n`);
process.exit(status ?? 1);
