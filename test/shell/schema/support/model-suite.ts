import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import { NO_MASKING } from '../../../../src/shell/safety/masking/masking';
import { differences } from '../../../../src/shell/schema/differences';
import { EntityNames, isMadeByTypeorm, parentOf } from '../../../../src/shell/schema/entity-facts';
import { readTable } from '../../../../src/shell/schema/read-table';
import { relatedRows } from '../../../../src/shell/schema/related-rows';
import { builderLines, findText, joinLines } from '../../../../src/shell/schema/way-text';
import { waysBetween, type Way } from '../../../../src/shell/schema/ways';
import { onEachDatabase } from '../../../support/databases';
import { SHAPES } from '../../shapes/models';
import type { Version } from '../../shapes/support/copies';
import { found, holdOwners, nameOf, relationsOf, type OwnedRelation } from '../../shapes/support/relations-compared';
import { ShapeShell } from '../../shapes/support/shape-shell';

/** What the commands about the model say of every shape, held against what TypeORM does. */
export function modelSuite(version: Version): void {
  onEachDatabase(`The model of TypeORM ${version}, looked at`, (database) => {
    for (const [name, make] of Object.entries(SHAPES)) {
      describe(name, () => {
        let shell: ShapeShell;
        before(async () => {
          shell = await ShapeShell.open(make, { version, database });
        });
        after(() => shell.close());

        test('the rows of each relation are as many as find gives, in one query, and nothing is loaded', async () => {
          for (const owned of relationsOf(shell)) await compareRows(shell, owned);
        });

        test('differences are said exactly where TypeORM would change the schema', async () => {
          const said = await saidOf(shell);
          const { upQueries } = await shell.dataSource.driver.createSchemaBuilder().log();
          assert.equal(
            said.length > 0,
            upQueries.length > 0,
            [...said, ...upQueries.map(({ query }) => query)].join('\n'),
          );
        });

        test('each way, written as a find, with the query builder and in SQL, leads to the same rows', async () => {
          let ways = 0;
          for (const way of waysOf(shell, database.kind === 'sqlite' ? 2 : 1)) {
            await compareWay(shell, way);
            ways++;
          }
          assert.ok(ways > 0);
        });
      });
    }
  });
}

async function compareRows(shell: ShapeShell, owned: OwnedRelation): Promise<void> {
  const { relation } = owned;
  await holdOwners(shell, owned);
  const owners = (await shell.value('owners')) as readonly object[];
  const looks = (): unknown => owners.map((owner) => Object.getOwnPropertyNames(owner));
  const properties = looks();
  let rows: Awaited<ReturnType<typeof relatedRows>>;
  const queries = await shell.queries(async () => (rows = await relatedRows(relation, owners, undefined)));
  assert.ok(queries.length <= 1, nameOf(owned));
  assert.deepEqual(looks(), properties, nameOf(owned));
  const expected = await found(shell, owned);
  if (rows === undefined) return assert.equal(owned.metadata.primaryColumns.length, 0, nameOf(owned));
  if (relation.isOneToMany || relation.isManyToMany)
    // The parent of several classes has the relations of all; find leaves out what an object of another class has not.
    return assert.deepEqual(
      rows.counts,
      expected.map((keys) => (keys as unknown[] | null)?.length ?? 0),
      nameOf(owned),
    );
  assert.deepEqual(rows.keys.map(keyText), expected, nameOf(owned));
}

/** As the keys of what was found are written. */
function keyText(key: readonly unknown[] | undefined): string | null {
  if (key === undefined) return null;
  return key.map((part) => (part instanceof Uint8Array ? Buffer.from(part).toString('hex') : String(part))).join('/');
}

async function saidOf({ dataSource }: ShapeShell): Promise<readonly string[]> {
  const said: string[] = [];
  for (const metadata of dataSource.entityMetadatas) {
    if (parentOf(metadata) !== undefined) continue;
    for (const each of differences(await readTable(metadata, undefined), metadata, NO_MASKING))
      said.push(`${metadata.name}: ${each}`);
  }
  return said;
}

/** Some of the shortest ways of each pair of entities, and of each back to itself. */
function* waysOf({ dataSource }: ShapeShell, most: number): Generator<Way> {
  const entities = dataSource.entityMetadatas.filter((metadata) => !isMadeByTypeorm(metadata));
  for (const from of entities) for (const to of entities) yield* waysBetween(from, to, { longer: 0, most }).found;
}

async function compareWay(shell: ShapeShell, way: Way): Promise<void> {
  const names = new EntityNames(shell.parts.model);
  const find = findText(way, names);
  const builder = builderLines(way, names).join('\n');
  const reachedByFind = reached((await shell.value(find)) as readonly object[], way);
  const reachedByBuilder = reached((await shell.value(builder)) as readonly object[], way);
  assert.deepEqual(reachedByBuilder, reachedByFind, builder);
  const joins = joinLines(way, names);
  const [row] = await shell.dataSource.query<ObjectLiteral[]>(`SELECT COUNT(*) AS joined ${joins.join(' ')}`);
  const raw = (await shell.value(builder.replace('.getMany()', '.getRawMany()'))) as readonly unknown[];
  assert.equal(Number(row.joined), raw.length, joins.join('\n'));
}

/** The keys of what stands at the end of a way, as they are in memory, each once. */
function reached(owners: readonly object[], { steps }: Way): readonly string[] {
  let here: readonly object[] = owners;
  for (const step of steps)
    here = here
      .flatMap((entity) => loaded(entity, step.propertyPath, step.isLazy) as object[] | object | null)
      .filter((entity): entity is object => entity != null);
  const { inverseEntityMetadata: target } = steps[steps.length - 1];
  return [...new Set(here.map((entity) => keyOf(entity, target)))].sort();
}

function loaded(entity: object, path: string, isLazy: boolean): unknown {
  const names = path.split('.');
  const last = names.pop()!;
  const holder = names.reduce<unknown>((value, name) => (value as ObjectLiteral | null)?.[name], entity);
  return (holder as ObjectLiteral | null)?.[isLazy ? `__${last}__` : last];
}

function keyOf(entity: object, { primaryColumns, columns }: EntityMetadata): string {
  const key = primaryColumns.length > 0 ? primaryColumns : columns;
  return key.map((column) => String(column.getEntityValue(entity))).join('/');
}
