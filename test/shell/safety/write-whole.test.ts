import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeTexts, writeWhole } from '../../../src/shell/safety/write-whole';
import { temporaryHome } from '../../support/test-shell';

const never = new AbortController().signal;

test('writes the texts one after the other and counts bytes', async () => {
  const folder = temporaryHome();
  const path = join(folder, 'a.txt');
  assert.equal(await writeWhole(path, ['a', 'ü', '漢\n'], never), 7);
  assert.equal(readFileSync(path, 'utf8'), 'aü漢\n');
  assert.deepEqual(readdirSync(folder), ['a.txt']);
  assert.equal(await writeWhole(path, [], never), 0);
  assert.equal(readFileSync(path, 'utf8'), '');
});

test('the file has its name only when it is whole, and keeps its mode and its link', async () => {
  const folder = temporaryHome();
  const path = join(folder, 'real.txt');
  writeFileSync(path, 'before');
  chmodSync(path, 0o600);
  symlinkSync(path, join(folder, 'link.txt'));
  function* texts(): Generator<string> {
    for (let index = 0; index < 10; index++) {
      assert.equal(readFileSync(path, 'utf8'), 'before');
      yield 'x'.repeat(50_000);
    }
  }
  await writeWhole(join(folder, 'link.txt'), texts(), never);
  assert.equal(statSync(path).size, 500_000);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder), ['link.txt', 'real.txt']);
});

test('takes no more than it writes', async () => {
  let made = 0;
  let written = 0;
  function* texts(): Generator<string> {
    for (; made < 50; made++) {
      assert.ok(made * 70_000 - written <= 2 * 70_000, 'far ahead of what is written');
      yield 'x'.repeat(70_000);
    }
  }
  const file = {
    write: async (chunk: Buffer) => {
      written += chunk.length;
      return { bytesWritten: chunk.length, buffer: chunk };
    },
  };
  assert.equal(await writeTexts(file as never, texts(), never), 50 * 70_000);
});

test('what fails, or is stopped, leaves nothing, and what was there before', async () => {
  const folder = temporaryHome();
  const path = join(folder, 'a.txt');
  writeFileSync(path, 'before');
  const stop = new AbortController();
  function* texts(end: () => void): Generator<string> {
    yield 'x'.repeat(100_000);
    assert.equal(readdirSync(folder).length, 2, 'the file beside it');
    end();
    yield 'x'.repeat(100_000);
  }
  const fail = (): never => {
    throw new Error('no row');
  };
  await assert.rejects(writeWhole(path, texts(fail), never), { message: 'no row' });
  assert.deepEqual(readdirSync(folder), ['a.txt']);
  const abort = (): void => {
    stop.abort();
    // At once: the process may be gone in the next moment.
    assert.deepEqual(readdirSync(folder), ['a.txt']);
  };
  await assert.rejects(writeWhole(path, texts(abort), stop.signal), { name: 'AbortError' });
  await assert.rejects(writeWhole(path, [], stop.signal), { name: 'AbortError' });
  assert.deepEqual(readdirSync(folder), ['a.txt']);
  assert.equal(readFileSync(path, 'utf8'), 'before');
});

test('nothing is left listening', async () => {
  const listeners = process.listenerCount('exit');
  function* texts(): Generator<string> {
    assert.equal(process.listenerCount('exit'), listeners + 1);
    yield 'x';
  }
  await writeWhole(join(temporaryHome(), 'a.txt'), texts(), never);
  await assert.rejects(writeWhole(join(temporaryHome(), 'no', 'a.txt'), ['x'], never), { code: 'ENOENT' });
  assert.equal(process.listenerCount('exit'), listeners);
});

test('a disk that is full is told', { skip: !existsSync('/dev/full') && 'there is no /dev/full' }, async () => {
  const full = await open('/dev/full', 'w');
  try {
    await assert.rejects(writeTexts(full, ['x'], never), { code: 'ENOSPC' });
  } finally {
    await full.close();
  }
});

test('what is no file stays what it is', async () => {
  const folder = temporaryHome();
  mkdirSync(join(folder, 'a.csv'));
  symlinkSync('/dev/null', join(folder, 'null.csv'));
  for (const name of ['a.csv', 'null.csv'])
    await assert.rejects(writeWhole(join(folder, name), ['x'], never), { message: /is no file/ });
  assert.deepEqual(readdirSync(folder), ['a.csv', 'null.csv']);
});
