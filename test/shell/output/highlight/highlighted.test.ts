import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highlighted } from '../../../../src/shell/output/highlight/highlighted';
import { NO_COLORS, type Colors } from '../../../../src/shell/output/theme';

const MARKED: Colors = {
  ...NO_COLORS,
  level: 1,
  magenta: (text) => `<${text}>`,
  green: (text) => `"${text}"`,
  yellow: (text) => `#${text}#`,
  dim: (text) => `~${text}~`,
};

test('words, texts, numbers and comments are told apart; templates whole', () => {
  assert.equal(
    highlighted("// why\nconst a = { b: 1 }; return 'x' + `y ${a.b} z`;", MARKED),
    '~// why~\n<const> a = { b: #1# }; <return> "\'x\'" + "`y ${"a.b"} z`";',
  );
});

test('taken without its colours the text is the same', () => {
  const text = "import { a } from 'a';\nif (`${{ b: `c${1}` }.b}` === /x/.source) a();";
  assert.equal(highlighted(text, NO_COLORS), text);
  assert.equal(highlighted(text, { ...MARKED, magenta: same, green: same, yellow: same, dim: same }), text);
});

function same(text: string): string {
  return text;
}
