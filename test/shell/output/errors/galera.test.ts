/** What a cluster of MariaDB's says, without one: see test/clusters/ for those that run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeError } from '../../../../src/shell/output/errors/describe-error';

function failed(query: string, driverError: object): Error {
  return Object.assign(new Error('it failed'), { name: 'QueryFailedError', query, driverError });
}

function fromServer(errno: number, sqlMessage: string): object {
  return { errno, code: 'ER_SOME', message: sqlMessage, sqlMessage };
}

const DEADLOCK = fromServer(1213, 'Deadlock found when trying to get lock; try restarting transaction');

for (const [what, error, title] of [
  [
    'rows that another node has changed',
    failed('UPDATE employees SET name = ? WHERE id = 1', DEADLOCK),
    'Two transactions were in each other’s way, so the database ended this one.',
  ],
  [
    'a commit that another node was before',
    failed('COMMIT', DEADLOCK),
    'Another node of the cluster has changed the same rows first, so the commit was refused.',
  ],
  [
    'a node without the others',
    failed('SELECT 1', fromServer(1047, 'WSREP has not yet prepared node for application use')),
    'This node of the Galera cluster takes no statements: it is cut off from the others, or catches up with them.',
  ],
  [
    'a write on one',
    failed(
      'INSERT INTO t VALUES (1)',
      fromServer(1180, 'Error while appending (provider status: Not connected to Primary Component)'),
    ),
    'This node of the Galera cluster takes no statements: it is cut off from the others, or catches up with them.',
  ],
  ['another error of that number', failed('SELECT 1', fromServer(1047, 'Unknown command')), 'it failed'],
] as const)
  test(what, () => assert.equal(describeError(error).title, title));

test('a write whose connection was reset may have been done', () => {
  const reset = { code: 'ECONNRESET', errno: -104, message: 'read ECONNRESET' };
  const described = describeError(failed('INSERT INTO t VALUES (1)', reset));
  assert.equal(described.title, 'The database closed the connection.');
  assert.match(described.advice ?? '', /look whether it was done before you run it again/);
  assert.match(describeError(failed('SELECT 1', reset)).advice ?? '', /^Run it again/);
});
