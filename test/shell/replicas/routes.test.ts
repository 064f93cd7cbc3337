import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Routes } from '../../../src/shell/replicas/routes';
import { fakeReplication, FakeServer, giveBack } from './fake-servers';

describe('routes between a primary and two standbys', () => {
  let primary: FakeServer;
  let one: FakeServer;
  let two: FakeServer;
  let routes: Routes<string>;
  let now: number;

  beforeEach(() => {
    giveBack();
    now = 0;
    primary = new FakeServer('p', 'primary');
    one = new FakeServer('s1', 'standby');
    two = new FakeServer('s2', 'standby');
    routes = new Routes(fakeReplication([primary, one, two]), undefined, () => now);
  });

  /** Where the read of a line goes, and what is said. */
  async function read(): Promise<readonly [string, ...string[]]> {
    routes.startLine();
    return [await routes.read(), ...routes.takeNotices()];
  }

  async function write(): Promise<string> {
    const connection = await routes.write();
    primary.at++;
    giveBack();
    return connection;
  }

  test('reads stay on one standby, and go where the person wants them', async () => {
    for (let count = 0; count < 3; count++) assert.deepEqual(await read(), ['s1']);
    routes.use('primary');
    assert.deepEqual(await read(), ['p']);
    routes.use('standby');
    assert.deepEqual(await read(), ['s1']);
  });

  test('what was written is read: on a standby that shows it, else where it was written', async () => {
    assert.equal(await write(), 'p');
    assert.deepEqual(await read(), ['p']);
    two.at = 1;
    assert.deepEqual(await read(), ['s2']);
    one.at = 1;
    assert.deepEqual(await read(), ['s2']);
    await write();
    assert.deepEqual(await read(), ['p']);
    assert.deepEqual([one.taken, two.taken], [0, 2], 'what was not used is given back');
  });

  test('within a line a standby is asked once, for a second, and again for each write', async () => {
    await read();
    for (let count = 0; count < 9; count++) await routes.read();
    assert.equal(one.asked, 1);
    now = 2_000;
    await routes.read();
    assert.equal(one.asked, 2);
    await write();
    one.at = 1;
    await routes.read();
    await routes.read();
    assert.equal(one.asked, 3);
    await read();
    assert.equal(one.asked, 4);
  });

  test('also what was written on a connection that was not given back', async () => {
    await routes.write();
    assert.deepEqual(await read(), ['s1']);
    primary.at++;
    assert.deepEqual(await read(), ['p']);
    giveBack();
    assert.deepEqual(await read(), ['p']);
    one.at = 1;
    assert.deepEqual(await read(), ['s1']);
  });

  test('each that does not answer is told once, and asked again after a while', async () => {
    await read();
    one.answers = false;
    assert.deepEqual(await read(), ['s2', 'standby s1 does not answer: reads go to standby s2.']);
    assert.deepEqual(await read(), ['s2']);
    two.answers = false;
    assert.deepEqual(await read(), ['p', 'standby s2 does not answer: reads go to primary p.']);
    now = 60_000;
    assert.deepEqual(await read(), ['p']);
    one.answers = true;
    assert.deepEqual(await read(), ['p'], 'it was asked a moment ago');
    now = 120_000;
    assert.deepEqual(await read(), ['s1', 'Reads go to standby s1 again.']);
  });

  test('both at once', async () => {
    one.answers = two.answers = false;
    assert.deepEqual(await read(), ['p', 'standby s1 and standby s2 do not answer: reads go to primary p.']);
    one.answers = true;
    routes.use('standby');
    assert.deepEqual(await read(), ['s1', 'Reads go to standby s1 again.']);
  });

  test('a standby that is late is told of once, and once more when it has caught up meanwhile', async () => {
    one.behind = 12.4;
    assert.deepEqual(await read(), ['s1', 'standby s1 is at most 12 s behind: .use primary reads what is true now.']);
    one.behind = 300;
    assert.deepEqual(await read(), ['s1']);
    one.behind = 0.1;
    assert.deepEqual(await read(), ['s1']);
    one.behind = 300;
    assert.deepEqual(await read(), ['s1', 'standby s1 is at most 5 min behind: .use primary reads what is true now.']);
  });

  test('one that was promoted beside the primary is not read from', async () => {
    one.role = 'primary';
    assert.deepEqual(await read(), [
      's2',
      's1 is no standby any more: it takes writes of its own. Reads go elsewhere as long as the primary answers.',
    ]);
    assert.deepEqual(await read(), ['s2']);
    assert.equal(one.taken, 0);
  });

  test('writes stay with the one that they went to, as long as it answers; then they go to one that was promoted', async () => {
    two.role = 'primary';
    assert.equal(await write(), 'p');
    routes.takeNotices();
    primary.answers = false;
    assert.equal(await routes.write(), 's2');
    assert.deepEqual(routes.takeNotices(), ['primary p takes no writes: they go to primary s2 from now on.']);
    primary.answers = true;
    assert.equal(await routes.write(), 's2', 'two that take writes would part');
  });

  test('where none takes writes, what connecting to the first one says is thrown', async () => {
    primary.answers = false;
    await assert.rejects(routes.write(), /ECONNREFUSED p/);
    assert.deepEqual([one.taken, two.taken], [0, 0]);
  });

  test('a primary that is away lets reads go on, which may lack what was written last: told once', async () => {
    await write();
    primary.answers = false;
    assert.deepEqual(await read(), [
      's1',
      'The primary does not answer: what standby s1 shows may lack what was written last.',
    ]);
    assert.deepEqual(await read(), ['s1']);
  });

  test('a primary without a connection left is not waited for', async () => {
    await write();
    primary.full = true;
    assert.equal(await routes.read(), 's1');
  });

  test('the facts, and what is said when a shell opens', async () => {
    two.answers = false;
    one.behind = 0.25;
    primary.at = 1;
    assert.deepEqual(await routes.facts(), [
      { name: 'primary p', role: 'primary', behind: 0, isRead: false, isWritten: true },
      { name: 'standby s1', role: 'standby', behind: 0.25, isRead: true, isWritten: false },
      { name: 'standby s2', role: undefined, behind: undefined, isRead: false, isWritten: false },
    ]);
    assert.deepEqual(await routes.opening(false), [
      'Reads go to standby s1, at most 0.3 s behind. .use primary reads where writes go.',
      'standby s2 does not answer.',
    ]);
    assert.deepEqual(await routes.opening(true), ['standby s2 does not answer.']);
    one.at = 1;
    assert.equal((await routes.facts())[1]?.behind, 0, 'it shows all that the primary has');
    assert.deepEqual(await read(), ['s1'], 'what was said already is not said again');
  });
});

describe('routes between nodes that all take writes', () => {
  test('go on to one that is ready, before a statement is sent', async () => {
    const nodes = ['a', 'b', 'c'].map((name) => new FakeServer(name, 'node'));
    const [a, b, c] = nodes as [FakeServer, FakeServer, FakeServer];
    const routes = new Routes(fakeReplication([a, b, c], true));
    assert.deepEqual([await routes.write(), await routes.read()], ['a', 'b']);
    a.role = 'not ready';
    b.answers = false;
    routes.startLine();
    assert.equal(await routes.write(), 'c');
    assert.deepEqual(routes.takeNotices(), ['node a takes no writes: they go to node c from now on.']);
    c.role = 'not ready';
    routes.startLine();
    assert.equal(await routes.write(), 'c', 'none is ready: the node says so itself');
    assert.equal(a.taken, 1);
  });
});
