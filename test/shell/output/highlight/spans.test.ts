import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeTokens } from '../../../../src/shell/output/highlight/code-tokens';
import { codeSpans } from '../../../../src/shell/output/highlight/spans';

function spans(text: string): readonly string[] {
  const found = codeSpans(codeTokens(text), new Set(['Employee']));
  return found.map(({ from, to, style }) => `${style} ${text.slice(from, to)}`);
}

for (const [name, text, expected] of [
  ['words of the language', 'const a = await new B()', ['keyword const', 'keyword await', 'keyword new']],
  ['properties called like them', 'a.delete(b?.new, { class: 1 })', ['number 1']],
  ['words that are names as well', 'type A = B; type = of', ['keyword type']],
  ['async', 'async () => async', ['keyword async']],
  ['values', 'null ?? true', ['null null', 'boolean true']],
  ['entities, but no property of that name', 'Employee.find(a.Employee)', ['entityName Employee']],
  ['a string whose end is still to come', "f('a b", ["string 'a b"]],
  ['a string that a line ends', "'a\nconst", ["string 'a", 'keyword const']],
  ['a template whose end is still to come', '`a ${1} b', ['string `a ${', 'number 1', 'string } b']],
  ['a comment whose end is still to come', '1 /* const', ['number 1', 'dim /* const']],
  ['a regular expression and a division', 'a / b / /c/g', ['string /c/g']],
] as const) {
  test(`colours ${name}`, () => assert.deepEqual(spans(text), expected));
}

test('any text has tokens, one behind the other, and spans in order', () => {
  const pieces = fc.constantFrom(
    '`',
    '${',
    '}',
    "'",
    '"',
    '/',
    '*',
    '\n',
    'a',
    ' ',
    '1',
    '(',
    ')',
    '\\',
    '#',
    '@',
    '漢',
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const tokens = codeTokens(text);
      assert.equal(tokens.map((token) => token.text).join(''), text);
      let at = 0;
      for (const { from, to } of codeSpans(tokens)) {
        assert.ok(from >= at && to > from);
        at = to;
      }
    }),
  );
});
