import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InterruptedError } from '../../src/shell/evaluator/evaluator';
import { NO_QUERIES } from '../../src/shell/queries/query-log';
import { Session, type LineObserver, type Printer } from '../../src/shell/session';
import { PlainEvaluator } from '../support/plain-evaluator';

interface Made {
  readonly session: Session;
  readonly log: string[];
}

function made({ observer, printer }: { observer?: Partial<LineObserver>; printer?: Partial<Printer> } = {}): Made {
  const log: string[] = [];
  const session = new Session({
    evaluator: new PlainEvaluator({ Employee: class Employee {}, log: (text: string) => void log.push(text) }),
    observer: {
      startLine: () => log.push('start'),
      endLine: () => log.push('end'),
      beforePrint: () => undefined,
      takeNotices: () => [],
      ...observer,
    },
    printer: {
      shown: () => [],
      queries: ({ count }) => (count === 0 ? [] : [`${count} queries`]),
      value: (value) => JSON.stringify(value),
      error: (error, position) => `${String(error)} at ${position?.fileName}:${position?.line}`,
      ...printer,
    },
  });
  return { session, log };
}

test('an outcome holds the value and its text; undefined has none', async () => {
  const { session } = made();
  const nothing = { notices: [], queries: NO_QUERIES, queryLines: [] };
  assert.deepEqual(await session.run('[1, 2].length'), { ok: true, value: 2, text: '2', ...nothing });
  assert.deepEqual(await session.run('undefined'), { ok: true, value: undefined, text: undefined, ...nothing });
});

test('a line begins and ends once, also when it fails', async () => {
  const { session, log } = made();
  await session.run("log('one')");
  await session.run('nothing');
  assert.deepEqual(log, ['start', 'one', 'end', 'start', 'end']);
});

test('what a value needs to print itself is there before it is printed, and the line lasts until then', async () => {
  const log: string[] = [];
  const { session } = made({
    observer: {
      endLine: () => log.push('end'),
      beforePrint: async (values) => {
        await Promise.resolve();
        log.push(`loaded ${JSON.stringify(values)}`);
      },
    },
    printer: { shown: (value) => [value, 'shown'], value: () => `printed after ${log.length}` },
  });
  const outcome = await session.run('1');
  assert.equal(outcome.text, 'printed after 1');
  assert.deepEqual(log, ['loaded [1,"shown"]', 'end']);
});

test('_ is the last value, _error the last error; undefined does not replace a value', async () => {
  const { session } = made();
  await session.run('6 * 7');
  await session.run('undefined');
  assert.equal((await session.run('_')).text, '42');
  await session.run('throw new Error("first")');
  assert.equal((await session.run('_error.message')).text, '"first"');
  assert.equal((await session.run('_')).text, '"first"');
});

test('_ that the person declared is theirs', async () => {
  const { session } = made();
  await session.run('var _ = "mine"');
  await session.run('1');
  assert.equal((await session.run('_')).text, '"mine"');
});

test('an error is told with its place in the whole input', async () => {
  const { session } = made();
  const outcome = await session.run('1\n  nothing', { fileName: '<stdin>', firstLine: 10 });
  assert.equal(outcome.ok, false);
  assert.equal(outcome.text, 'ReferenceError: nothing is not defined at <stdin>:11');
});

test('notices: of names taken over, and of the observer', async () => {
  const { session } = made({ observer: { takeNotices: () => ['Employee has no property nmae'] } });
  assert.deepEqual((await session.run('var Employee = 1')).notices, [
    "Employee now means yours, not the shell's.",
    'Employee has no property nmae',
  ]);
  assert.deepEqual((await session.run('nothing')).notices, ['Employee has no property nmae']);
});

test('an interruption ends waiting for a value', async () => {
  const { session } = made();
  const running = session.run('new Promise(() => {})');
  session.interrupt();
  const outcome = await running;
  assert.ok(!outcome.ok && outcome.interrupted && outcome.error instanceof InterruptedError);
  assert.equal(outcome.text, 'Interrupted.');
  assert.equal((await session.run('1')).text, '1');
});

test('an interruption also ends the loading that printing waits for', async () => {
  let asked = (): void => {};
  const loading = new Promise<void>((resolve) => (asked = resolve));
  const { session } = made({
    observer: {
      beforePrint: () => {
        asked();
        return new Promise(() => {});
      },
    },
  });
  const running = session.run('1');
  await loading;
  session.interrupt();
  const outcome = await running;
  assert.ok(!outcome.ok && outcome.interrupted);
});

test('an interruption while somebody looks at an input keeps it from running', async () => {
  const { session, log } = made();
  session.beforeInput = () => new Promise(() => {});
  const running = session.run("log('ran')");
  session.interrupt();
  const outcome = await running;
  assert.ok(!outcome.ok && outcome.interrupted);
  session.beforeInput = undefined;
  await session.run("log('the next one')");
  assert.deepEqual(log, ['start', 'the next one', 'end']);
});

test('an interruption when nothing runs does nothing', async () => {
  const { session } = made();
  session.interrupt();
  assert.equal((await session.run('1')).text, '1');
});

test('inputs that ran are kept for .save, those that failed are not', async () => {
  const { session } = made();
  for (const input of ['1', 'nothing', '2']) await session.run(input);
  assert.deepEqual(session.inputs, ['1', '2']);
});
