import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { cacheFolder } from '../../../src/shell/project/cache-folder';
import { FixtureProject } from '../../support/fixture-project';

let folder: string;
const own = (): string => join(folder, `typeorm-shell-${userInfo().uid}`, 'programs');
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cache-folder-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test("the user's cache directory, made for this user alone", () => {
  const made = cacheFolder({ XDG_CACHE_HOME: join(folder, 'cache'), HOME: folder }, folder);
  assert.equal(made, join(folder, 'cache/typeorm-shell/programs'));
  assert.equal(statSync(made).mode & 0o777, 0o700);
  assert.equal(
    cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: folder }, folder),
    join(folder, '.cache/typeorm-shell/programs'),
  );
});

test('without a home: a folder of this user among the temporary files', () => {
  assert.equal(cacheFolder({}, folder), own());
  assert.equal(cacheFolder({}, folder), own());
});

test('a place that cannot be a folder is left', () => {
  writeFileSync(join(folder, 'file'), '');
  assert.equal(cacheFolder({ XDG_CACHE_HOME: join(folder, 'file') }, folder), own());
});

test('what others could have put there is not run: a link, a folder that anybody may write', () => {
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'elsewhere'), join(own(), '..'));
  const alone = cacheFolder({}, folder);
  assert.notEqual(alone, own());
  assert.notEqual(cacheFolder({}, folder), alone);
  rmSync(join(own(), '..'));
  mkdirSync(own(), { recursive: true });
  chmodSync(own(), 0o777);
  assert.notEqual(cacheFolder({}, folder), own());
});

test('a damaged cache is as good as none', async () => {
  const project = FixtureProject.of('commonjs-ts5');
  const run = () => project.run({ arguments: ['-e', 'Author.name'] });
  assert.equal((await run()).stdout, "'Author'\n");
  const programs = join(project.home, 'cache/typeorm-shell/programs');
  const [program = ''] = readdirSync(programs);
  for (const damaged of ['[]', '{"inputs":{}}', '{"gener']) {
    writeFileSync(join(programs, program, 'program.json'), damaged);
    assert.deepEqual((await run()).stdout, "'Author'\n", damaged);
  }
});
