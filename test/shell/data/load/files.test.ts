/** What is wrong with a file is said in one line, with the place; nothing is loaded. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { DataSource } from 'typeorm';
import type { GivenOptions } from '../../../../src/shell/command-line';
import { UserError } from '../../../../src/shell/user-error';
import { DataShell, FOLDER } from '../support/data-shell';
import { entitiesOn } from '../support/model';

let shell: DataShell;

before(async () => {
  const entities = [...entitiesOn('sqlite')];
  const dataSource = new DataSource({ type: 'better-sqlite3', database: ':memory:', entities, synchronize: true });
  shell = new DataShell(await dataSource.initialize());
});
after(() => shell.dataSource.destroy());

function write(name: string, content: string | Buffer): string {
  writeFileSync(join(FOLDER, name), content);
  return name;
}

/** What loading says, its two lines; and that no table has rows. */
async function refusal(file: string, options: GivenOptions = {}): Promise<string> {
  let said = 'loaded';
  await shell.load([file], options).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    said = `${error.message}\n${error.hint}`;
  });
  for (const table of ['node', 'country', 'city', 'every kind']) assert.deepEqual(await shell.rows(table), [], said);
  return said;
}

const HEADER = '{"typeorm-shell":{"dump":1,"tables":["node"],"masked":[]}}';
const NODE = '{"node":{"id":1,"name":"one"}}';

