import type { DataSource, Table, TableColumn, TableForeignKey, TableUnique } from 'typeorm';
import { fullType } from '../../schema/column-facts';
import { narrowing, type Narrowing } from './narrowing';
import { replaceMethod, type SchemaRunner } from './schema-runner';
import { familyOf, tableKey } from './table-key';

interface OfColumns {
  /** The key of the table in the end. */
  readonly table: string;
  /** By their names in the end. */
  readonly columns: readonly string[];
}

/** Where a statement loses what is in the database, or fails because of it. */
export type Loss = OfColumns &
  (
    | { readonly kind: 'dropped' }
    /** A new column needs a value that no row has. */
    | { readonly kind: 'required' }
    | { readonly kind: 'no nulls' }
    | { readonly kind: 'unique'; readonly where?: string }
    | { readonly kind: 'narrower'; readonly to: string; readonly narrowing: Narrowing }
    | { readonly kind: 'foreign key'; readonly parent: string; readonly parentColumns: readonly string[] }
  );

/** A loss, and the statement that it comes with: its place among those of the way up. */
export interface FoundLoss {
  readonly loss: Loss;
  readonly at: number;
}

/** Hears of what TypeORM's schema builder does with a runner, and notes what it costs. Call it after all else that replaces methods. */
export function watchLosses(runner: SchemaRunner, dataSource: DataSource): readonly FoundLoss[] {
  const found: FoundLoss[] = [];
  const { driver } = dataSource;
  const family = familyOf(dataSource);
  const made = new Set<Table>();
  const statements = (): readonly { readonly query: string }[] => runner.getMemorySql().upQueries;

  /** Does the work, and puts the losses at the statement that they come with: the first new one that fits. */
  const noting = async <Result>(
    losses: readonly Loss[],
    fits: RegExp,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const from = statements().length;
    const result = await work();
    const queries = statements().map(({ query }) => query);
    const at = [fits, /^INSERT INTO/i, /./].map((each) =>
      queries.findIndex((query, index) => index >= from && each.test(query)),
    );
    const place = at.find((each) => each !== -1);
    if (place !== undefined) found.push(...losses.map((loss) => ({ loss, at: place })));
    return result;
  };
  const key = (table: Table | string): string => tableKey(driver, table);
  const dropped = (table: Table | string, columns: readonly (TableColumn | string)[]): readonly Loss[] =>
    columns.flatMap((column) =>
      typeof column !== 'string' && column.generatedType !== undefined
        ? []
        : [{ kind: 'dropped', table: key(table), columns: [nameOf(column)] }],
    );
  const added = (table: Table | string, columns: readonly TableColumn[]): readonly Loss[] =>
    columns.filter(needsValue).map(({ name }) => ({ kind: 'required', table: key(table), columns: [name] }));
  const changed = (table: Table | string, old: TableColumn, wanted: TableColumn): readonly Loss[] => {
    const of = { table: key(table), columns: [wanted.name] };
    const narrower = family && narrowing(old, wanted, family);
    const wasUnique = old.isUnique || old.isPrimary;
    return [
      ...(old.isNullable && !wanted.isNullable ? [{ kind: 'no nulls', ...of } as const] : []),
      ...(narrower ? [{ kind: 'narrower', ...of, to: fullType(wanted, driver), narrowing: narrower } as const] : []),
      ...(wanted.isUnique && !wasUnique ? [{ kind: 'unique', ...of } as const] : []),
    ];
  };

  replaceMethod(runner, 'createTable', (original) => (table, ...rest) => {
    made.add(table);
    return original(table, ...rest);
  });
  if (family === 'sqlite') {
    replaceMethod(
      runner,
      'dropColumns',
      (original) => (table, columns) =>
        noting(dropped(table, columns), /^INSERT INTO/i, () => original(table, columns)),
    );
    replaceMethod(
      runner,
      'addColumns',
      (original) => (table, columns) => noting(added(table, columns), /^INSERT INTO/i, () => original(table, columns)),
    );
    replaceMethod(runner, 'changeColumns', (original) => (table, changes) => {
      const losses = changes.flatMap(({ oldColumn, newColumn }) => changed(table, oldColumn, newColumn));
      return noting(losses, /^INSERT INTO/i, () => original(table, changes));
    });
  } else {
    replaceMethod(
      runner,
      'dropColumn',
      (original) => (table, column) =>
        noting(dropped(table, [column]), /\bDROP COLUMN\b/i, () => original(table, column)),
    );
    replaceMethod(
      runner,
      'addColumn',
      (original) => (table, column) => noting(added(table, [column]), /\bADD\b/i, () => original(table, column)),
    );
    replaceMethod(runner, 'changeColumn', (original) => async (table, old, wanted) => {
      if (typeof old === 'string') return original(table, old, wanted);
      const losses = changed(table, old, wanted);
      const type = losses.filter(({ kind }) => kind === 'narrower');
      const others = losses.filter(({ kind }) => kind !== 'narrower');
      return noting(others, /SET NOT NULL|NOT NULL|UNIQUE/i, () =>
        noting(type, /\bTYPE\b|\bCHANGE\b/i, () => original(table, old, wanted)),
      );
    });
  }
  const isMade = (table: Table | string): boolean => typeof table !== 'string' && made.has(table);
  const unique = (table: Table | string, columns: readonly string[], where?: string): readonly Loss[] =>
    isMade(table) ? [] : [{ kind: 'unique', table: key(table), columns, ...(where ? { where } : {}) }];
  replaceMethod(runner, 'createIndices', (original) => (table, indices) => {
    const losses = indices
      .filter(({ isUnique }) => isUnique)
      .flatMap((each) => unique(table, each.columnNames, each.where));
    return noting(losses, /UNIQUE/i, () => original(table, indices));
  });
  replaceMethod(
    runner,
    'createUniqueConstraints',
    (original) => (table, uniques: TableUnique[]) =>
      noting(
        uniques.flatMap((each) => unique(table, each.columnNames)),
        /UNIQUE/i,
        () => original(table, uniques),
      ),
  );
  replaceMethod(runner, 'createForeignKeys', (original) => (table, keys: TableForeignKey[]) => {
    const losses = isMade(table)
      ? []
      : keys.map((each): Loss => ({
          kind: 'foreign key',
          table: key(table),
          columns: each.columnNames,
          parent: tableKey(driver, each),
          parentColumns: each.referencedColumnNames,
        }));
    return noting(losses, /FOREIGN KEY/i, () => original(table, keys));
  });
  return found;
}

function needsValue(column: TableColumn): boolean {
  const given = column.default as unknown;
  const isFilled = column.isGenerated || column.generatedType !== undefined || (given !== undefined && given !== null);
  return !column.isNullable && !isFilled;
}

function nameOf(column: TableColumn | string): string {
  return typeof column === 'string' ? column : column.name;
}
