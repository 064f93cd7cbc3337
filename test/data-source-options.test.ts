import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import {
  DatabaseUrlError,
  dataSourceOptions,
  describeConnectionError,
  describeDatabase,
  maskPassword,
} from '../src/data-source-options';

const options = (url?: string) => dataSourceOptions({ DATABASE_URL: url });

function refusal(url: string): string {
  try {
    options(url);
  } catch (error) {
    assert.ok(error instanceof DatabaseUrlError);
    return error.message;
  }
  throw new Error(`${url} was taken`);
}

describe('DATABASE_URL', () => {
  test('without it, the file in the project, wherever the process runs', () => {
    const file = path.resolve(__dirname, '..', 'data', 'app.db');
    for (const url of [undefined, '', '  ']) assert.equal(options(url).database, file);
    const before = process.cwd();
    process.chdir(path.parse(before).root);
    try {
      assert.equal(options().database, file);
    } finally {
      process.chdir(before);
    }
  });

  test('sqlite: a path, relative to the current directory, or memory', () => {
    assert.equal(options('sqlite:some/file.db').database, path.resolve('some/file.db'));
    assert.equal(options('sqlite:/some/file.db').database, '/some/file.db');
    assert.equal(options('sqlite:///some/file.db').database, '/some/file.db');
    assert.equal(options('sqlite::memory:').database, ':memory:');
  });

  test('postgres and mysql, with all parts and with few', () => {
    const all = options('postgres://ann:s%20cret@db.example:6543/shop') as unknown as Record<string, unknown>;
    assert.deepEqual(
      [all.type, all.host, all.port, all.username, all.password, all.database],
      ['postgres', 'db.example', 6543, 'ann', 's cret', 'shop'],
    );
    const few = options('postgresql://localhost/shop') as unknown as Record<string, unknown>;
    assert.deepEqual(
      [few.type, few.host, few.port, few.username, few.password],
      ['postgres', 'localhost', 5432, undefined, undefined],
    );
    const maria = options('mariadb://root@[::1]/shop') as unknown as Record<string, unknown>;
    assert.deepEqual([maria.type, maria.host, maria.port, maria.username], ['mariadb', '::1', 3306, 'root']);
    assert.equal(options('mysql://h/shop').type, 'mysql');
  });

  test('a socket and TLS by parameter', () => {
    assert.equal(
      (options('postgres:///shop?host=/var/run/postgresql') as { host?: string }).host,
      '/var/run/postgresql',
    );
    assert.deepEqual((options('postgres://h/shop?sslmode=no-verify') as { ssl?: unknown }).ssl, {
      rejectUnauthorized: false,
    });
    assert.deepEqual((options('mariadb://h/shop?sslmode=require') as { ssl?: unknown }).ssl, {
      rejectUnauthorized: true,
    });
    assert.equal((options('postgres://h/shop?sslmode=disable') as { ssl?: unknown }).ssl, undefined);
  });

  test('what is wrong is said in one line', () => {
    const urls = [
      'oracle://h/x',
      'nonsense',
      'sqlite:',
      'postgres://h',
      'mysql://h/',
      'postgres://u:p@h:port/x',
      'mysql://h/x?ssl=1',
      'postgres://h/x?sslmode=maybe',
    ];
    for (const url of urls) {
      const message = refusal(url);
      assert.match(message, /^DATABASE_URL /);
      assert.doesNotMatch(message, /\n/);
    }
    assert.match(refusal('mysql://h/x?ssl=1'), /unknown parameter "ssl"/);
    assert.match(refusal('oracle://h/x'), /postgres:\/\/, mysql:\/\/, mariadb:\/\/ or sqlite:PATH/);
  });

  test('no password in a message, also where the URL is not well-formed', () => {
    const urls = [
      'oracle://ann:hunter2@h/x',
      'postgres://ann:hunter2@h',
      'postgres://ann:hunter2@h:port/x',
      'postgres://ann:hunter2/with/slashes@h/x?q=1',
      'postgres://ann:hunt@er2@h/x?q=1',
      'mysql://ann:hunter2#hash@h/x',
      'mysql://h/x?password=hunter2',
    ];
    for (const url of urls) assert.doesNotMatch(refusal(url), /hunt|er2|slashes|hash/, url);
  });
});

test('maskPassword keeps everything else', () => {
  assert.equal(maskPassword('postgres://ann:x@h:1/db?a=1'), 'postgres://ann:***@h:1/db?a=1');
  assert.equal(maskPassword('postgres://ann@h/db'), 'postgres://ann@h/db');
  assert.equal(maskPassword('sqlite:/a/b@c.db'), 'sqlite:/a/b@c.db');
});

test('describeDatabase', () => {
  assert.equal(describeDatabase(options('postgres://ann:x@h:1/db')), 'postgres://ann@h:1/db');
  assert.equal(describeDatabase(options('sqlite:/a/b.db')), '/a/b.db');
  assert.equal(describeDatabase(options('sqlite::memory:')), ':memory:');
});

describe('describeConnectionError', () => {
  test('one line, without the password', () => {
    const to = options('postgres://ann:hunter2@h:1/db');
    assert.equal(
      describeConnectionError(new Error('password "hunter2" is\n wrong'), to),
      'Cannot open the database postgres://ann@h:1/db: password "***" is wrong',
    );
  });

  test('the reasons inside of an AggregateError, each once; a code where there is no message', () => {
    const refused = (address: string) => Object.assign(new Error(''), { code: `ECONNREFUSED ${address}` });
    const error = new AggregateError([refused('::1'), refused('127.0.0.1'), refused('127.0.0.1')]);
    assert.match(
      describeConnectionError(error, options('mysql://h/db')),
      /: ECONNREFUSED ::1, ECONNREFUSED 127\.0\.0\.1$/,
    );
  });
});
