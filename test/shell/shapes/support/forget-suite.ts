import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMetadata } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { SHAPES } from '../models';
import type { Version } from './copies';
import {
  compare,
  EMPTY,
  found,
  holdOwners,
  nameOf,
  relationsOf,
  touched,
  type OwnedRelation,
} from './relations-compared';
import { ShapeShell } from './shape-shell';

/** Every relation of every shape, touched before and after a line of SQL that takes away all that it led to. */
export function forgetSuite(version: Version): void {
  for (const [name, make] of Object.entries(SHAPES)) {
    test(`any entity of TypeORM ${version}, touched again after a write: ${name}`, async () => {
      const shell = await ShapeShell.open(make, { version });
      try {
        const relations = relationsOf(shell).filter(
          (owned) => severing(owned) !== undefined && !EMPTY.has(nameOf(owned)),
        );
        assert.ok(relations.length > 0 || name === 'views');
        for (const owned of relations) {
          await holdOwners(shell, owned);
          const before = await touched(shell, owned);
          await shell.value('dataSource.query("SAVEPOINT before")');
          await shell.value(`dataSource.query(${JSON.stringify(severing(owned))})`);
          await compare(shell, owned, 'after the write');
          assert.notDeepEqual(await found(shell, owned), before, `${nameOf(owned)}: the write has changed nothing`);
          await shell.value('dataSource.query("ROLLBACK TO before")');
          await compare(shell, owned, 'after it was taken back');
        }
      } finally {
        await shell.close();
      }
    });
  }
}

/** A statement after which the relation leads nowhere; `undefined` where the tables do not allow it, or nothing is forgotten. */
function severing({ relation }: OwnedRelation): string | undefined {
  // What a query of the person's own has brought along stays as it was, as its columns do.
  if (relation.entityMetadata.tableType === 'view' || relation.isEager) return undefined;
  if (relation.isManyToMany) return `DELETE FROM ${quoted(relation.junctionEntityMetadata as EntityMetadata)}`;
  const owning = relation.isOwning ? relation : (relation.inverseRelation as RelationMetadata);
  const table = quoted(owning.entityMetadata);
  const free = owning.joinColumns.filter(({ isNullable, isPrimary }) => isNullable && !isPrimary);
  if (free.length === 0) return undefined;
  return `UPDATE ${table} SET ${free.map(({ databaseName }) => `"${databaseName}" = NULL`).join(', ')}`;
}

function quoted({ tableName }: EntityMetadata): string {
  return `"${tableName}"`;
}
