import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseRenames, type RenameChoice } from '../../../../src/shell/migrations/new/choose-renames';
import { renameText } from '../../../../src/shell/migrations/new/renames';
import type { ColumnShape, TableShape } from '../../../../src/shell/migrations/new/shape';

/** `post(id:int*, title:text, authorId:int>author)`: a star for the primary key, what stands behind > is referred to. */
function table(text: string): TableShape {
  const [, name = '', list = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  const columns = list.split(', ').map((each): ColumnShape => {
    const [, column = '', type = '', star, target] = /^(\w+):(\w+)(\*)?(?:>(\w+))?$/.exec(each) ?? [];
    return {
      name: column,
      type,
      isPrimary: star !== undefined,
      isComputed: false,
      ...(target === undefined ? {} : { references: `public.${target}` }),
    };
  });
  return { key: `public.${name}`, name, columns };
}

async function choose(found: readonly string[], wanted: readonly string[], choice: Partial<RenameChoice> = {}) {
  const sides = { found: found.map(table), wanted: wanted.map(table) };
  const { all } = await chooseRenames(sides, { given: [], noOthers: false, ...choice });
  return all.map(renameText);
}

describe('which of what is gone and new is a rename', () => {
  test('nothing is asked where nothing could be one', async () => {
    assert.deepEqual(await choose(['a(id:int*, x:int)'], ['a(id:int*, y:text)']), []);
    assert.deepEqual(await choose(['a(id:int*, x:int)'], ['a(id:int*, x:int)', 'b(id:int*)']), []);
  });

  test('where nobody can be asked the candidates are named', async () => {
    await assert.rejects(choose(['a(id:int*, x:int)'], ['a(id:int*, y:int)']), {
      message: 'This looks like a rename: a.x:a.y.',
      hint: 'Say --rename a.x:a.y or --no-rename if it is none.',
    });
    await assert.rejects(choose(['a(id:int*, x:int, name:text)'], ['a(id:int*, y:int, title:text)']), {
      message: 'These look like renames: a.x:a.y, a.name:a.title.',
    });
    await assert.rejects(choose(['staff(id:int*, name:text)'], ['employees(id:int*, name:text)']), {
      message: 'This looks like a rename: staff:employees.',
    });
    assert.deepEqual(await choose(['a(id:int*, x:int)'], ['a(id:int*, y:int)'], { noOthers: true }), []);
  });

  test('a person is asked, the likeliest first, and no more than has to be', async () => {
    const asked: string[] = [];
    const confirm = async (question: string): Promise<boolean> => {
      asked.push(question);
      return true;
    };
    const renames = await choose(
      ['a(id:int*, name:text, code:text)'],
      ['a(id:int*, country_code:text, full_name:text)'],
      {
        confirm,
      },
    );
    assert.deepEqual(renames, ['a.name → full_name', 'a.code → country_code']);
    assert.deepEqual(asked, ['Is it a rename, a.name → full_name?', 'Is it a rename, a.code → country_code?']);
  });

  test('who says no is not asked the same again', async () => {
    const asked: string[] = [];
    const confirm = async (question: string): Promise<boolean> => {
      asked.push(question);
      return false;
    };
    assert.deepEqual(await choose(['a(id:int*, x:int)'], ['a(id:int*, y:int, z:int)'], { confirm }), []);
    assert.equal(new Set(asked).size, 2);
    assert.equal(asked.length, 2);
  });

  test('the tables that hang on a renamed one are asked about with it', async () => {
    const renames = await choose(
      ['post(id:int*, title:text)', 'tag(id:int*)', 'post_tags(postId:int*>post, tagId:int*>tag)'],
      ['article(id:int*, title:text)', 'tag(id:int*)', 'article_tags(articleId:int*>article, tagId:int*>tag)'],
      { confirm: async () => true },
    );
    assert.deepEqual(renames, ['post → article', 'post_tags → article_tags', 'article_tags.postId → articleId']);
  });

  test('a foreign key is none to another table under another name', async () => {
    const found = ['a(id:int*, owner:int>user)', 'user(id:int*)', 'team(id:int*)'];
    assert.deepEqual(await choose(found, ['a(id:int*, group:int>team)', 'user(id:int*)', 'team(id:int*)']), []);
  });

  test('what is given counts whatever its type, with the table as it is or will be', async () => {
    assert.deepEqual(await choose(['a(id:int*, x:int)'], ['a(id:int*, y:text)'], { given: ['a.x:y'] }), ['a.x → y']);
    const renames = await choose(['a(id:int*, x:int)'], ['b(id:int*, y:text)'], { given: ['a.x:b.y', 'a:b'] });
    assert.deepEqual(renames, ['a → b', 'b.x → y']);
    assert.deepEqual(await choose(['a(id:int*, x:int)'], ['b(id:int*, y:text)'], { given: ['a:b', 'b.x:y'] }), renames);
  });

  for (const [given, message] of [
    ['a.x', '--rename takes OLD:NEW, not a.x.'],
    ['a.q:a.y', '--rename a.q:a.y: a has no column q in the database.'],
    ['a.x:a.q', '--rename a.x:a.q: no entity has a column a.q.'],
    ['a.x:c.y', '--rename a.x:c.y: a column stays in its table.'],
    ['a.id:a.y', '--rename a.id:a.y: the entity still has id.'],
    ['a.x:a.id', '--rename a.x:a.id: id is in the database already.'],
    ['a:c', '--rename a:c: there is an entity for a, so it is not gone.'],
    ['q:c', '--rename q:c: there is no table q in the database.'],
    ['old:q', '--rename old:q: no entity has a table q.'],
    ['old:a', '--rename old:a: a is in the database already.'],
    ['nowhere.x:y', '--rename nowhere.x:y: nowhere is not a table that is in the database and has an entity.'],
  ] as const)
    test(`--rename ${given} is refused`, async () => {
      await assert.rejects(
        choose(['a(id:int*, x:int)', 'old(id:int*)'], ['a(id:int*, y:int)', 'c(id:int*)'], { given: [given] }),
        { message },
      );
    });

  test('two renames of one column are refused', async () => {
    await assert.rejects(choose(['a(id:int*, x:int)'], ['a(id:int*, y:int, z:int)'], { given: ['a.x:y', 'a.x:z'] }), {
      message: 'a.x:a.z renames what another --rename renames as well.',
    });
  });
});
