import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseErdWords } from '../../../src/shell/erd/request';

const ALL = { depth: 1, force: false };

for (const [words, request] of [
  [[], ALL],
  [['Employee'], { ...ALL, entity: 'Employee' }],
  [['Employee', '--depth', '2'], { ...ALL, entity: 'Employee', depth: 2 }],
  [['--depth=0', 'employee_meetings'], { ...ALL, entity: 'employee_meetings', depth: 0 }],
  [['model.html'], { ...ALL, file: 'model.html' }],
  [['-o', 'model.MMD', '--force'], { depth: 1, force: true, file: 'model.MMD' }],
  [['Employee', 'docs/model.svg'], { ...ALL, entity: 'Employee', file: 'docs/model.svg' }],
] as const) {
  test(`.erd ${words.join(' ')}`, () => assert.deepEqual(parseErdWords(words), request));
}

for (const [words, message, hint] of [
  [['model.pdf'], 'There is no diagram of the kind .pdf.', /\.mmd.*\.dot.*\.svg and \.html/],
  [['-o', 'model'], 'model has no extension that says what to write.', /\.svg/],
  [['--dept', '2'], '.erd has no option --dept: did you mean --depth?', undefined],
  [['--zzz'], '.erd has no option --zzz.', /--depth/],
  [['--depth', '2'], '--depth says how far from an entity.', /Employee/],
  [['Employee', '--depth', 'two'], '--depth takes a number of relations, not two.', undefined],
  [['Employee', '--depth', '-1'], '--depth takes a number of relations, not -1.', undefined],
  [['-o'], '-o of .erd needs a value.', undefined],
  [['A', 'B'], 'A diagram is of everything or around one entity: B is one too many.', undefined],
  [['a.svg', '-o', 'b.svg'], 'A diagram is written to one file: b.svg is one too many.', undefined],
] as const) {
  test(`.erd ${words.join(' ')} is wrong`, () =>
    assert.throws(() => parseErdWords(words), { name: 'UserError', message, ...(hint === undefined ? {} : { hint }) }));
}
