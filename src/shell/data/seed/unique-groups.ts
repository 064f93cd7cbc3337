import type { EntityMetadata } from 'typeorm';
import { childrenOf, tableOwner } from '../../schema/entity-facts';

/**
 * The columns of a table, by their names in the database, whose values together no two rows may share: its key, unique constraints and
 * unique indices. An index on some of the rows counts as one on all.
 */
export function uniqueGroups(metadata: EntityMetadata): readonly (readonly string[])[] {
  const owner = tableOwner(metadata);
  const groups = new Map<string, readonly string[]>();
  const add = (names: readonly string[]): void => {
    if (names.length > 0) groups.set([...names].sort().join('\0'), names);
  };
  add(owner.primaryColumns.map(({ databaseName }) => databaseName));
  for (const { uniques, indices } of [owner, ...childrenOf(owner), metadata]) {
    for (const { columns } of uniques) add(columns.map(({ databaseName }) => databaseName));
    for (const { columns, isUnique } of indices) if (isUnique) add(columns.map(({ databaseName }) => databaseName));
  }
  return [...groups.values()];
}
