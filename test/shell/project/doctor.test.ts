import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FixtureProject } from '../../support/fixture-project';

test('--doctor says every decision and whether it works, and writes nothing', async () => {
  const project = FixtureProject.of('tsconfig-paths');
  project.write(
    'src/migrations/first.ts',
    'export class First1700000000000 { async up(): Promise<void> { throw new Error("ran"); } async down(): Promise<void> {} }\n',
  );
  project.edit('src/infrastructure/orm/source.ts', (text) =>
    text.replace('entities:', "migrationsRun: true, migrations: ['src/migrations/*.ts'], entities:"),
  );
  const { stdout, stderr, code } = await project.run({ arguments: ['--doctor'] });
  assert.equal(stderr, '');
  for (const row of [
    /^typeorm-shell {2}\d+\.\d+\.\d+ on Node \d+/m,
    /^looked for +typeorm-shell\.config.*: not there$/m,
    /the -d argument in npm script migrate: \.\/src\/infrastructure\/orm\/source\.ts$/m,
    /^typeorm +1\.\d+\.\d+ in .*node_modules\/typeorm$/m,
    /^driver +better-sqlite3 12\.\d+\.\d+ in /m,
    /^typescript +5\.9\.\d+ in .*node_modules\/typescript$/m,
    /^loader +the program of tsconfig\.json, compiled into .*\/cache\/typeorm-shell\/programs$/m,
    /^database +better-sqlite3 in memory answers$/m,
    /^notice +Switched off in this shell: migrationsRun\.$/m,
    /^entities +2, without a table: (Author, Book|Book, Author)$/m,
    /^migrations +1, pending: First1700000000000$/m,
  ])
    assert.match(stdout, row);
  assert.equal(code, 0);
});

test('--doctor of what does not work says so and ends with 1', async () => {
  const { stdout, code } = await FixtureProject.of('throwing-file').run({ arguments: ['--doctor'] });
  assert.match(stdout, /^problem +src\/data-source\.ts:4:18 cannot be loaded: no host.* LIBRARY_HOST is not set/m);
  assert.equal(code, 1);
});
