/** Rows that need others: what is made beside what was asked for, in which order, and what cannot be. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ObjectLiteral } from 'typeorm';
import { UserError } from '../../../../src/shell/user-error';
import { composite } from '../../shapes/models/composite';
import { views } from '../../shapes/models/views';
import { hardColumns, hardRelations } from './support/hard';
import { SeededShape, type SeededOptions } from './support/seeded-shape';

async function opened(work: (shape: SeededShape) => Promise<void>, options: SeededOptions = {}): Promise<void> {
  const shape = await SeededShape.open(hardRelations, options);
  try {
    await work(shape);
  } finally {
    await shape.close();
  }
}

/** Without the rate, which is another each time. */
const told = (printed: readonly string[]): readonly string[] => printed.slice(0, -1);

async function refused(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return `${error.message}\n${error.hint}`;
  }
  return assert.fail('it was not refused');
}

describe('what rows need', () => {
  test('is made too, and told', () =>
    opened(async (shape) => {
      assert.deepEqual(told(await shape.seed(['Passport=10'])), [
        '2 rows of Land, which Person needs',
        '10 rows of Person, which Passport needs',
        '10 rows of Passport',
      ]);
    }));

  test('is taken from what is there', () =>
    opened(async (shape) => {
      await shape.seed(['Person=30']);
      assert.deepEqual(told(await shape.seed(['Passport=10'], '2')), ['10 rows of Passport']);
      assert.deepEqual(told(await shape.seed(['Flat=1'], '3')).slice(0, 1), ['1 row of Flat']);
      // Where no two may lead to the same one, of those that are there some may be taken.
      const printed = told(await shape.seed(['Passport=25'], '4'));
      assert.deepEqual(printed.slice(0, 2), ['25 rows of Person, which Passport needs', '25 rows of Passport']);
    }));

  test('is enough where no two rows may have one pair', () =>
    opened(async (shape) => {
      await shape.seed(['Visa=40']);
      assert.equal(await shape.dataSource.getRepository('Visa').count(), 40);
      await shape.seed(['Person=3', 'Land=2'], '2');
    }));

  test('are all the pairs that there are, and no more', () =>
    opened(async (shape) => {
      await shape.seed(['Land=4', 'Person=5', 'Visa=20']);
      assert.equal(await shape.dataSource.getRepository('Visa').count(), 20);
      assert.equal(
        await refused(shape.seed(['Visa=1'], '2')),
        'There are no more values for personId, landId of Visa, which no two rows may share: 0 rows are possible.\nAsk for fewer, or for more rows of what it leads to. Nothing was written.',
      );
    }));

  test('may need it in turn, where one of them need not at first', () =>
    opened(async (shape) => {
      await shape.seed(['Person=20', 'Flat=20', 'Passport=20', 'Land=1']);
      const people = await shape.dataSource
        .getRepository<ObjectLiteral>('Person')
        .find({ relations: { home: { owner: true }, latest: true, land: true } });
      const homes = people.filter(({ home }) => home !== null).length;
      assert.ok(homes > 10 && homes <= 20, String(homes));
      const latest = people.flatMap((each) => ((each.latest as ObjectLiteral | null)?.id as number) ?? []);
      assert.ok(latest.length > 5);
      assert.equal(new Set(latest).size, latest.length);
    }));

  test('goes together where two relations share a column', () =>
    opened(async (shape) => {
      await shape.seed(['Team=20', 'Place=20']);
      await shape.dataSource.query('UPDATE team SET tenant = id % 3 WHERE id > 0');
      await shape.dataSource.query('UPDATE place SET tenant = id % 2 WHERE id > 0');
      await shape.seed(['Match=50'], '2');
      assert.deepEqual(await shape.dataSource.query('PRAGMA foreign_key_check'), []);
      const rows: readonly ObjectLiteral[] = await shape.dataSource.query('SELECT * FROM match');
      assert.equal(rows.filter(({ tenant, place }) => tenant === 2 && place !== null).length, 0);
      assert.ok(rows.filter(({ place }) => place !== null).length > 10);
    }));

  test('cannot be each other', () =>
    opened(async (shape) => {
      assert.equal(
        await refused(shape.seed(['Hen=3'])),
        'Each of these needs another to be there before it: Hen -> Egg -> Hen.\nMake one of the columns nullable, or write the first rows yourself. Nothing was written.',
      );
      assert.equal(
        await refused(shape.seed(['Worm=3'])),
        'Worm.parent has to lead to a row of Worm, and there is none.\nWrite the first row yourself. Nothing was written.',
      );
    }));
});

test('the same number makes the same rows', async () => {
  const contents = async (number: string): Promise<string> => {
    let text = '';
    await opened(async (shape) => {
      await shape.seed(['Visa=30', 'Flat=20', 'Passport=10'], number);
      for (const name of shape.entities) {
        const metadata = shape.parts.model.metadataOfTarget(shape.parts.model.entities.get(name))!;
        text += JSON.stringify(await shape.dataSource.query(`SELECT * FROM ${metadata.tableName}`));
      }
    });
    return text;
  };
  assert.equal(await contents('7'), await contents('7'));
  assert.notEqual(await contents('7'), await contents('8'));
});

test('a failure in the end leaves nothing behind, and names the entity and what the database says', async () => {
  const shape = await SeededShape.open(hardColumns);
  try {
    await shape.dataSource.query(
      "CREATE TRIGGER never BEFORE INSERT ON numbered BEGIN SELECT RAISE(ABORT, 'not today'); END",
    );
    const message = await refused(shape.seed(['Everything=10', 'Numbered=3']));
    assert.match(message, /^Rows of Numbered cannot be made: .*not today.*\n.*Nothing was written\.$/);
    assert.equal(await shape.dataSource.getRepository('Everything').count(), 0);
    // No transaction is left open.
    await shape.dataSource.query('DROP TRIGGER never');
    await shape.seed(['Numbered=3']);
  } finally {
    await shape.close();
  }
});

test('what is no entity is told with what is near', () =>
  opened(async (shape) => {
    assert.equal(await refused(shape.seed(['Persn=3'])), 'There is no entity Persn.\nDid you mean Person?');
  }));

test('what has no rows of its own is refused: views, and tables that TypeORM keeps', async () => {
  for (const [make, word, message] of [
    [views, 'WriterStats', 'WriterStats is a view: it has no rows of its own.'],
    [composite, 'line_offers', 'line_offers is a table that TypeORM keeps by itself.'],
  ] as const) {
    const shape = await SeededShape.open(make);
    try {
      assert.ok((await refused(shape.seed([`${word}=3`]))).startsWith(`${message}\n`));
    } finally {
      await shape.close();
    }
  }
});

test('more than a column can tell apart is refused', async () => {
  const shape = await SeededShape.open(hardColumns);
  try {
    await shape.seed(['Coin=1']);
    assert.equal(
      await refused(shape.seed(['Numbered=5', 'Coin=2'], '2')),
      'There are no more values for side of Coin, which no two rows may share: 1 row is possible.\nAsk for fewer, or for more rows of what it leads to. Nothing was written.',
    );
    assert.equal(await shape.dataSource.getRepository('Numbered').count(), 0);
  } finally {
    await shape.close();
  }
});
