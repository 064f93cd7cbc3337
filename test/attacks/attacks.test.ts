/**
 * Programs that try to write in read-only mode, and programs that only read there.
 *
 * A program is a file in `refused/` or `allowed/`: in `any/` for every database, else for one. Its inputs are what the shell is given, with
 * an empty line between two. A refused one fails with a line that says so (where it is `// silent`, nothing hears of the error: it is
 * without effect then); an allowed one gives what its first line says. None of them changes anything, and after each the session reads
 * and still does not write.
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

onEachDatabase('read-only', (database) => {
  const programs = { refused: programsOf('refused', database.kind), allowed: programsOf('allowed', database.kind) };
  let ran: ReadonlyMap<string, Ran>;
  before(async () => void (ran = await runAll(database, programs)));
  for (const file of [...programs.refused, ...programs.allowed])
    it(path.relative(__dirname, file), () => {
      const result = ran.get(file);
      assert.ok(result, 'it did not come to its end');
      assert.deepEqual(result.problems, [], result.said);
    });
  it('has enough of them', () => {
    const held = (files: readonly string[]): number =>
      files.filter((file) => ran.get(file)?.problems.length === 0).length;
    const [refused, allowed] = [held(programs.refused), held(programs.allowed)];
    console.log(`read-only on ${database.kind}: ${refused} refused, ${allowed} allowed`);
    assert.ok(refused >= LEAST.refused && allowed >= LEAST.allowed);
  });
});

function programsOf(what: 'refused' | 'allowed', kind: string): readonly string[] {
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
