import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Evaluator } from '../../../src/shell/evaluator/evaluator';
import { isTooDeep } from '../../../src/shell/evaluator/nesting';

/** Most of these ended the process, or kept it busy for hours: not every parser looks at its stack. */
const DEEP = [
  ['[', 5_000, '1', ']'],
  ['(() => ', 5_000, '1', ')'],
  ['{ a: ', 5_000, '1', '}'],
  ['if (1) ', 5_000, '1', ''],
  ['x => ', 10_000, 'x', ''],
  ['', 20_000, '1', '.then(x => x)'],
  ['`${', 6_000, '1', ''],
  ['!', 20_000, '1', ''],
  ['1+', 20_000, '1', ''],
  ['<T>', 6_000, '1', ''],
  ['class K { static x = ', 40, '1', ' }'],
] as const;

for (const [open, count, inner, close] of DEEP) {
  for (const before of ['', 'const n: number = 1;\n']) {
    test(`${count} times ${open}…${close} ${before === '' ? '' : 'in TypeScript '}is an error, or a value, and no crash`, async () => {
      const evaluator = new Evaluator({ baseFile: __filename });
      const text = before + open.repeat(count) + inner + close.repeat(count);
      evaluator.isUnfinished(text);
      await evaluator.evaluate(text).then(
        () => {},
        (error: unknown) => assert.ok(error instanceof SyntaxError || error instanceof RangeError, String(error)),
      );
    });
  }
}

test('what people write is not too deep', () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, id) => `{ id: ${id}, tags: [['a'], ["(", '{']], f: (x: number) => [x] }`,
  );
  assert.equal(isTooDeep(`const rows: Row[] = [${rows.join(',\n')}]`), false);
  const numbers = Array.from({ length: 5_000 }, (_, n) => `-${n}.5 + (${n} < 2 ? -1 : +1)`);
  assert.equal(isTooDeep(`total = [${numbers.join(', ')}]`), false);
  assert.equal(isTooDeep(`total = ${numbers.join(' +\n')}`), false);
  assert.equal(isTooDeep(`image = \`${'ab+/='.repeat(5_000)}\``), false);
  assert.equal(isTooDeep('const f = (x) => x < 1 ? !x : -x\n'.repeat(5_000)), false);
  assert.equal(isTooDeep(`switch (a) { ${'case 1: b(); break; '.repeat(5_000)} }`), false);
  assert.equal(isTooDeep('class A { a = class B { b = class {} } }\n'.repeat(1_000)), false);
  assert.equal(isTooDeep('if (a) b(); else if (c) d();\n'.repeat(5_000)), false);
});
