import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TestShell } from '../support/test-shell';
import { shellSteps, type Step } from './transcripts';

const ROOT = resolve(__dirname, '../..');

/** The width that the documents show. */
const COLUMNS = 130;

/** The one whose transcripts need clusters: those are in test/clusters/. */
export const CLUSTERS = join('docs', 'clusters.md');

/** The documents, by their path from the root of the repository. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => join('docs', name)),
].filter((name) => name.endsWith('.md') && name !== CLUSTERS);

/** The one whose transcripts ask TypeScript. */
export const TYPES = join('docs', 'types.md');

export function textOf(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8');
}

/** Enters what a document says, in one session in a folder of its own, on a database that has just been seeded. */
export async function runDocument(
  document: string,
  each: (step: Step, printed: string) => void,
): Promise<{ readonly exitCode: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'typeorm-shell-docs-'));
  const shell = await TestShell.start({
    script: join(ROOT, document === TYPES ? 'test/support/patient-repl.ts' : 'src/repl.ts'),
    folder,
    columns: COLUMNS,
    rows: 60,
    environment: { DATABASE_URL: `sqlite:${join(folder, 'docs.db')}`, NO_COLOR: '1' },
  });
  try {
    for (const step of shellSteps(textOf(document))) {
      assert.equal(shell.line, step.prompt.trimEnd(), `the prompt before ${step.input}`);
      each(step, await shell.enterAll(step.input, answersIn(step)));
    }
    return { exitCode: await shell.leave() };
  } finally {
    shell.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the document shows as answers to questions of the shell. */
function answersIn({ output }: Step): readonly string[] {
  return [...output.matchAll(/\? \(y\/N\) (.+)$/gm)].map(([, answer = '']) => answer);
}

/** The text without how long things took: `0.8 ms` is `N ms`. */
export function timeless(text: string): string {
  return text.replace(/\b[\d.,]+ m?s\b/g, 'N ms');
}
