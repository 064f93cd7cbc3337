/** A WHERE condition that holds for the rows of many owners, and its named parameters. */
export interface OwnerCondition {
  readonly condition: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** How one kind of database is asked for many keys at once. */
export interface OwnerConditions {
  /** The most owners in one condition, when their key has this many columns. */
  most(columns: number): number;
  /**
   * @param columns the key's columns as SQL.
   * @param keys the values, one list for each owner.
   */
  among(columns: readonly string[], keys: readonly (readonly unknown[])[]): OwnerCondition;
}

/** Parameters of one statement: 32,766 in SQLite, 65,535 in PostgreSQL and MySQL, 2,100 in SQL Server; 1,000 in an IN list of Oracle. */
const MOST_PARAMETERS: Readonly<Record<string, number>> = { mssql: 2_000, oracle: 1_000, sap: 1_000, spanner: 900 };
const MOST_OTHERWISE = 30_000;

const ROWS_AS_VALUES = /sqlite|sqljs|capacitor|cordova|expo|nativescript|react-native/u;
const ROWS_AS_LIST = /postgres|cockroachdb|mysql|mariadb/u;

/** The conditions for a kind of database, as TypeORM's `type` option names it. */
export function ownerConditions(type: string): OwnerConditions {
  const parameters = MOST_PARAMETERS[type] ?? MOST_OTHERWISE;
  // A chain of ORs is a deep expression: databases without row values get short ones.
  const rows = ROWS_AS_VALUES.test(type) ? 'values' : ROWS_AS_LIST.test(type) ? 'list' : 'or';
  return {
    most: (columns) => (columns > 1 && rows === 'or' ? 200 : Math.floor(parameters / columns)),
    among: (columns, keys) => (columns.length === 1 ? one(columns[0], keys) : many(columns, keys, rows)),
  };
}

function one(column: string, keys: readonly (readonly unknown[])[]): OwnerCondition {
  return { condition: `${column} IN (:...owner_keys)`, parameters: { owner_keys: keys.map(([value]) => value) } };
}

function many(
  columns: readonly string[],
  keys: readonly (readonly unknown[])[],
  rows: 'values' | 'list' | 'or',
): OwnerCondition {
  const parameters: Record<string, unknown> = {};
  const named = keys.map((key, row) =>
    key.map((value, index) => {
      const name = `owner_key_${row}_${index}`;
      parameters[name] = value;
      return `:${name}`;
    }),
  );
  if (rows === 'or') {
    const conditions = named.map(
      (names) => `(${names.map((name, index) => `${columns[index]} = ${name}`).join(' AND ')})`,
    );
    return { condition: `(${conditions.join(' OR ')})`, parameters };
  }
  const tuples = named.map((names) => `(${names.join(', ')})`).join(', ');
  return { condition: `(${columns.join(', ')}) IN (${rows === 'values' ? `VALUES ${tuples}` : tuples})`, parameters };
}
