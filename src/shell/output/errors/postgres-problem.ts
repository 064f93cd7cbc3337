import type { DatabaseProblem, DriverError } from './database-problem';

/** `Key (employee_id, meeting_id)=(1, 1) already exists.` */
function keyOf(detail = ''): { columns?: string[]; values?: string[] } {
  const [, columns, values] = /^Key \((.+?)\)=\((.*?)\) (?:already|is )/.exec(detail) ?? [];
  if (columns === undefined || values === undefined) return {};
  const names = columns.split(', ').map((name) => name.replaceAll('"', ''));
  // A value may hold a comma itself; then they cannot be told apart, and stay unsaid.
  const parts = names.length === 1 ? [values] : values.split(', ');
  return parts.length === names.length ? { columns: names, values: parts } : { columns: names };
}

function quoted(message: string, pattern: RegExp): string | undefined {
  return pattern.exec(message)?.[1];
}

type Reading = (error: DriverError) => DatabaseProblem | undefined;

// SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html. Of the texts only those are read that say more
// than the fields; a server may speak another language, then that part stays unsaid.
const CODES: Readonly<Record<string, Reading>> = {
  23503: (error) => {
    const by = quoted(error.detail ?? '', /is still referenced from table "([^"]+)"/);
    if (by !== undefined) return { kind: 'still-referred-to', by, table: quoted(error.message, /on table "([^"]+)"/) };
    return {
      kind: 'no-such-row',
      table: error.table,
      ...keyOf(error.detail),
      referred: quoted(error.detail ?? '', /not present in table "([^"]+)"/),
    };
  },
  23001: (error) => ({ kind: 'still-referred-to', by: error.table }),
  23505: (error) => ({ kind: 'duplicate', table: error.table, key: error.constraint, ...keyOf(error.detail) }),
  23502: (error) => ({ kind: 'not-null', table: error.table, column: error.column ?? '' }),
  23514: (error) => ({ kind: 'check', constraint: error.constraint ?? '' }),
  '42P01': ({ message }) => {
    const name = quoted(message, /for table "([^"]+)"/);
    return name === undefined
      ? { kind: 'no-table', table: quoted(message, /relation "([^"]+)"/) ?? '' }
      : { kind: 'not-in-query', name };
  },
  '42P10': ({ message }) => (/ON CONFLICT/.test(message) ? { kind: 'no-unique-key' } : { kind: 'syntax' }),
  42703: ({ message }) => {
    const [, quotedName, table, column, bare] = /column (?:"([^"]+)"|(?:(\w+)\.)(\w+)|(\w+))/.exec(message) ?? [];
    return {
      kind: 'no-column',
      table: quoted(message, /of relation "([^"]+)"/) ?? table,
      column: quotedName ?? column ?? bare ?? '',
    };
  },
  '22P02': ({ message }) => {
    const [, wanted, value] = /input (?:syntax|value) for (?:type |enum )?([\w ]+?)(?:: "(.*)")?$/.exec(message) ?? [];
    return { kind: 'bad-value', wanted, value };
  },
  22007: ({ message }) => {
    const [, wanted, value] = /input syntax for type ([\w ]+?): "(.*)"$/.exec(message) ?? [];
    return { kind: 'bad-value', wanted, value };
  },
  22008: ({ message }) => ({ kind: 'out-of-range', value: quoted(message, /: "(.*)"$/) }),
  22003: ({ message }) => ({
    kind: 'out-of-range',
    value: quoted(message, /value "([^"]+)"/),
    wanted: quoted(message, /for type ([\w ]+)/) ?? quoted(message, /^(\w+) out of range/),
  }),
  22001: ({ message }) => ({ kind: 'too-long', most: quoted(message, /\((\d+)\)/) }),
  42601: ({ message }) => ({ kind: 'syntax', near: quoted(message, /at or near "([^"]*)"/) }),
  42883: ({ message }) => {
    const [, operator] = /operator does not exist: .*? ([-+*/<>=~!@#%^&|`?]+) /.exec(message) ?? [];
    return operator === undefined ? undefined : { kind: 'no-operator', operator };
  },
  42501: () => ({ kind: 'denied' }),
  '55P03': () => ({ kind: 'locked' }),
  '40P01': () => ({ kind: 'deadlock' }),
  40001: () => ({ kind: 'overtaken' }),
  25006: () => ({ kind: 'read-only' }),
  53100: () => ({ kind: 'disk-full' }),
  '25P02': () => ({ kind: 'aborted-transaction' }),
  '57P01': () => ({ kind: 'connection-lost' }),
  '57P02': () => ({ kind: 'connection-lost' }),
  '08006': () => ({ kind: 'connection-lost' }),
  '08003': () => ({ kind: 'connection-lost' }),
};

/** Reads an error of pg. */
export function postgresProblem(error: DriverError): DatabaseProblem | undefined {
  if (error.code !== undefined && Object.hasOwn(CODES, error.code)) return CODES[error.code]?.(error);
  // What pg itself says of a connection that went away has no code.
  return /Connection terminated|Client has encountered a connection error/.test(error.message)
    ? { kind: 'connection-lost' }
    : undefined;
}
