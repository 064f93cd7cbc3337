import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMetadata, ObjectLiteral, TreeRepository } from 'typeorm';
import { onEachDatabase } from '../../../../support/databases';
import type { Version } from '../../../shapes/support/copies';
import { SHAPES } from '../../../shapes/models';
import { hardKeys } from './hard-keys';
import { SeededShape } from './seeded-shape';

const ROWS = 12;

/** Every entity of every shape gets rows beside those that TypeORM has written, on each database; TypeORM reads them, and all that they lead to. */
export function shapesSuite(version: Version): void {
  onEachDatabase(`rows of any entity of TypeORM ${version}`, (database) => {
    for (const [name, make] of Object.entries({ ...SHAPES, hardKeys })) {
      test(name, async () => {
        const shape = await SeededShape.open(make, { version, database });
        try {
          await shape.fill();
          const before = await countsOf(shape);
          await shape.seed(shape.entities.map((entity) => `${entity}=${ROWS}`));
          await assertWhole(shape, before);
        } finally {
          await shape.close();
        }
      });
    }
  });
}

type Counts = ReadonlyMap<string, number>;

async function countsOf({ dataSource, entities, parts }: SeededShape): Promise<Counts> {
  const counts = new Map<string, number>();
  for (const entity of entities) {
    const { target } = parts.model.metadataOfTarget(parts.model.entities.get(entity))!;
    counts.set(entity, await dataSource.getRepository(target).count());
  }
  return counts;
}

/** Counts, foreign keys, what the relations lead to, trees and junctions. */
async function assertWhole(shape: SeededShape, before: Counts): Promise<void> {
  const { dataSource, parts } = shape;
  if (dataSource.options.type === 'better-sqlite3')
    assert.deepEqual(await dataSource.query('PRAGMA foreign_key_check'), []);
  for (const [entity, count] of await countsOf(shape)) {
    const metadata = parts.model.metadataOfTarget(parts.model.entities.get(entity))!;
    const made = count - before.get(entity)!;
    // Those of a class are those of the classes below it in the same table, too.
    if (metadata.discriminatorColumn === undefined) assert.equal(made, ROWS, entity);
    else assert.ok(made >= ROWS, `${made} of ${entity}`);
    const repository = dataSource.getRepository<ObjectLiteral>(metadata.target);
    assert.equal((await repository.find()).length, count, entity);
    for (const relation of metadata.relations.filter(({ isOwning }) => isOwning)) {
      const query = repository
        .createQueryBuilder('each')
        .innerJoin(`each.${relation.propertyPath}`, 'other')
        .select('each');
      assert.ok((await query.getCount()) > 0, `${entity}.${relation.propertyPath} leads nowhere`);
    }
    if (metadata.treeType !== undefined) await assertTree(metadata, dataSource.getTreeRepository(metadata.target));
  }
}

/** What TypeORM finds below the roots, by what it keeps beside the parents, is all that there is, as the parents say. */
async function assertTree(metadata: EntityMetadata, repository: TreeRepository<ObjectLiteral>): Promise<void> {
  const keyOf = (row: ObjectLiteral): string => JSON.stringify(metadata.getEntityIdMap(row));
  const roots = await repository.findRoots();
  if (metadata.treeType === 'nested-set') assert.equal(roots.length, 1, metadata.name);
  let below = 0;
  for (const root of roots) {
    const descendants = await repository.findDescendants(root, { relations: ['parent'] });
    const ids = new Set(descendants.map(keyOf));
    below += ids.size;
    for (const each of descendants) {
      const parent = each.parent as ObjectLiteral | null;
      assert.ok(keyOf(each) === keyOf(root) || (parent && ids.has(keyOf(parent))), `${metadata.name} ${keyOf(each)}`);
      const above = await repository.countAncestors(each);
      assert.equal(
        above,
        1 + (parent ? await repository.countAncestors(parent) : 0),
        `${metadata.name} ${keyOf(each)}`,
      );
    }
  }
  assert.equal(below, await repository.count(), metadata.name);
}
