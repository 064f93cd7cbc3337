import type * as Typeorm from 'typeorm';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEachDatabase } from '../../../support/databases';
import { change, type Schema } from './changed-model';

const ID = { type: Number, primary: true, generated: true } as const;

/** @param typeorm which copy of it, and its version. */
export function renameSuite(version: string, typeorm: typeof Typeorm): void {
  onEachDatabase(`a new migration, TypeORM ${version},`, (own) => {
    const database = { ...own, typeorm };
    const sqls = (all: readonly { readonly sql: string }[]): string => all.map(({ sql }) => sql).join('\n');

    test('a renamed column keeps what is in it, up and down', async () => {
      const of = (name: string): readonly Schema[] => [
        {
          name: 'Person',
          tableName: 'person',
          columns: { id: ID, value: { name, type: String, nullable: true }, age: { type: Number } },
        },
      ];
      const rows = {
        Person: [
          { value: 'Ann', age: 1 },
          { value: null, age: 2 },
          { value: 'Cem', age: 3 },
        ],
      };
      const values = ['Ann', null, 'Cem'];
      await change(
        database,
        { before: of('name'), after: of('full_name'), rows, choice: { given: ['person.name:full_name'] } },
        async ({ difference, after }) => {
          assert.equal(difference.losses.length, 0);
          assert.match(sqls(difference.up), /RENAME COLUMN ["`]name["`] TO ["`]full_name["`]$/);
          const found = await after.getRepository('Person').find({ order: { id: 'ASC' } });
          assert.deepEqual(
            found.map(({ value }) => value as unknown),
            values,
          );
        },
        async (before) => {
          const found = await before.getRepository('Person').find({ order: { id: 'ASC' } });
          assert.deepEqual(
            found.map(({ value }) => value as unknown),
            values,
          );
        },
      );
    });

    test('a column of a primary key, a foreign key, an index, a unique constraint and a junction', async () => {
      const of = ({
        key,
        owner,
        code,
        junction,
      }: Record<'key' | 'owner' | 'code' | 'junction', string>): readonly Schema[] => [
        {
          name: 'Owner',
          tableName: 'owner',
          columns: { id: { ...ID, name: key }, name: { type: String } },
        },
        {
          name: 'Thing',
          tableName: 'thing',
          columns: {
            id: ID,
            code: { name: code, type: String, length: '20' },
            kind: { type: String, length: '20' },
            ownerId: { name: owner, type: Number, nullable: true },
          },
          indices: [{ columns: ['code'] }],
          uniques: [{ columns: ['kind', 'code'] }],
          relations: {
            owner: {
              type: 'many-to-one',
              target: 'Owner',
              joinColumn: { name: owner, referencedColumnName: 'id' },
              onDelete: 'CASCADE',
            },
            friends: {
              type: 'many-to-many',
              target: 'Owner',
              joinTable: {
                name: 'thing_friends',
                joinColumn: { name: 'thing_id' },
                inverseJoinColumn: { name: junction },
              },
            },
          },
        },
      ];
      const before = of({ key: 'id', owner: 'owner_id', code: 'code', junction: 'owner_id' });
      const after = of({ key: 'owner_key', owner: 'holder_id', code: 'sign', junction: 'friend_id' });
      const rows = {
        Owner: [{ name: 'a' }, { name: 'b' }],
        Thing: [
          { code: 'x', kind: 'k', ownerId: 1, friends: [{ id: 1 }, { id: 2 }] },
          { code: 'y', kind: 'k', ownerId: 2, friends: [] },
          { code: 'z', kind: 'l', ownerId: null, friends: [{ id: 2 }] },
        ],
      };
      const given = [
        'owner.id:owner_key',
        'thing.owner_id:holder_id',
        'thing.code:sign',
        'thing_friends.owner_id:friend_id',
      ];
      const look = async (source: {
        getRepository: (name: string) => { find: (options: object) => Promise<unknown> };
      }) => {
        assert.deepEqual(
          JSON.parse(
            JSON.stringify(
              await source
                .getRepository('Thing')
                .find({ order: { id: 'ASC' }, relations: { owner: true, friends: true } }),
            ),
          ),
          [
            {
              id: 1,
              code: 'x',
              kind: 'k',
              ownerId: 1,
              owner: { id: 1, name: 'a' },
              friends: [
                { id: 1, name: 'a' },
                { id: 2, name: 'b' },
              ],
            },
            { id: 2, code: 'y', kind: 'k', ownerId: 2, owner: { id: 2, name: 'b' }, friends: [] },
            { id: 3, code: 'z', kind: 'l', ownerId: null, owner: null, friends: [{ id: 2, name: 'b' }] },
          ],
        );
      };
      await change(
        database,
        { before, after, rows, choice: { given } },
        async ({ after: now }) => {
          await look(now);
          await now.getRepository('Owner').save({ name: 'c' });
          await now.getRepository('Owner').delete({ name: 'c' });
        },
        look,
      );
    });

    test('a renamed table with children, a reference to itself, an enum, and a junction called after it', async () => {
      const of = (name: string, table: string): readonly Schema[] => [
        {
          name,
          tableName: table,
          columns: {
            id: ID,
            title: { type: String, length: '50', unique: true },
            state: { type: 'simple-enum', enum: ['new', 'old'], default: 'new' },
            parentId: { type: Number, nullable: true },
          },
          indices: [{ columns: ['state'] }],
          relations: {
            parent: { type: 'many-to-one', target: name, joinColumn: { name: 'parentId' } },
            tags: { type: 'many-to-many', target: 'Tag', joinTable: true },
          },
        },
        { name: 'Tag', tableName: 'tag', columns: { id: ID, name: { type: String } } },
        {
          name: 'Comment',
          tableName: 'comment',
          columns: { id: ID, postId: { type: Number } },
          relations: {
            post: { type: 'many-to-one', target: name, joinColumn: { name: 'postId' }, onDelete: 'CASCADE' },
          },
        },
      ];
      const rows = {
        Tag: [{ name: 't' }, { name: 'u' }],
        Post: [
          { title: 'a', state: 'old', parentId: null, tags: [{ id: 1 }, { id: 2 }] },
          { title: 'b', parentId: 1, tags: [{ id: 2 }] },
        ],
        Comment: [{ postId: 1 }, { postId: 1 }, { postId: 2 }],
      };
      const given = ['post:article', 'post_tags_tag:article_tags_tag', 'post_tags_tag.postId:articleId'];
      const look = (name: string) => async (source: import('typeorm').DataSource) => {
        const found = await source
          .getRepository(name)
          .find({ order: { id: 'ASC', tags: { id: 'ASC' } }, relations: { tags: true, parent: true } });
        assert.deepEqual(JSON.parse(JSON.stringify(found)), [
          {
            id: 1,
            title: 'a',
            state: 'old',
            parentId: null,
            parent: null,
            tags: [
              { id: 1, name: 't' },
              { id: 2, name: 'u' },
            ],
          },
          {
            id: 2,
            title: 'b',
            state: 'new',
            parentId: 1,
            parent: { id: 1, title: 'a', state: 'old', parentId: null },
            tags: [{ id: 2, name: 'u' }],
          },
        ]);
        assert.equal(await source.getRepository('Comment').count(), 3);
      };
      await change(
        database,
        { before: of('Post', 'post'), after: of('Article', 'article'), rows, choice: { given } },
        async ({ after }) => {
          await look('Article')(after);
          const saved = await after.getRepository('Article').save({ title: 'c', parentId: null });
          await after.getRepository('Article').delete({ id: saved.id as number });
        },
        look('Post'),
      );
    });

    test('a table of a schema, with an enum that changes too, a computed column, a check and a column that is dropped', async () => {
      const isPostgres = database.kind === 'postgres';
      const place = isPostgres ? { schema: 'other' } : {};
      const of = (
        table: string,
        state: string,
        values: readonly string[],
        more: Schema['columns'],
      ): readonly Schema[] => [
        {
          name: 'Post',
          tableName: table,
          ...place,
          columns: {
            id: ID,
            price: { type: 'int' },
            state: { name: state, type: 'simple-enum', enum: [...values], default: values[0] },
            double: {
              type: 'int',
              generatedType: 'STORED',
              asExpression: isPostgres ? '"price" * 2' : 'price * 2',
              nullable: true,
              insert: false,
              update: false,
            },
            ...more,
          },
          ...(database.kind === 'mariadb' ? {} : { checks: [{ expression: '"price" > 0' }] }),
        },
        {
          name: 'Comment',
          tableName: 'comment',
          ...place,
          columns: { id: ID, postId: { type: Number } },
          relations: {
            post: { type: 'many-to-one', target: 'Post', joinColumn: { name: 'postId' }, onDelete: 'CASCADE' },
          },
        },
      ];
      await change(
        database,
        {
          ...(isPostgres && { prepare: 'CREATE SCHEMA other' }),
          before: of('post', 'state', ['new', 'old'], { gone: { type: 'int', nullable: true } }),
          after: of('article', 'status', ['new', 'old', 'sold'], { come: { type: 'int', default: 7 } }),
          rows: { Post: [{ price: 1, state: 'old', gone: 5 }, { price: 2 }], Comment: [{ postId: 1 }, { postId: 2 }] },
          choice: { given: ['post:article', 'post.state:status'], noOthers: true },
        },
        async ({ difference, after }) => {
          assert.equal(difference.losses.length, 1);
          assert.match(difference.losses[0].text, /drops article.gone and what is in it. \(1 row with a value in it\)/);
          const found = await after.getRepository('Post').find({ order: { id: 'ASC' } });
          assert.deepEqual(
            found.map(({ price, state, double, come }) => [price, state, double, come] as unknown),
            [
              [1, 'old', 2, 7],
              [2, 'new', 4, 7],
            ],
          );
          assert.equal(await after.getRepository('Comment').count(), 2);
          await after.getRepository('Post').save({ price: 3, state: 'sold' });
          await after.getRepository('Post').delete({ price: 3 });
        },
        async (before) => assert.equal(await before.getRepository('Comment').count(), 2),
      );
    });
  });
}
