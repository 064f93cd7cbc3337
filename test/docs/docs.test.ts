import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { TestShell } from '../support/test-shell';
import { shellSteps } from './transcripts';

const ROOT = resolve(__dirname, '../..');
const documents = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => join('docs', name))].filter((name) =>
  name.endsWith('.md'),
);

/** The width that the documents show. */
const COLUMNS = 130;

/** Each document is one session, on a database of its own that has just been seeded. */
describe('every transcript in the documents is what the shell prints', () => {
  for (const name of documents) {
    const steps = shellSteps(readFileSync(join(ROOT, name), 'utf8'));
    if (steps.length === 0) continue;
    test(`${name}, ${steps.length} inputs`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-docs-'));
      const shell = await TestShell.start({
        script: join(ROOT, 'src/repl.ts'),
        columns: COLUMNS,
        rows: 60,
        environment: { DATABASE_URL: `sqlite:${join(folder, 'docs.db')}`, NO_COLOR: '1' },
      });
      try {
        for (const { input, output, line } of steps) {
          assert.equal(await shell.enter(input), output, `${name}, line ${line}: ${input}`);
        }
        assert.equal(await shell.leave(), 0);
      } finally {
        shell.kill();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});

test('the documents have transcripts', () => {
  const counted = documents.filter((name) => shellSteps(readFileSync(join(ROOT, name), 'utf8')).length > 0);
  for (const name of ['README.md', 'docs/lesson.md', 'docs/implicit-await.md']) assert.ok(counted.includes(name), name);
});
