import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleFor } from '../../../src/shell/commands/example';
import { fileName, optionBehind, quotedName } from '../../../src/shell/commands/file-argument';
import { leadingOptions, oneOf, wordsAndOptions } from '../../../src/shell/commands/options';

const USAGE = { command: 'path', options: { all: 'flag', max: 'number' } } as const;

for (const [argument, values, rest] of [
  ['', { all: false, max: undefined }, ''],
  ['a --all', { all: false, max: undefined }, 'a --all'],
  ['--all  --max 2 a  b', { all: true, max: 2 }, 'a  b'],
  ['--max=12 --all', { all: true, max: 12 }, ''],
  ['-- --all', { all: false, max: undefined }, '--all'],
  ['-x', { all: false, max: undefined }, '-x'],
] as const) {
  test(`options that stand first: ${JSON.stringify(argument)}`, () =>
    assert.deepEqual(leadingOptions(argument, USAGE), { values, rest }));
}

for (const [argument, values, words] of [
  ['a --max 3 b --all', { all: true, max: 3 }, ['a', 'b']],
  ['--max=3 a', { all: false, max: 3 }, ['a']],
  ['', { all: false, max: undefined }, []],
] as const) {
  test(`options between words: ${JSON.stringify(argument)}`, () =>
    assert.deepEqual(wordsAndOptions(argument, USAGE), { values, words }));
}

test('an option of one letter, and one that takes a word', () => {
  const usage = { command: 'draw', options: { n: 'number', o: 'word', output: 'word' } } as const;
  for (const [argument, values, rest] of [
    ['-n 3 -1', { n: 3, o: undefined, output: undefined }, '-1'],
    ['-n3 --output=a=b x', { n: 3, o: undefined, output: 'a=b' }, 'x'],
    ['-n=3 -o -x', { n: 3, o: '-x', output: undefined }, ''],
  ] as const)
    assert.deepEqual(leadingOptions(argument, usage), { values, rest });
  assert.deepEqual(wordsAndOptions(['a b', '-o', 'c d'], usage).words, ['a b']);
  assert.throws(() => leadingOptions('-o', usage), { message: '-o of .draw needs a value.' });
  assert.throws(() => wordsAndOptions('-x', usage), {
    message: '.draw has no option -x.',
    hint: /^It has -n and -o and/,
  });
  assert.throws(() => leadingOptions('-n x', usage), { message: '-n takes a number, not x.' });
});

for (const [argument, message, hint] of [
  ['--al a', '.path has no option --al: did you mean --all?', undefined],
  ['--zzz=1', '.path has no option --zzz.', 'It has --all and --max.'],
  ['--max', '--max takes a number.', 'Such as --max 10'],
  ['--max=', '--max takes a number.', 'Such as --max 10'],
  ['--max x', '--max takes a number, not x.', 'Such as --max 10'],
  ['--max 0', '--max takes a number, not 0.', 'Such as --max 10'],
  ['--all=yes', '--all of .path takes no value.', undefined],
  ['--constructor', '.path has no option --constructor.', 'It has --all and --max.'],
] as const) {
  test(`wrong options: ${argument}`, () => {
    for (const read of [leadingOptions, wordsAndOptions])
      assert.throws(() => read(argument, USAGE), { name: 'UserError', message, hint });
  });
}

test('one of a few words, and the one that was meant', () => {
  assert.equal(oneOf('pager', 'on', ['on', 'off']), 'on');
  for (const [word, message] of [
    ['of', '.pager takes on or off, not of: did you mean off?'],
    ['onn', '.pager takes on or off, not onn: did you mean on?'],
    ['o', '.pager takes on or off, not o.'],
    ['maybe so', '.pager takes on or off, not maybe so.'],
  ] as const)
    assert.throws(() => oneOf('pager', word, ['on', 'off']), { name: 'UserError', message });
});

test('an option behind the file is found, and the argument with it in front', () => {
  const options = { force: 'flag', raw: 'flag' } as const;
  assert.deepEqual(optionBehind('a.csv --force f()', options), { option: '--force', moved: '--force a.csv f()' });
  assert.deepEqual(optionBehind('"a b.csv" --raw', options), { option: '--raw', moved: '--raw "a b.csv"' });
  for (const argument of ['a.csv', 'a.csv --count', 'a.csv f(--force)', 'a.csv --forced'])
    assert.equal(optionBehind(argument, options), undefined, argument);
});

test('a name in quotes is read as it was', () => {
  for (const name of ['a.ts', 'a b.ts', '--force', "'a'", '"a"']) assert.equal(fileName(quotedName(name)), name);
});

test('examples name entities of the project', () => {
  assert.equal(exampleFor('.path Employee Project', ['Employee', 'Project', 'User']), '.path Employee Project');
  assert.equal(exampleFor('.path Employee Project', ['Author', 'Book']), '.path Author Book');
  assert.equal(exampleFor('.path Employee Project', ['Author']), '.path Author Author');
  assert.equal(
    exampleFor('.save-result employees.csv Employee.find()', ['User']),
    '.save-result employees.csv User.find()',
  );
  assert.equal(exampleFor('.schema Employee', []), '.schema Employee');
});
