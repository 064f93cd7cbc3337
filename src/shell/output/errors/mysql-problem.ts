import type { DatabaseProblem, DriverError } from './database-problem';

type Reading = (message: string) => DatabaseProblem | undefined;

// (`db`.`assignments`, CONSTRAINT `fk` FOREIGN KEY (`employee_id`) REFERENCES `employees` (`id`) ON DELETE CASCADE)
const FOREIGN_KEY =
  /\(`[^`]+`\.`([^`]+)`, CONSTRAINT `[^`]+` FOREIGN KEY \(([^)]+)\) REFERENCES (?:`[^`]+`\.)?`([^`]+)`/;

function namesOf(list: string): string[] {
  return list.split(',').map((name) => name.trim().replaceAll('`', ''));
}

function noSuchRow(message: string): DatabaseProblem {
  const [, table, columns, referred] = FOREIGN_KEY.exec(message) ?? [];
  return { kind: 'no-such-row', table, referred, columns: columns === undefined ? undefined : namesOf(columns) };
}

function stillReferredTo(message: string): DatabaseProblem {
  const [, by, , table] = FOREIGN_KEY.exec(message) ?? [];
  return { kind: 'still-referred-to', table, by };
}

function badValue(message: string): DatabaseProblem {
  const [, wanted, value, column] =
    /^(?:Incorrect|Truncated incorrect) (\w+) value: '(.*?)'(?: for column (\S+))?/.exec(message) ?? [];
  return { kind: 'bad-value', wanted: wanted?.toLowerCase(), value, column: column && lastName(column) };
}

function lastName(path: string): string {
  return path.replace(/[`']/g, '').split('.').at(-1) ?? path;
}

/** Of numbers that say other things elsewhere. */
function galera(message: string): DatabaseProblem | undefined {
  return /WSREP|Primary Component/.test(message) ? { kind: 'node-not-ready' } : undefined;
}

function columnProblem(kind: 'not-null', pattern: RegExp): Reading {
  return (message) => ({ kind, column: pattern.exec(message)?.[1] ?? '' });
}

// Error numbers of MariaDB and MySQL: https://mariadb.com/kb/en/mariadb-error-codes/
const NUMBERS: Readonly<Record<number, Reading>> = {
  1452: noSuchRow,
  1216: () => ({ kind: 'foreign-key' }),
  1451: stillReferredTo,
  1217: () => ({ kind: 'foreign-key' }),
  1062: (message) => {
    const [, value, key] = /^Duplicate entry '(.*)' for key '(?:[^'.]+\.)?([^']+)'/s.exec(message) ?? [];
    return { kind: 'duplicate', key, values: value === undefined ? undefined : [value] };
  },
  1048: columnProblem('not-null', /^Column '([^']+)'/),
  1364: columnProblem('not-null', /^Field '([^']+)'/),
  4025: (message) => ({ kind: 'check', constraint: /CONSTRAINT `([^`]+)`/.exec(message)?.[1] ?? '' }),
  3819: (message) => ({ kind: 'check', constraint: /constraint '([^']+)'/.exec(message)?.[1] ?? '' }),
  1146: (message) => ({ kind: 'no-table', table: /'(?:[^'.]+\.)?([^']+)'/.exec(message)?.[1] ?? '' }),
  1054: (message) => {
    const [, value] = /^Unknown column '-?(NaN|Infinity)'/.exec(message) ?? [];
    if (value !== undefined) return { kind: 'no-number', value };
    const [, table, column] = /^Unknown column '(?:([^'.]+)\.)?([^']+)'/.exec(message) ?? [];
    return { kind: 'no-column', table, column: column ?? '' };
  },
  1366: badValue,
  1292: badValue,
  1525: badValue,
  1265: (message) => ({ kind: 'bad-value', column: /for column '([^']+)'/.exec(message)?.[1] }),
  1264: (message) => ({ kind: 'out-of-range', column: /for column '([^']+)'/.exec(message)?.[1] }),
  1690: () => ({ kind: 'out-of-range' }),
  1406: (message) => ({ kind: 'too-long', column: /for column '([^']+)'/.exec(message)?.[1] }),
  1064: (message) => ({ kind: 'syntax', near: /near '(.*)' at line/s.exec(message)?.[1] }),
  1142: () => ({ kind: 'denied' }),
  1143: () => ({ kind: 'denied' }),
  1227: () => ({ kind: 'denied' }),
  1205: () => ({ kind: 'locked' }),
  1213: () => ({ kind: 'conflict' }),
  1047: galera,
  1180: galera,
  1020: () => ({ kind: 'overtaken' }),
  1290: () => ({ kind: 'read-only' }),
  1792: () => ({ kind: 'read-only' }),
  1836: () => ({ kind: 'read-only' }),
  1021: () => ({ kind: 'disk-full' }),
  1114: () => ({ kind: 'disk-full' }),
  1927: () => ({ kind: 'connection-lost' }),
};

/** What mysql2, and Node for pg too, says of a connection that went away under a statement. */
const LOST_CODES: ReadonlySet<unknown> = new Set(['PROTOCOL_CONNECTION_LOST', 'EPIPE', 'ECONNRESET']);
/** What mysql2 says on a connection that the server has ended: which of it depends on how far it has heard of that. */
const LOST = /closed state|Connection lost|socket has been ended by the other party/;

/** Reads an error of mysql2, from MariaDB or MySQL. */
export function mysqlProblem({ errno, code, message, sqlMessage }: DriverError): DatabaseProblem | undefined {
  if (errno !== undefined && Object.hasOwn(NUMBERS, errno)) return NUMBERS[errno]?.(sqlMessage ?? message);
  if (LOST_CODES.has(code) || LOST.test(message)) return { kind: 'connection-lost' };
  return undefined;
}
