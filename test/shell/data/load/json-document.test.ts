import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonDocument } from '../../../../src/shell/data/load/read/json-document';

/** What is heard of a document that comes in pieces. */
function heard(pieces: readonly string[]): readonly unknown[] {
  const said: unknown[] = [];
  const document = new JsonDocument({
    key: (name, line) => {
      said.push([name, line]);
      return name === 'head' ? 'object' : 'list';
    },
    object: (name, text, line) => void said.push([name, JSON.parse(text), line]),
  });
  for (const piece of pieces) document.write(piece);
  return [...said, document.place];
}

const DOCUMENT = `\n{ "head": {"a": "}"},
"a \\"b\\\\": [
{"text":"\\\\\\" ] } \\u0041","list":[[{}],"{"]} ,
  {
    "n": 1
  }
],"empty":[]
}
`;

test('objects are found with their lines, whatever the pieces are', () => {
  const all = [
    ['head', 2],
    ['head', { a: '}' }, 2],
    ['a "b\\', 3],
    ['a "b\\', { text: '\\" ] } A', list: [[{}], '{'] }, 4],
    ['a "b\\', { n: 1 }, 5],
    ['empty', 8],
    'end',
  ];
  for (let size = 1; size <= DOCUMENT.length; size++) {
    const pieces = Array.from({ length: Math.ceil(DOCUMENT.length / size) }, (_, at) =>
      DOCUMENT.slice(at * size, (at + 1) * size),
    );
    assert.deepEqual(heard(pieces), all, `pieces of ${size}`);
  }
});

test('of any document all objects are found', () => {
  const rows = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })));
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), rows),
      fc.nat(4),
      fc.integer({ min: 1, max: 40 }),
      (tables, indent, size) => {
        fc.pre(!('head' in tables));
        const text = JSON.stringify(tables, undefined, indent);
        const found = heard(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []);
        const objects = found.filter((each) => Array.isArray(each) && each.length === 3) as [string, unknown][];
        const expected = Object.entries(JSON.parse(text) as typeof tables).flatMap(([name, list]) =>
          list.map((each) => [name, each]),
        );
        assert.deepEqual(
          objects.map(([name, value]) => [name, value]),
          expected,
        );
        assert.equal(found.at(-1), 'end');
      },
    ),
  );
});

test('what is no such document says what should come, and of one that is cut off it is known', () => {
  const problems: readonly (readonly [string, RegExp])[] = [
    ['[]', /begin with \{/],
    ['{1', /a name in quotes has to come, or \}/],
    ['{"a":[],}', /a name in quotes has to come$/],
    ['{"a" []', /a colon has to come/],
    ['{"a":{}', /has no list of rows under "a"/],
    ['{"a":[1]', /an object has to come, or \]/],
    ['{"a":[{},]', /an object has to come$/],
    ['{"a":[{}{}', /a comma has to come, or \]/],
    ['{"a":[]"b"', /a comma has to come, or \}/],
    ['{}{}', /nothing may come behind the end/],
  ];
  for (const [text, problem] of problems) assert.throws(() => heard([text]), problem, text);
  for (let length = 2; length < DOCUMENT.length - 2; length++)
    assert.equal(heard([DOCUMENT.slice(0, length)]).at(-1), 'middle');
  assert.deepEqual(heard([' \n']), ['start']);
});
