import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata';
import { onEachDatabase } from '../../support/databases';
import { diceOf, fill } from './fixtures/fill';
import { library } from './fixtures/library';
import { music } from './fixtures/music';
import { Prompt } from './fixtures/prompt';
import { staff } from './fixtures/staff';
import { travel } from './fixtures/travel';

const MODELS = { staff, library, travel, music };

onEachDatabase('Every kind of relation, touched', (database) => {
  for (const [name, entities] of Object.entries(MODELS)) {
    describe(name, () => {
      let prompt: Prompt;
      before(async () => {
        prompt = await Prompt.open(entities, database.options);
        await fill(prompt.dataSource, diceOf(7), 9);
      });
      after(() => prompt.close());

      test('gives what find with relations gives, in one query for all siblings', async () => {
        let compared = 0;
        for (const metadata of prompt.dataSource.entityMetadatas) {
          if (metadata.tableType === 'junction') continue;
          for (const relation of metadata.relations) {
            if (relation.isEager) continue;
            compared += await compare(prompt, metadata, relation);
          }
        }
        assert.ok(compared > 20, `${compared} owners are too few to say anything`);
      });
    });
  }
});

/** Touches the relation on all rows of the entity, and compares with TypeORM's own answer. */
async function compare(prompt: Prompt, metadata: EntityMetadata, relation: RelationMetadata): Promise<number> {
  const repository = prompt.dataSource.getRepository<ObjectLiteral>(metadata.target);
  const order = Object.fromEntries(metadata.primaryColumns.map(({ propertyName }) => [propertyName, 'ASC']));
  const owners = await prompt.wait(repository.find({ order }));
  const expected = await repository.find({
    order,
    relations: nested(relation.propertyPath, true),
    relationLoadStrategy: 'join',
  } as object);
  const place = `${metadata.name}.${relation.propertyPath}`;
  const queries = await prompt.queries(async () => {
    for (const [index, owner] of owners.entries()) {
      const touched = await read(prompt, owner, relation.propertyPath);
      const wanted = relation.getEntityValue(expected[index]) as unknown;
      assert.deepEqual(
        keys(touched, relation),
        sorted(keys(wanted, relation)),
        `${place} of ${JSON.stringify(metadata.getEntityIdMap(owner))}`,
      );
    }
  });
  assert.equal(queries.length, owners.length > 0 ? 1 : 0, place);
  return owners.length;
}

async function read(prompt: Prompt, owner: object, path: string): Promise<unknown> {
  let value: unknown = owner;
  for (const name of path.split('.')) value = await prompt.get(value, name);
  return value;
}

function nested(path: string, value: unknown): unknown {
  return path.split('.').reduceRight((inner, name) => ({ [name]: inner }), value);
}

/** The primary keys of a relation's value, as it stands; `null` for none. */
function keys(value: unknown, { inverseEntityMetadata }: RelationMetadata): unknown {
  const key = (entity: object): unknown =>
    inverseEntityMetadata.primaryColumns.map((column) => column.getEntityValue(entity) as unknown);
  if (Array.isArray(value)) return (value as object[]).map(key);
  return value === null || value === undefined ? null : key(value);
}

function sorted(value: unknown): unknown {
  const less = (left: unknown, right: unknown): number =>
    (left as number) < (right as number) ? -1 : (left as number) > (right as number) ? 1 : 0;
  const compareKeys = (left: unknown[], right: unknown[]): number =>
    left.map((part, index) => less(part, right[index])).find((sign) => sign !== 0) ?? 0;
  return Array.isArray(value) && Array.isArray(value[0]) ? (value as unknown[][]).sort(compareKeys) : value;
}
