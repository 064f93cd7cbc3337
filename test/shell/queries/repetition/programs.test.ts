import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { onEachDatabase } from '../../../support/databases';
import { noticesOf, programsIn, shellOn, type Program } from './support';

const FLAGGED = programsIn('flagged');
const INNOCENT = programsIn('innocent');

test('there are programs of both kinds, and each flagged one says what is to be said', () => {
  assert.ok(FLAGGED.length >= 25 && INNOCENT.length >= 25);
  for (const { name, notices } of FLAGGED) assert.notDeepEqual(notices, [], name);
  for (const { name, notices } of INNOCENT) assert.deepEqual(notices, [], name);
});

onEachDatabase('Repetition', (database) => {
  let open: { readonly parts: ShellParts; readonly model: Program['model'] } | undefined;
  const close = async (): Promise<void> => {
    await open?.parts.close();
    open = undefined;
  };
  after(close);

  /** A shell on the program's model; one that nobody has written to is used again. */
  const run = async ({ model, inputs }: Program): ReturnType<typeof noticesOf> => {
    if (open?.model !== model) {
      await close();
      open = { parts: await shellOn(database, model), model };
    }
    const result = await noticesOf(open.parts, inputs);
    if (result.wrote) await close();
    return result;
  };

  for (const program of [...FLAGGED, ...INNOCENT]) {
    if (!program.on.includes(database.kind)) continue;
    const kind = program.notices.length > 0 ? 'flagged' : 'innocent';
    test(`${kind}: ${program.name}`, async () => {
      const { notices, errors } = await run(program);
      assert.deepEqual(notices, program.notices);
      if (program.name !== 'fails-in-the-middle') assert.deepEqual(errors, []);
    });
  }

  test('nothing is said when nothing is to be said of SQL', async () => {
    const program = FLAGGED.find(({ name }) => name === 'find-one-by-id')!;
    await run(program);
    const { view } = open!.parts;
    view.sql = 'quiet';
    assert.deepEqual((await run(program)).notices, []);
    view.sql = 'full';
    assert.deepEqual((await run(program)).notices, program.notices);
  });
});

/** A cure that leaves out nothing but values is code: with values it runs. */
function codeOf(notice: string): string | undefined {
  const relations = /relations: (\{.*\}) \(of (\w+)\)$/.exec(notice);
  if (relations) return `${relations[2]}.find({ relations: ${relations[1]} })`;
  const call = / : [^:]+: (\w+\..*)$/.exec(notice)?.[1];
  if (call === undefined || call.includes('…')) return undefined;
  return call
    .replaceAll('In([...])', "In(['1', '2'])")
    .replace('where: [...]', 'where: [{ id: 1 }, { id: 2 }]')
    .replace('[...]', '[]');
}

onEachDatabase('The cures', (database) => {
  for (const model of ['lesson', 'shop'] as const) {
    test(`are code that runs on the ${model}`, async () => {
      const codes = new Set(
        FLAGGED.filter((program) => program.model === model)
          .flatMap(({ notices }) => notices)
          .map(codeOf)
          .filter((code) => code !== undefined),
      );
      assert.ok(codes.size >= 5);
      const parts = await shellOn(database, model);
      try {
        for (const code of codes) {
          const outcome = await parts.session.run(code);
          assert.ok(outcome.ok, `${code}: ${outcome.text}`);
        }
      } finally {
        await parts.close();
      }
    });
  }
});
