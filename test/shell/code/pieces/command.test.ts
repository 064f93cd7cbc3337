import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { codeCommand } from '../../../../src/shell/commands/code';
import type { CommandContext } from '../../../../src/shell/commands/command';
import { noRooms } from '../../../support/no-rooms';
import { plainSession } from '../../../support/plain-shell';
import { temporaryHome, TestShell } from '../../../support/test-shell';

test('.code says when nothing has run, and what it takes', async () => {
  const context = { ...noRooms(), session: plainSession() } as unknown as CommandContext;
  await assert.rejects(async () => codeCommand.run(context, ''), { message: /^Nothing has run yet/ });
  await assert.rejects(async () => codeCommand.run(context, 'al'), { message: '.code takes all or nothing, not al.' });
});

test('.code in a terminal: coloured, refused in one line, and a line that failed is no last line', async () => {
  const home = temporaryHome();
  const shell = await TestShell.start({
    script: resolve(__dirname, '../../../../src/repl.ts'),
    columns: 130,
    rows: 60,
    home,
    environment: { DATABASE_URL: `sqlite:${join(home, 'code.db')}` },
  });
  await shell.enter('Employee.findOneBy({ id: 1 }).name');
  await shell.enter('nothing.at.all');
  const printed = await shell.enter('.code');
  assert.match(
    printed,
    /^import \{ dataSource \} from '.*';\nimport \{ Employee \} from '.*';\n\nexport async function run\(\)/,
  );
  assert.match(printed, /findOneByOrFail\(\{ id: 1 \}\)\)\.name;\n\}$/);
  // eslint-disable-next-line no-control-regex
  assert.match(shell.raw, /\x1b\[35mexport\x1b\[39m/);
  await shell.enter('new Set(Employee.find().flatMap(employee => employee.meetings)).size');
  assert.equal(
    await shell.enter('.code'),
    'This cannot be taken into a program as it is: it gathers Meeting objects that several entities lead to.\nIn the shell a row is one object, a find gives each entity its own: compare their keys.',
  );
  assert.equal(await shell.leave(), 0);
});
