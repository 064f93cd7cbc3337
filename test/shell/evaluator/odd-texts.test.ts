/** Texts that ended the process, or could not be run, as fuzzing found them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Evaluator } from '../../../src/shell/evaluator/evaluator';
import { assertKept } from './compare';

const SPACES = ['\u0085', '\u00A0', '\u180E', '\u2003', '\u200B', '\u2028', '\u3000', '\uFEFF'];

describe('white space that is not ASCII', () => {
  const evaluator = new Evaluator({ baseFile: __filename });

  for (const space of SPACES) {
    const code = `U+${space.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    test(`${code} before an error is an error`, async () => {
      for (const text of [
        `!${space}]`,
        `!${space}.`,
        `Bravo !${space}.`,
        `1 -${space}]`,
        `const n: number = !${space}]`,
      ])
        await assert.rejects(evaluator.evaluate(text), SyntaxError);
    });

    test(`${code} in a string of TypeScript stays`, async () => {
      assert.equal((await evaluator.evaluate(`const text: string = '[${space}]'; text`)).value, `[${space}]`);
    });
  }

  test('between words of TypeScript it is white space', async () => {
    assert.equal((await evaluator.evaluate('const\u00A0n:\u3000number\uFEFF= 1;\u2028n')).value, 1);
  });
});

describe('names that are words elsewhere', () => {
  for (const text of [
    'try { throw { a: 1 } } catch ({ ...arguments }) { log(arguments.a) }',
    'try { throw 1 } catch (arguments) { log(arguments) }',
    'for (let arguments of [1, 2]) log(arguments)',
    'for (const { ...arguments } of [{ a: 1 }]) log(arguments.a)',
    '((let, ...[a]) => log(let, a))(1, 2)',
    'log((function (let, [a]) { return let + a })(1, [2]))',
    '({ arguments } = { arguments: 1 }); log(arguments)',
    '(async (arguments) => log(arguments))(1)',
    '(async ({ arguments }, b = arguments) => log(b))({ arguments: 1 })',
  ]) {
    test(text, async () => void (await assertKept(text)));
  }
});
