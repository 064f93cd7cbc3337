import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { lesson } from './support/lesson';
import { programs } from './support/programs';

const SEED = 20_261_126;

test('whatever is cut out of a program or put into it, completing does not throw', async (t) => {
  const completing = await lesson(['employee1 = Employee.findOneBy({ id: 1 })']);
  const texts = programs().map(({ text }) => text);
  const piece = fc.constantFrom(
    ...[
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      '`',
      '${',
      "'",
      '"',
      '/',
      '//',
      '/*',
      '*/',
      '.',
      '?.',
      '=>',
      '<',
      '>',
      ': ',
      ' as ',
      '\\',
      '\n',
      '…',
      '😀',
      '\u2028',
      ' ',
    ],
    'employee1.',
    'Employee.find({ where: { ',
    "Employee.createQueryBuilder('e').where('e.",
    'sql`select ',
    'async ',
    'class A { ',
    '#x',
  );
  const nat = fc.nat({ max: 400 });
  let completed = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      nat,
      fc.nat({ max: 20 }),
      fc.array(piece, { maxLength: 4 }),
      nat,
      (text, at, cut, put, where) => {
        const start = at % (text.length + 1);
        const edited = text.slice(0, start) + put.join('') + text.slice(start + cut);
        const cursor = where % (edited.length + 1);
        const { from, to, suggestions } = completing.at(`${edited.slice(0, cursor).replaceAll('|', '')}|`);
        if (suggestions.length === 0) return;
        completed++;
        assert.ok(from <= to);
      },
    ),
    { seed: SEED, numRuns: 3_000 },
  );
  assert.ok(completed > 0);
  t.diagnostic(`something to suggest in ${completed}`);
  await completing.parts.close();
});
