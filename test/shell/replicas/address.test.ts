import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf } from '../../../src/shell/replicas/address';
import { placeInLog } from '../../../src/shell/replicas/postgres-replication';

test('where a server is, without who asks and a password', () => {
  for (const [options, address] of [
    [{ host: 'db', port: 5433 }, 'db:5433'],
    [{ host: 'db' }, 'db:5432'],
    [{}, 'localhost:5432'],
    [{ url: 'postgres://ann:secret@db.example/shop' }, 'db.example:5432'],
    [{ url: 'postgres://ann:secret@db.example:6000/shop' }, 'db.example:6000'],
    [{ url: 'postgres:///shop?host=/run/postgresql' }, '/run/postgresql:5432'],
    [{ url: 'postgres://ann:sec/ret@@db' }, 'its URL'],
    [{ socketPath: '/run/mysqld/mysqld.sock' }, '/run/mysqld/mysqld.sock'],
  ] as const)
    assert.equal(addressOf(options, 5432), address);
});

test('places in a log of PostgreSQL in their order', () => {
  const places = ['0/0', '0/9', '0/A', '0/10', '0/FFFFFFFF', '1/0', '9/FF', '10/0'];
  const sorted = [...places].sort((a, b) => (placeInLog(a) < placeInLog(b) ? -1 : 1));
  assert.deepEqual(sorted, places);
});
