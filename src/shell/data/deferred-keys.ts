import type { Family } from './column-kind';
import type { DataTable } from './data-tables';
import { isTable, type ForeignKey } from './database/foreign-keys';
import { inKeyOrder } from './table-order';

/** The keys by which rows of a table may lead to rows that come later: to its own, or around in a circle. */
export function laterKeys(tables: readonly DataTable[], keys: readonly ForeignKey[]): readonly ForeignKey[] {
  const tableOf = (name: string): DataTable | undefined => tables.find((table) => isTable(name, table));
  const groups = inKeyOrder(tables, (table) =>
    keys.filter((key) => isTable(key.table, table)).flatMap(({ referredTable }) => tableOf(referredTable) ?? []),
  );
  return groups
    .filter(({ isCycle }) => isCycle)
    .flatMap(({ tables: group }) =>
      keys.filter(
        ({ table, referredTable }) =>
          group.some((each) => isTable(table, each)) && group.some((each) => isTable(referredTable, each)),
      ),
    );
}

/**
 * What has a transaction check such keys at its end, and what has all be as it was, after that.
 *
 * SQLite and PostgreSQL can defer a check; a key of PostgreSQL has to be made one that lets itself be deferred, which its owner may do,
 * and which belongs to the transaction. MariaDB and MySQL check at once or not at all: whoever switches that off has to check themselves.
 */
export function deferringSql(
  family: Family,
  tables: readonly DataTable[],
  later: readonly ForeignKey[],
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  if (later.length === 0) return { before: [], after: [] };
  switch (family) {
    case 'sqlite':
      return { before: ['PRAGMA defer_foreign_keys = ON'], after: [] };
    case 'mysql':
      return { before: ['SET SESSION foreign_key_checks = 0'], after: ['SET SESSION foreign_key_checks = 1'] };
    default: {
      const altered = later
        .filter(({ isDeferrable }) => !isDeferrable)
        .map(({ name = '', table }) => {
          const sql = tables.find((each) => isTable(table, each))?.sql ?? table;
          return `ALTER TABLE ${sql} ALTER CONSTRAINT "${name.replaceAll('"', '""')}"`;
        });
      return {
        before: [...altered.map((sql) => `${sql} DEFERRABLE`), 'SET CONSTRAINTS ALL DEFERRED'],
        after: altered.map((sql) => `${sql} NOT DEFERRABLE`),
      };
    }
  }
}
