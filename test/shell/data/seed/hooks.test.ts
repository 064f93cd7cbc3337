/** What a project says of made rows in its settings. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ObjectLiteral } from 'typeorm';
import type { ProjectSeed } from '../../../../src/shell/data/seed/hooks';
import { UserError } from '../../../../src/shell/user-error';
import { columns } from '../../shapes/models/columns';
import { embedded } from '../../shapes/models/embedded';
import { inheritance } from '../../shapes/models/inheritance';
import { SeededShape } from './support/seeded-shape';

async function seeded(
  make: typeof columns,
  seed: ProjectSeed,
  counts: readonly string[],
): Promise<readonly ObjectLiteral[]> {
  const shape = await SeededShape.open(make, { seed });
  try {
    await shape.seed(counts);
    return await shape.dataSource.getRepository<ObjectLiteral>(counts[0].replace(/=.*/, '')).find();
  } finally {
    await shape.close();
  }
}

test('values of its own, by functions and as they are; through transformers, in embedded objects', async () => {
  const things = await seeded(
    columns,
    {
      Thing: {
        sku: ({ index, random }) => `ITEM-${index}${random.hex(2)}`,
        words: ['one', 'two'],
        hot: true,
        title: ({ index }) => (index % 2 === 0 ? null : undefined),
      },
    },
    ['Thing=10'],
  );
  assert.equal(things.length, 10);
  for (const { sku, words, hot } of things) {
    assert.match(String(sku), /^ITEM-\d[\dA-F]{2}$/);
    assert.deepEqual(words, ['one', 'two']);
    assert.equal(hot, true);
  }
  const towns = await seeded(embedded, { Customer: { 'address.street': '1 Main Road' } }, ['Customer=3']);
  for (const { address } of towns) assert.equal((address as { readonly street: string }).street, '1 Main Road');
});

test('those of a class hold for the classes below it in the same table', async () => {
  const contents = await seeded(inheritance, { Content: { title: 'Upper' }, Poll: { title: 'Lower' } }, ['Content=6']);
  for (const each of contents) assert.equal(each.title, each.constructor.name === 'Poll' ? 'Lower' : 'Upper');
});

test('what cannot be is told in a line', async () => {
  for (const [seed, message] of [
    [{ Thign: {} }, /^"seed" names no entity: Thign\.\nDid you mean "Thing"\?/],
    [{ Thing: { skuu: 1 } }, /^"seed" names no column of Thing: skuu\.\nDid you mean "sku"\?/],
    [{ Thing: { parts: [] } }, /^"seed" names no column of Thing: parts\.\n/],
    [{ Thing: 'all' as never }, /^"seed" of Thing is no object\.\nFor example: seed: \{ Thing: \{/],
    [{ Thing: { sku: () => Promise.resolve('x') } }, /^"seed" of Thing\.sku gives a promise\.\n/],
    [
      {
        Thing: {
          sku: () => {
            throw new Error('no idea');
          },
        },
      },
      /^"seed" of Thing\.sku failed: no idea\n/,
    ],
    [{ Thing: { sku: 'always the same' } }, /^There are no more values for sku of Thing, .*: 1 row is possible\.\n/],
  ] as const) {
    await assert.rejects(
      seeded(columns, seed, ['Thing=3']),
      (error) => error instanceof UserError && message.test(`${error.message}\n${error.hint}`),
      String(message),
    );
  }
});
