import { errorMessage } from '../error-head';
import { ownData, readQuietly } from '../own-data';
import type { DatabaseProblem, DriverError } from './database-problem';
import type { ErrorContext, Finding } from './description';
import { didYouMean } from './did-you-mean';
import { ModelNames } from './model-names';
import { mysqlProblem } from './mysql-problem';
import { postgresProblem } from './postgres-problem';
import { readStatement, type Statement } from './sql-statement';
import { sqliteProblem } from './sqlite-problem';

/** Everything that is known about a failed statement. */
interface Failure {
  readonly names: ModelNames;
  readonly statement: Statement | undefined;
  readonly message: string;
}

const LONGEST_VALUE = 60;

function driverErrorOf(error: unknown): DriverError {
  const driverError = ownData(error, 'driverError') ?? error;
  const text = (key: string): string | undefined => {
    const value = readQuietly(driverError, key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const errno = readQuietly(driverError, 'errno');
  return {
    message: errorMessage(driverError),
    code: text('code'),
    errno: typeof errno === 'number' ? errno : undefined,
    detail: text('detail'),
    table: text('table'),
    column: text('column'),
    constraint: text('constraint'),
    sqlMessage: text('sqlMessage'),
  };
}

/** TypeORM's message begins with the name of the driver's own error, which says nothing to anybody. */
export function withoutName(message: string): string {
  return message.replace(/^[A-Za-z]*Error: /, '');
}

/** Reads what the driver said. By the form of the error alone: which driver it is may not be known. */
export function databaseProblem(error: unknown): DatabaseProblem | undefined {
  const driverError = driverErrorOf(error);
  if (driverError.errno !== undefined && driverError.sqlMessage !== undefined) return mysqlProblem(driverError);
  if (/^[0-9A-Z]{5}$/.test(driverError.code ?? '')) return postgresProblem(driverError);
  return sqliteProblem(driverError) ?? postgresProblem(driverError) ?? mysqlProblem(driverError);
}

/** A statement that the database refused, in words; `undefined` for a refusal that is not known. */
export function describeQueryFailure(error: unknown, context: ErrorContext): Finding | undefined {
  const problem = databaseProblem(error);
  if (!problem) return undefined;
  return describeProblem(problem, {
    names: new ModelNames(context.model),
    statement: readStatement(ownData(error, 'query'), ownData(error, 'parameters')),
    message: withoutName(errorMessage(error)),
  });
}

function describeProblem(problem: DatabaseProblem, failure: Failure): Finding {
  const { names, message } = failure;
  switch (problem.kind) {
    case 'no-such-row':
      return noSuchRow(problem, failure);
    case 'still-referred-to':
      return stillReferredTo(problem, failure);
    case 'foreign-key':
      return foreignKey(failure);
    case 'duplicate':
      return duplicate(problem, failure);
    case 'not-null': {
      const table = problem.table ?? failure.statement?.table;
      const property = names.property(table, problem.column);
      return {
        title: `${table === undefined ? '' : `${names.entity(table)}.`}${property} must not be null.`,
        advice: 'Give it a value before saving.',
      };
    }
    case 'check':
      return { title: `The check "${problem.constraint}" of the table does not allow this.`, advice: message };
    case 'no-table':
      return noTable(problem.table, names);
    case 'no-column':
      return noColumn(problem, failure);
    case 'bad-value':
    case 'out-of-range':
    case 'too-long':
      return badValue(problem, failure);
    case 'bad-key':
      return badKey(failure);
    case 'no-number':
      return {
        title: `A value or a condition is ${problem.value}, which is no number for a database.`,
        advice: 'Check what it was computed from.',
      };
    case 'parameters':
      return {
        title: `The SQL has ${problem.missing ? 'more' : 'fewer'} placeholders than it was given values.`,
        advice: 'Give one value for each, in an array; an object or an array is no value.',
      };
    case 'syntax':
      return {
        title: `The database does not understand this SQL${problem.near === undefined ? ': it ends too early.' : `, near ${quote(problem.near)}.`}`,
        advice: 'Look at what stands there, or just before.',
      };
    default:
      return SITUATIONS[problem.kind];
  }
}

type Situation =
  | 'locked'
  | 'deadlock'
  | 'read-only'
  | 'disk-full'
  | 'aborted-transaction'
  | 'denied'
  | 'broken-file'
  | 'connection-lost';

const SITUATIONS: Readonly<Record<Situation, Finding>> = {
  locked: {
    title: 'The database is locked: another connection is writing to it.',
    advice: 'Try again when the other one has finished (an open transaction, another shell, a running script).',
  },
  deadlock: {
    title: 'Two transactions waited for each other, so the database ended this one.',
    advice: 'Nothing of it was written. Run it again.',
  },
  'read-only': {
    title: 'The database is read-only: it takes no writes.',
    advice: 'Check the permissions of the file, or the connection that the shell was started on.',
  },
  'disk-full': {
    title: 'The disk of the database is full.',
    advice: 'Nothing was written. Make room, then run it again.',
  },
  'aborted-transaction': {
    title: 'This transaction has failed before, and takes no more statements.',
    advice: 'Roll it back first: what failed was the statement before.',
  },
  denied: {
    title: 'The database user is not allowed to do this.',
    advice: 'Grant the right to the user, or start the shell with another one.',
  },
  'broken-file': {
    title: 'The file is not a SQLite database, or it is damaged.',
    advice: 'Check the path of the data source.',
  },
  'connection-lost': {
    title: 'The database closed the connection.',
    advice: 'Check that the server runs. Start the shell again if the next query fails too.',
  },
};

function quote(value: string): string {
  const [line = ''] = value.split('\n');
  return `"${line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line}"`;
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return value instanceof Date ? value.toISOString() : String(value);
}

/** `id 99`, `employeeId 1 and meetingId 1` */
function pairs(
  table: string | undefined,
  columns: readonly string[],
  values: readonly string[],
  names: ModelNames,
): string {
  return columns.map((column, index) => `${names.property(table, column)} ${values[index] ?? ''}`.trim()).join(' and ');
}

/** The values that the failed statement had for these columns; `undefined` when not all are known. */
function valuesOf(columns: readonly string[], statement: Statement | undefined): string[] | undefined {
  const values = columns.map((column) => statement?.values.get(column));
  return values.every((value) => value !== undefined && value !== null) ? values.map(valueText) : undefined;
}

function noSuchRow(problem: DatabaseProblem & { kind: 'no-such-row' }, { names, statement }: Failure): Finding {
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

function stillReferredTo(
  problem: DatabaseProblem & { kind: 'still-referred-to' },
  { names, statement }: Failure,
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
function foreignKey(failure: Failure): Finding {
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

function duplicate(problem: DatabaseProblem & { kind: 'duplicate' }, { names, statement }: Failure): Finding {
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

function noTable(table: string, names: ModelNames): Finding {
  const known = names.ofTable(table);
  if (known)
    return {
      title: `There is no table "${table}" in the database.`,
      advice: 'Migrate the database first: run the pending migrations.',
    };
  return {
    title: `There is no table "${table}".`,
    advice: didYouMean(table, names.tableNames) ?? `The tables of the model: ${names.tableNames.join(', ')}.`,
  };
}

function noColumn(problem: DatabaseProblem & { kind: 'no-column' }, { names, statement }: Failure): Finding {
  // A table's alias stands in front of the column as often as its name.
  const table = names.ofTable(problem.table) ? problem.table : statement?.table;
  const metadata = names.ofTable(table);
  // TypeORM's query around a query (`take` with joins) calls the column by alias and column in one.
  const column = problem.table === 'distinctAlias' ? problem.column.replace(/^[^_]+_/, '') : problem.column;
  const where = table === undefined ? '' : ` in "${table}"`;
  const title = `There is no column "${column}"${where}.`;
  if (!metadata) return { title };
  const columns = metadata.columns.map((column) => column.databaseName);
  if (columns.includes(column))
    return { title, advice: 'The model has it, the database does not: run the pending migrations.' };
  return { title, advice: didYouMean(column, columns) ?? `Its columns: ${columns.join(', ')}.` };
}

type ValueProblem = DatabaseProblem & { kind: 'bad-value' | 'out-of-range' | 'too-long' };

function badValue(problem: ValueProblem, { names, statement, message }: Failure): Finding {
  const given = 'value' in problem ? problem.value : undefined;
  const column = problem.column ?? columnHolding(problem, statement);
  const place =
    column === undefined
      ? ''
      : `${statement ? `${names.entity(statement.table)}.` : ''}${names.property(statement?.table, column)}`;
  const subject = given === undefined ? 'A value' : quote(given);
  const target = place === '' ? '' : ` for ${place}`;
  if (problem.kind === 'too-long') {
    return {
      title: `${place === '' ? 'A value' : place} is too long${problem.most === undefined ? '' : `: at most ${problem.most} characters`}.`,
      advice: 'Shorten it, or make the column wider.',
    };
  }
  const wanted = problem.wanted;
  if (problem.kind === 'out-of-range') {
    return {
      title: `${subject} is out of range${target}${wanted === undefined ? '' : ` (${wanted})`}.`,
      advice: 'Use a value that the column can hold.',
    };
  }
  return {
    title: `${subject} is not a valid ${wanted ?? 'value'}${target}.`,
    advice: wanted === undefined ? message : `Give it a value of type ${wanted}.`,
  };
}

function badKey({ names, statement }: Failure): Finding {
  const column = names.ofTable(statement?.table)?.primaryColumns[0];
  if (!statement || !column)
    return { title: 'A primary key that is an integer was given something else.', advice: 'Give it an integer.' };
  const value = statement.values.get(column.databaseName);
  const subject = value === undefined ? 'A value' : valueText(value);
  return {
    title: `${subject} is not a valid integer for ${names.entity(statement.table)}.${column.propertyPath}.`,
    advice: 'Give it a value of type integer, or none to have one made.',
  };
}

/** The column to which the statement gave the refused value: PostgreSQL does not name it. */
function columnHolding(problem: ValueProblem, statement: Statement | undefined): string | undefined {
  const fits = (held: unknown): boolean => {
    if (problem.kind === 'too-long') return problem.most !== undefined && String(held).length > Number(problem.most);
    return problem.value !== undefined && String(held) === problem.value;
  };
  return [...(statement?.values ?? [])].find(([, held]) => fits(held))?.[0];
}
