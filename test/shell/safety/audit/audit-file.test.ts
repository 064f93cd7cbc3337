import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { AuditFile } from '../../../../src/shell/safety/audit/audit-file';
import { runTypeScript } from '../../../support/run';
import { temporaryHome } from '../../../support/test-shell';

function place(): string {
  return join(temporaryHome(), 'audit.ndjson');
}

const open = (path: string): AuditFile => AuditFile.open(path, 'audit.ndjson');
const numbers = (path: string): unknown[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { number: unknown }).number);

test('is made for its owner alone, and only ever gets longer', () => {
  const path = place();
  const file = open(path);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  file.write({ number: 1, text: 'two\nlines' }, true);
  chmodSync(path, 0o644);
  const other = open(path);
  assert.equal(statSync(path).mode & 0o777, 0o600, 'that others may read it is mended');
  other.write({ number: 2 }, false);
  file.write({ number: 3 }, true);
  assert.deepEqual(numbers(path), [1, 2, 3]);
});

describe('where it cannot be opened, one line says why', () => {
  for (const [title, prepare, message] of [
    [
      'no folder',
      (path: string) => rmSync(join(path, '..'), { recursive: true }),
      /cannot be written: its folder is not there, and nothing runs without it\.$/,
    ],
    ['a folder', (path: string) => mkdirSync(path), /cannot be written: it is a directory, and/],
    [
      'a symbolic link',
      (path: string) => symlinkSync('/etc/passwd', path),
      /is a symbolic link: name the file that it leads to\.$/,
    ],
    ['a pipe', (path: string) => spawnSync('mkfifo', [path]), /is a pipe, which keeps nothing: name a file\.$/],
  ] as const) {
    test(title, () => {
      const path = place();
      prepare(path);
      assert.throws(() => open(path), { name: 'UserError', hint: undefined, message });
    });
  }
});

test('a full disk', () => {
  assert.throws(() => AuditFile.open('/dev/full', '/dev/full').write({}, true), {
    message: 'The audit file /dev/full cannot be written: the disk is full, and nothing runs without it.',
  });
});

test('goes on in the file that has taken its name, and in none that was taken away', () => {
  const path = place();
  const file = open(path);
  file.write({ number: 1 }, true);
  renameSync(path, `${path}.1`);
  assert.throws(() => file.write({ number: 2 }, true), {
    message: 'The audit file audit.ndjson is gone, and nothing runs without it.',
  });
  assert.ok(!existsSync(path), 'who takes it away has to put one there');
  writeFileSync(path, '');
  file.write({ number: 3 }, true);
  assert.deepEqual([numbers(`${path}.1`), numbers(path)], [[1], [3]]);
  assert.equal(statSync(path).mode & 0o777, 0o600);
});

test('a file that may not be written any more takes nothing, though it is open', async () => {
  const path = place();
  const { stdout, stderr } = await runTypeScript('test/support/audit-as-nobody.ts', process.env, [path]);
  assert.equal(
    stdout,
    'The audit file audit.ndjson cannot be written: permission denied, and nothing runs without it.\n',
    stderr,
  );
  assert.deepEqual(numbers(path), [1]);
});