/** Name of the file, what is in it, what is said. */
const FILES: readonly (readonly [name: string, content: string | Buffer, said: RegExp])[] = [
  ['cut.ndjson', `${HEADER}\n${NODE}\n{"node":{"id":2,"na`, /^cut\.ndjson:3 is no JSON: /],
  [
    'cut-between.ndjson',
    `${HEADER}\n${NODE}\n`,
    /^cut-between\.ndjson:2 is the last line, and not the end of the dump\.\nIt was cut/,
  ],
  [
    'less.ndjson',
    `${HEADER}\n${NODE}\n{"typeorm-shell":{"rows":2}}\n`,
    /^less\.ndjson:3 says that there are 2 rows, and there are 1\./,
  ],
  [
    'behind.ndjson',
    `${HEADER}\n{"typeorm-shell":{"rows":0}}\n${NODE}\n`,
    /^behind\.ndjson:3 has more behind the end of the dump\./,
  ],
  ['bare.ndjson', '{"id":1,"name":"one"}\n', /^bare\.ndjson:1 does not say which table the row is of\.\nA line is/],
  ['list.ndjson', '{"node":[1]}\n', /^list\.ndjson:1 has a row of node that is no object\./],
  ['later.ndjson', '{"typeorm-shell":{"dump":2}}\n', /^later\.ndjson:1 is a dump of version 2, and this/],
  [
    'cut.json',
    '{"node":[\n{"id":1,"name":"one"},\n{"id"',
    /^cut\.json:3 is where it ends, in the middle of the document\./,
  ],
  ['comma.json', '{"node":[\n{"id":1,"name":"one"}\n{"id":2}]}', /^comma\.json:3 cannot be read: /],
  ['behind.json', '{"node":[]}\n\nmore', /^behind\.json:3 cannot be read: nothing may come behind the end\./],
  [
    'list.json',
    '[{"id":1}]',
    /^list\.json:1 cannot be read: it has to begin with \{\.\nA dump is an object with a list/,
  ],
  ['object.json', '{"node":{"id":1}}', /^object\.json:1 has no list of rows under "node"\./],
  ['twice.json', '{"node":[],\n"node":[]}', /^twice\.json:2 has "node" a second time\./],
  ['empty.json', '', /^empty\.json is empty\./],
  [
    'table.json',
    '{"nodes":[{"id":1}]}',
    /^table\.json has rows of nodes, and no entity has such a table\.\nDid you mean node\?/,
  ],
  [
    'column.json',
    '{"node":[\n{"id":1,"nmae":"one"}]}',
    /^column\.json:2 has a column nmae, and node has none\.\nDid you mean name\?/,
  ],
  [
    'object-cell.json',
    '{"node":[{"id":1,"name":{"a":1}}]}',
    /^object-cell\.json:1 node\.name is an object, and the column takes none\./,
  ],
  [
    'long.json',
    '{"every kind":[{"id":1,"big_column":12345678901234567890}]}',
    /^long\.json:1 every kind\.big_column is a number .*\nNothing was loaded\./,
  ],
  [
    'base64.json',
    '{"every kind":[{"id":1,"bytes_column":"no!"}]}',
    /^base64\.json:1 every kind\.bytes_column is no base64/,
  ],
  ['node.csv', 'id,name\n1,"one\n2,two\n', /^node\.csv:3 ends inside of a quote: in row 1 one is never closed\./],
  [
    'ragged/node.csv',
    'id,name\r\n1,"o\r\nne"\r\n2,two,3\r\n',
    /^ragged\/node\.csv:4 has 3 values, and there are 2 columns\./,
  ],
  ['header/node.csv', 'id,name,id\n', /^header\/node\.csv:1 has the column id twice\./],
  ['unknown/node.csv', 'id,title\n1,one\n', /^unknown\/node\.csv:2 has a column title, and node has none\./],
  ['quote/node.csv', 'id,name\n1,o"ne\n', /^quote\/node\.csv:2 is no CSV: /],
  ['nothing/node.csv', '', /^nothing\/node\.csv is empty\./],
  ['utf16.json', Buffer.from('\ufeff{"node":[]}', 'utf16le'), /^utf16\.json is UTF-16\./],
  ['latin1.json', Buffer.from('{"node":[\n{"id":1,"name":"ü"}]}', 'latin1'), /^latin1\.json is not UTF-8/],
  ['other.sql', 'DROP TABLE node;\n', /^other\.sql is no dump of typeorm-shell\./],
  [
    'added.sql',
    '-- typeorm-shell dump 1 {"family":"sqlite","tables":["node"],"masked":[]}\nBEGIN;\nDROP TABLE node;\nCOMMIT;\n-- end of the dump\n',
    /^added\.sql:3 is nothing that a dump has in it\./,
  ],
  [
    'cut.sql',
    '-- typeorm-shell dump 1 {"family":"sqlite","tables":["node"],"masked":[]}\nBEGIN;\nINSERT INTO "node" ("id", "name") VALUES\n(1, \'one\');\n',
    /^cut\.sql:4 is the last line, and not the end of the dump\./,
  ],
  [
    'postgres.sql',
    '-- typeorm-shell dump 1 {"family":"postgres","tables":["node"],"masked":[]}\n-- end of the dump\n',
    /^postgres\.sql has statements for another kind of database: postgres\./,
  ],
  ['rows.txt', 'id\n', /^rows\.txt has no extension that says what it is\.\nSay it: --format/],
  [
    'same.json',
    '{"node":[\n{"id":1,"name":"one"},\n{"id":2,"name":"one"}]}',
    /^same\.json:3 node: the row is there already: another has the same name\.\nNothing was loaded\./,
  ],
  ['null.json', '{"node":[\n{"id":1,"name":null}]}', /^null\.json:2 node: the row has NULL in name, or nothing/],
  [
    'nowhere.json',
    '{"node":[\n{"id":1,"name":"one"},\n{"id":2,"name":"two","parentId":9}]}',
    /^nowhere\.json:3 node: the row with id 2 leads by parentId to a row of node that is not there\./,
  ],
  [
    'before.json',
    '{"twins":[\n{"cityId_1":1,"cityId_2":1}],\n"city":[]}',
    /^before\.json:2 twins: the row leads by cityId_[12] to a row of city that is not there\./,
  ],
];

describe('a file that cannot be loaded', () => {
  for (const [name, content, said] of FILES)
    test(name, async () => {
      if (name.includes('/')) mkdirSync(join(FOLDER, name, '..'), { recursive: true });
      assert.match(await refusal(write(name, content)), said);
    });

  test('that is not there, is an empty folder, or no file', async () => {
    assert.match(
      await refusal('../../dev/null'),
      /^\.\.\/\.\.\/dev\/null is no file, and has to be read more than once\./,
    );
    assert.match(await refusal('none.json'), /^none\.json cannot be read: there is no such file/);
    mkdirSync(join(FOLDER, 'empty'), { recursive: true });
    assert.match(await refusal('empty'), /^empty is a folder without files of CSV\./);
  });
});

describe('a file that was made elsewhere', () => {
  const rows = [
    { id: 1, name: 'one', parentId: null },
    { id: 2, name: '', parentId: 1 },
  ];
  const FORMS: readonly (readonly [name: string, content: string])[] = [
    ['bom/node.csv', '\ufeffid,name,parentId\r\n1,one,\r\n2,"",1\r\n'],
    ['no-end/node.csv', 'parentId,id,name\n,1,"one"\n1,2,""'],
    ['one-line.json', '{"node":[{"id":1,"name":"one"},{"name":"","parentId":1,"id":2}]}'],
    [
      'wide.json',
      '{\n  "node": [\n    {\n      "id": 1, "name": "one"\n    },\n    { "id": 2, "name": "", "parentId": 1 }\n  ]\n}\n',
    ],
    ['bare.jsonl', '\ufeff{"node":{"id":1,"name":"one"}}\r\n\r\n{"Node":{"id":2,"name":"","parentId":1}}'],
  ];
  for (const [name, content] of FORMS)
    test(name, async () => {
      if (name.includes('/')) mkdirSync(join(FOLDER, name, '..'), { recursive: true });
      await shell.load([write(name, content)], { replace: true });
      assert.deepEqual(await shell.rows('node'), rows);
      await shell.load(
        [
          write(
            'empty.ndjson',
            '{"typeorm-shell":{"dump":1,"tables":["node"],"masked":[]}}\n{"typeorm-shell":{"rows":0}}\n',
          ),
        ],
        {
          replace: true,
        },
      );
      assert.deepEqual(await shell.rows('node'), []);
    });

  test('a folder is loaded in the order of foreign keys, whatever its files are called', async () => {
    await shell.dump([], { output: 'folder', format: 'csv' });
    assert.match(readFileSync(join(FOLDER, 'folder/every kind.csv'), 'utf8'), /^id,money,/);
    write('folder/city.csv', 'id,countryCode\n1,B\n');
    write('folder/country.csv', 'code,capitalId\nB,1\n');
    write('folder/twins.csv', 'cityId_1,cityId_2\n1,1\n');
    const { printed } = await shell.load(['folder'], { replace: true });
    assert.deepEqual(printed, ['Loaded 3 rows into 5 tables from folder.']);
    assert.deepEqual(await shell.rows('city'), [{ id: 1, countryCode: 'B' }]);
    await shell.dataSource.synchronize(true);
  });
});
