import type { DatabaseProblem } from './database-problem';
import type { Finding } from './description';
import { pairs, valuesOf, valueText, type FailedStatement } from './failed-statement';
import type { ModelNames } from './model-names';

export function noSuchRow(
  problem: DatabaseProblem & { kind: 'no-such-row' },
  { names, statement }: FailedStatement,
): Finding {
  const referred = problem.referred;
  const columns = problem.columns ?? [];
  const values = problem.values ?? valuesOf(columns, statement);
  const target = referred === undefined ? 'row' : names.entity(referred);
  const key = names
    .foreignKeys(problem.table)
    .find((one) => columns.every((column) => one.columnNames.includes(column)));
  const ids =
    values === undefined ? '' : ` with ${pairs(referred, key?.referencedColumnNames ?? columns, values, names)}`;
  const from =
    problem.table === undefined
      ? ''
      : `, to which ${names.entity(problem.table)}.${columns.map((column) => names.property(problem.table, column)).join(', ')} would refer`;
  return { title: `There is no ${target}${ids}${from}.`, advice: `Save the ${target} first, or use one that exists.` };
}

export function stillReferredTo(
  problem: DatabaseProblem & { kind: 'still-referred-to' },
  { names, statement }: FailedStatement,
): Finding {
  const table = problem.table ?? statement?.table;
  const by = problem.by === undefined ? 'other rows' : `rows of "${problem.by}"`;
  const whose = table === undefined ? 'This row' : names.entity(table);
  const id =
    statement?.verb === 'DELETE' && statement.values.size === 1
      ? ` ${valueText([...statement.values.values()][0])}`
      : '';
  return {
    title: `${whose}${id} is still in use: ${by} refer to it.`,
    advice: 'Remove those first, or let the relation cascade (onDelete).',
  };
}

/** SQLite names no key. What the statement wrote and the model's foreign keys say which ones it can be. */
export function foreignKey(failure: FailedStatement): Finding {
  const { names, statement } = failure;
  if (statement?.verb === 'DELETE') {
    const referring = names.referringTables(statement.table);
    return stillReferredTo(
      { kind: 'still-referred-to', by: referring.length === 1 ? referring[0] : undefined },
      failure,
    );
  }
  const keys = names.foreignKeys(statement?.table).filter((key) => valuesOf(key.columnNames, statement));
  const [key] = keys;
  if (statement && key && keys.length === 1) {
    return noSuchRow(
      {
        kind: 'no-such-row',
        table: statement.table,
        columns: key.columnNames,
        referred: key.referencedEntityMetadata.tableName,
      },
      failure,
    );
  }
  if (statement && keys.length > 1) {
    const candidates = keys.map(
      (one) =>
        `${names.entity(one.referencedEntityMetadata.tableName)} with ` +
        pairs(
          one.referencedEntityMetadata.tableName,
          one.referencedColumnNames,
          valuesOf(one.columnNames, statement) ?? [],
          names,
        ),
    );
    return {
      title: `${names.entity(statement.table)} would refer to a row that does not exist: ${candidates.join(', or ')}.`,
      advice: 'Save what it refers to first, or use one that exists.',
    };
  }
  return {
    title: 'A foreign key would point to a row that does not exist.',
    advice: 'Save what it refers to first; remove what refers to a row before the row itself.',
  };
}

export function duplicate(
  problem: DatabaseProblem & { kind: 'duplicate' },
  { names, statement }: FailedStatement,
): Finding {
  const table = problem.table ?? statement?.table;
  const metadata = names.ofTable(table);
  const columns = problem.columns ?? keyColumns(problem.key, metadata);
  const values =
    columns === undefined
      ? undefined
      : (valuesOf(columns, statement) ?? (problem.values?.length === columns.length ? problem.values : undefined));
  const what =
    columns === undefined || values === undefined
      ? keyText(columns, problem)
      : ` with ${pairs(table, columns, values, names)}`;
  if (metadata?.isJunction) {
    return {
      title: `"${metadata.tableName}" already has a row${what}.`,
      advice: 'The two are linked already: there is nothing to add.',
    };
  }
  const isKey =
    columns !== undefined && metadata?.primaryColumns.every((column) => columns.includes(column.databaseName));
  const owner = metadata?.name;
  return {
    title:
      owner === undefined
        ? `${table === undefined ? 'The table' : `"${table}"`} already has a row${what}.`
        : `There is already ${/^[aeiou]/i.test(owner) ? 'an' : 'a'} ${owner}${what}.`,
    advice: isKey
      ? 'Load that one and change it, or use another key.'
      : 'Use another value, or change the one that has it.',
  };
}

/** The columns of a unique key by its name: MariaDB calls every primary key PRIMARY. */
function keyColumns(key: string | undefined, metadata: ReturnType<ModelNames['ofTable']>): string[] | undefined {
  if (key === undefined || !metadata) return undefined;
  if (key === 'PRIMARY') return metadata.primaryColumns.map((column) => column.databaseName);
  const unique = metadata.uniques.find((one) => one.name === key) ?? metadata.indices.find((one) => one.name === key);
  return unique?.columns.map((column) => column.databaseName);
}

function keyText(
  columns: readonly string[] | undefined,
  { key, values }: DatabaseProblem & { kind: 'duplicate' },
): string {
  if (columns) return ` with the same ${columns.join(' and ')}`;
  return values ? ` with ${values.join(', ')} (${key ?? 'a unique key'})` : ` with the same ${key ?? 'key'}`;
}
