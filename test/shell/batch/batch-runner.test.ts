import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BatchRunner } from '../../../src/shell/batch/batch-runner';
import { noRooms } from '../../support/no-rooms';
import { plainSession } from '../../support/plain-shell';

test('what a command does is broken off when the shell is left, and nothing comes after it', async () => {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  let begun = (): void => {};
  const waiting = new Promise<void>((done) => (begun = done));
  const runner = new BatchRunner({
    rooms: { ...noRooms(), session: plainSession(), names: { entities: [], helpers: [], operators: [] } },
    output: { value: say, error: say, notice: say },
    commands: [
      {
        name: 'wait',
        group: 'session',
        parameters: '',
        example: '.wait',
        summary: 'waits until it is broken off',
        run: ({ breakable }) =>
          breakable(
            (stopped) =>
              new Promise<void>((_, fail) => {
                stopped.addEventListener('abort', () => fail(new Error('broken off')));
                begun();
              }),
          ),
      },
    ],
    resolvePath: (path) => path,
    keepGoing: true,
  });
  const ended = runner.runLines(['.wait', '5']);
  await waiting;
  runner.abandon();
  await ended;
  assert.deepEqual(said, []);
});
