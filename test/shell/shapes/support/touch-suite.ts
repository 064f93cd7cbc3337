import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { onEachDatabase } from '../../../support/databases';
import { SHAPES } from '../models';
import type { Version } from './copies';
import { compare, EMPTY, holdOwners, nameOf, relationsOf, touched, type OwnedRelation } from './relations-compared';
import { ShapeShell } from './shape-shell';

/** Every relation of every shape, on every database. */
export function touchSuite(version: Version): void {
  onEachDatabase(`Any entity of TypeORM ${version}, touched`, (database) => {
    for (const [name, make] of Object.entries(SHAPES)) {
      describe(name, () => {
        let shell: ShapeShell;
        before(async () => {
          shell = await ShapeShell.open(make, { version, database });
        });
        after(() => shell.close());

        test('gives what find with the relation gives, in one query for all siblings', async () => {
          for (const owned of relationsOf(shell)) {
            await holdOwners(shell, owned);
            const queries = await shell.queries(() => touched(shell, owned));
            const most = owned.relation.isEager ? 0 : 1 + queriesForIds(owned);
            assert.ok(queries.length <= most, `${nameOf(owned)}\n${queries.map(({ sql }) => sql).join('\n')}`);
            const related = await compare(shell, owned);
            assert.ok(related > 0 || EMPTY.has(nameOf(owned)), `${nameOf(owned)} leads nowhere in this shape`);
          }
        });
      });
    }
  });
}

/** TypeORM itself asks for the ids of each to-many relation of what is loaded. */
function queriesForIds({ relation }: OwnedRelation): number {
  const { relationIds } = relation.inverseEntityMetadata;
  return relationIds.filter((each) => each.relation.isOneToMany || each.relation.isManyToMany).length;
}
