import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as typeorm from 'typeorm';
import { onEachDatabase } from '../../../support/databases';
import { change, type Schema } from './changed-model';

const ID = { type: Number, primary: true, generated: true } as const;

onEachDatabase(
  'a table that is made anew',
  (own) => {
    const database = { ...own, typeorm };
    const of = (columns: Schema['columns'], log = 'text'): readonly Schema[] => [
      { name: 'Post', tableName: 'post', columns: { id: ID, title: { type: String }, ...columns } },
      { name: 'Log', tableName: 'log', columns: { id: ID, text: { name: log, type: String } } },
    ];
    const also = [
      'CREATE VIEW titles AS SELECT title FROM post',
      'CREATE VIEW long_titles AS SELECT title FROM titles JOIN post USING (title) WHERE length(title) > 3',
      'CREATE TRIGGER written AFTER INSERT ON post BEGIN INSERT INTO log (text) VALUES (new.title); END',
      'CREATE TRIGGER logged AFTER INSERT ON log BEGIN UPDATE post SET title = upper(title) WHERE title = new.text; END',
    ];
    const rows = { Post: [{ title: 'abcd' }] };

    test('keeps its triggers, and the views and triggers that name it', async () => {
      await change(
        database,
        { before: of({}), after: of({ size: { type: Number, default: 1 } }), rows, also },
        async ({ after }) => {
          await after.getRepository('Post').save({ title: 'efgh' });
          assert.deepEqual(await after.query('SELECT title FROM long_titles ORDER BY 1'), [
            { title: 'EFGH' },
            { title: 'abcd' },
          ]);
          assert.equal(await after.getRepository('Log').count(), 1);
        },
      );
    });

    test('with a rename they are told as lost, and come again on the way back', async () => {
      const after = of({ size: { type: Number, default: 1 } }, 'message');
      await change(
        database,
        { before: of({}), after, rows, also, choice: { given: ['log.text:message'] } },
        async ({ difference }) =>
          assert.deepEqual(
            difference.losses.map(({ text }) => text),
            ['view titles', 'view long_titles', 'trigger written', 'trigger logged'].map(
              (what) => `Loses the ${what}, which names what is renamed: make it again at the end.`,
            ),
          ),
      );
    });
  },
  ['sqlite'],
);
