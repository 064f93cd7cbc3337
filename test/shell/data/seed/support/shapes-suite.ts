import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMetadata, ObjectLiteral, TreeRepository } from 'typeorm';
import { onEachDatabase } from '../../../../support/databases';
import type { Version } from '../../../shapes/support/copies';
import { SHAPES } from '../../../shapes/models';
import { SeededShape } from './seeded-shape';

const ROWS = 12;
/** Twelve rows of these are twelve of each class below them, in one table. */
const SPREAD: Readonly<Record<string, number>> = { Content: 48, Question: 32, Movement: 36, Region: 36 };

/** Every entity of every shape gets rows, on each database; TypeORM reads them back, with all that they lead to. */
export function shapesSuite(version: Version): void {
  onEachDatabase(`rows of any entity of TypeORM ${version}`, (database) => {
    for (const [name, make] of Object.entries(SHAPES)) {
      test(name, async () => {
        const shape = await SeededShape.open(make, { version, database });
        try {
          await shape.seed(shape.entities.map((entity) => `${entity}=${ROWS}`));
          // Once more, beside rows that are there.
          await shape.seed(
            shape.entities.map((entity) => `${entity}=${ROWS}`),
            '2',
          );
          await assertWhole(shape);
        } finally {
          await shape.close();
        }
      });
    }
  });
}

/** Counts, foreign keys, what the relations lead to, trees and junctions. */
async function assertWhole({ dataSource, entities, parts }: SeededShape): Promise<void> {
  if (dataSource.options.type === 'better-sqlite3')
    assert.deepEqual(await dataSource.query('PRAGMA foreign_key_check'), []);
  for (const entity of entities) {
    const metadata = parts.model.metadataOfTarget(parts.model.entities.get(entity))!;
    const repository = dataSource.getRepository<ObjectLiteral>(metadata.target);
    const count = await repository.count();
    if (metadata.discriminatorColumn === undefined) assert.equal(count, 2 * ROWS, entity);
    else assert.ok(count >= 2 * (SPREAD[entity] ?? ROWS), `${count} of ${entity}`);
    const found = await repository.find();
    assert.equal(found.length, count, entity);
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
  const roots = await repository.findRoots();
  if (metadata.treeType === 'nested-set') assert.equal(roots.length, 1, metadata.name);
  let below = 0;
  for (const root of roots) {
    const descendants = await repository.findDescendants(root, { relations: ['parent'] });
    const ids = new Set(descendants.map(({ id }) => id as number));
    below += ids.size;
    for (const each of descendants) {
      const parent = each.parent as ObjectLiteral | null;
      assert.ok(each.id === root.id || ids.has(parent?.id as number), `${metadata.name} ${each.id}`);
      const above = await repository.countAncestors(each);
      assert.equal(above, 1 + (parent ? await repository.countAncestors(parent) : 0), `${metadata.name} ${each.id}`);
    }
  }
  assert.equal(below, await repository.count(), metadata.name);
}
