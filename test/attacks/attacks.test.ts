/**
 * Programs that try to write in read-only mode, programs that only read there, and programs that try to leave something behind a sandbox.
 *
 * A program is a file in `refused/`, `allowed/` or `sandbox/`: in `any/` for every database, else for one. Its inputs are what the shell is given, with
 * an empty line between two. A refused one fails with a line that says so (where it is `// silent`, nothing hears of the error: it is
 * without effect then); an allowed one gives what its first line says. None of them changes anything, and after each the session reads
 * and still does not write. Of one in the sandbox nothing is there when the shell is left.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, it } from 'node:test';
import { onEachDatabase, type TestDatabase } from '../support/databases';
import { ROOT } from '../support/run';
import type { Ran } from './support/run-attacks';

const LEAST = { refused: 60, allowed: 40 };

onEachDatabase('attacks', (database) => {
  const [refused, allowed, sandbox] = (['refused', 'allowed', 'sandbox'] as const).map((what) =>
    programsOf(what, database.kind),
  );
  const programs = { refused, allowed, sandbox };
  let ran: ReadonlyMap<string, Ran>;
  before(async () => void (ran = await runAll(database, programs)));
  for (const file of [...refused, ...allowed, ...sandbox])
    it(path.relative(__dirname, file), () => {
      const result = ran.get(file);
      assert.ok(result, 'it did not come to its end');
      assert.deepEqual(result.problems, [], result.said);
    });
  it('has enough of them', () => {
    const held = (files: readonly string[]): number =>
      files.filter((file) => ran.get(file)?.problems.length === 0).length;
    console.log(`read-only on ${database.kind}: ${held(refused)} refused, ${held(allowed)} allowed`);
    console.log(`sandbox on ${database.kind}: nothing stays of ${held(sandbox)}`);
    assert.ok(held(refused) >= LEAST.refused && held(allowed) >= LEAST.allowed);
  });
});

function programsOf(what: 'refused' | 'allowed' | 'sandbox', kind: string): readonly string[] {
  return ['any', kind].flatMap((folder) => {
    const place = path.join(__dirname, what, folder);
    return readdirSync(place)
      .sort()
      .map((name) => path.join(place, name));
  });
}

async function runAll(database: TestDatabase, programs: object): Promise<ReadonlyMap<string, Ran>> {
  const { kind, url } = database;
  const outside = path.join(tmpdir(), `typeorm-shell-outside-${process.pid}-${kind}`);
  const setup = path.join(__dirname, 'setup', `${kind}.sql`);
  const child = spawn(
    process.execPath,
    [
      '-r',
      path.join(ROOT, 'scripts/ts.cjs'),
      path.join(__dirname, 'support/run-attacks.ts'),
      kind,
      url,
      outside,
      setup,
    ],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
  child.stdin.end(JSON.stringify(programs));
  await new Promise((done) => child.once('close', done));
  const lines = written.split('\n').filter((line) => line.startsWith('{"file"'));
  return new Map(lines.map((line) => JSON.parse(line) as Ran).map((each) => [each.file, each]));
}
