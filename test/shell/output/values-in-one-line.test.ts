import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatValue } from '../../../src/shell/output/format-value';
import { NO_COLORS } from '../../../src/shell/output/theme';
import { Author, Book } from './fixtures/entities';
import { openLibrary } from './fixtures/library';

test('values print in one line, whatever is in them; line breaks of the class itself stay', async () => {
  const { model, dataSource } = await openLibrary();
  const show = (value: object): string => formatValue(value, { model, colors: NO_COLORS, width: 80 });
  const author = Object.assign(new Author(), { id: 1, name: 'Ann\r\nB\x1b[2J' });
  const odd = Object.assign(new Book(), { id: 1, title: 'One\nline', author });
  assert.equal(show(odd), String.raw`<Book 1, One\nline, Ann\r\nB\x1b[2J>`);
  assert.equal(
    show(Object.assign(new Book(), { title: '\n', toString: () => 'Book\n  of nothing' })),
    'Book\n  of nothing',
  );
  await dataSource.destroy();
});
