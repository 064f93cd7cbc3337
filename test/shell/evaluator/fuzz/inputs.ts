import * as fc from 'fast-check';
import { anyText } from './grammar';

/** How deep a text may be nested by repetition: far beyond the stack of the parser. */
const DEEPEST = 6_000;

/** What a text falls apart into, roughly as JavaScript's tokens: nothing is lost, and no text is refused. */
const TOKENS =
  /\s+|[A-Za-z_$][\w$]*|\d[\w.]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|=>|\?\.|\?\?=?|\.\.\.|[=!]==?|[&|+*<>-]{1,3}=?|[\s\S]/g;

/** Pairs of texts between which anything may stand, many times over. */
const NESTS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['{a:', '}'],
  ['f(', ')'],
  ['(() => ', ')'],
  ['(async () => await ', ')'],
  ['`${', '}`'],
  ['1+', ''],
  ['!', ''],
  ['a.b', ''],
  ['a?', ':0'],
  ['if (1) ', ''],
  ['function f() {', '}'],
  ['class K { static x = ', ' }'],
  ['[1].map(x => ', ')'],
  ['try {', '} finally {}'],
  ['l: {', '}'],
  ['<T>', ''],
  ['await ', ''],
  ['', ';'],
  ['', '.then(x => x)'],
  ['', '?.a'],
];
const CHARACTERS = [
  ...'(){}[]`\'"/\\.,;:?=<>+-*!&|@#$0a \n\t\r\0',
  '\u2028',
  '\uFEFF',
  '\u{1F600}',
  '\uD800',
  '\u200D',
  '<!--',
  '-->',
  '#!',
  '/*',
  '*/',
  '//',
];

/**
 * Everything that is put through the evaluator.
 * @param texts what people have written.
 */
export function inputs(texts: readonly string[]): fc.Arbitrary<string> {
  const written = fc.constantFrom(...texts);
  const any = fc.oneof({ weight: 3, arbitrary: written }, { weight: 2, arbitrary: anyText });
  const all = fc.oneof(
    { weight: 3, arbitrary: written },
    { weight: 9, arbitrary: anyText },
    { weight: 5, arbitrary: byTokens(any, written) },
    { weight: 3, arbitrary: byCharacters(any) },
    { weight: 1, arbitrary: nested(fc.oneof(fc.constantFrom('', '1', 'a', 'Employee.find()'), anyText)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 30 }).map((all) => all.join('')) },
  );
  return all.filter((text) => !SPOILING.test(text));
}

/** What takes from the shell, and from Node, what no program can do without: how lists are gone through, and promises. */
const SPOILING = /prototype\s*(\[\s*Symbol\.iterator|\.then\b)/;

const place = fc.nat({ max: 1_000_000 });

/** Once to three times: a token goes, comes twice, moves, or another text's comes in its place; or the rest is another text's. */
function byTokens(text: fc.Arbitrary<string>, other: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat({ max: 5 }), place, place);
  return fc.tuple(text, other, fc.array(change, { minLength: 1, maxLength: 3 })).map(([from, second, changes]) => {
    let tokens = tokensOf(from);
    const others = tokensOf(second);
    for (const [kind, first, next] of changes) {
      if (tokens.length === 0 || others.length === 0) break;
      const [here, there] = [first % tokens.length, next % tokens.length];
      const strange = others[next % others.length] ?? '';
      if (kind === 0) tokens.splice(here, 1 + (next % 3));
      else if (kind === 1) tokens.splice(here, 0, tokens[here] ?? '');
      else if (kind === 2) [tokens[here], tokens[there]] = [tokens[there] ?? '', tokens[here] ?? ''];
      else if (kind === 3) tokens[here] = strange;
      else if (kind === 4) tokens.splice(here, 0, ` ${strange} `);
      else tokens = [...tokens.slice(0, here), ...others.slice(next % others.length)];
    }
    return tokens.join('');
  });
}

function tokensOf(text: string): string[] {
  return text.match(TOKENS) ?? [];
}

/** Once to three times: characters go, come in, come twice, or change places; or the rest goes. */
function byCharacters(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat({ max: 4 }), place, fc.constantFrom(...CHARACTERS));
  return fc.tuple(text, fc.array(change, { minLength: 1, maxLength: 3 })).map(([from, changes]) => {
    let made = from;
    for (const [kind, number, character] of changes) {
      const here = made.length === 0 ? 0 : number % made.length;
      const length = 1 + (number % 7);
      const [before, after] = [made.slice(0, here), made.slice(here)];
      if (kind === 0) made = before + after.slice(length);
      else if (kind === 1) made = before + character + after;
      else if (kind === 2) made = before + after.slice(0, length) + after;
      else if (kind === 3)
        made = before + after.slice(length, 2 * length) + after.slice(0, length) + after.slice(2 * length);
      else made = before;
    }
    return made;
  });
}

function nested(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const times = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: DEEPEST }));
  const nest = fc.tuple(fc.constantFrom(...NESTS), times, fc.boolean());
  return fc.tuple(text, nest).map(([inner, [[open, close], count, isClosed]]) => {
    return open.repeat(count) + inner + (isClosed ? close.repeat(count) : '');
  });
}
