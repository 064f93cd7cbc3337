import { literal } from '../../output/sql/literal';
import type { Cell } from '../cell';
import { cellWriter, type Parameter } from '../cell-writer';
import type { Family } from '../column-kind';
import { countedColumns } from '../counters';
import type { DataColumn, DataTable } from '../data-tables';
import type { ForeignKey } from '../database/foreign-keys';
import { SQL_END, sqlHeadLine } from '../header';
import type { Zone } from '../instant';
import { deferringSql } from '../deferred-keys';
import type { DumpWriter } from './dump-writer';

/** Rows of one statement. */
const ROWS = 100;

const BEGIN: Readonly<Record<Family, readonly string[]>> = {
  sqlite: ['BEGIN IMMEDIATE;'],
  postgres: ['BEGIN;', "SET LOCAL client_encoding = 'UTF8';", 'SET LOCAL standard_conforming_strings = on;'],
  mysql: [
    'SET NAMES utf8mb4;',
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';",
    'START TRANSACTION;',
  ],
};

export interface SqlWriterOptions {
  readonly family: Family;
  readonly zone: Zone;
  readonly tables: readonly DataTable[];
  /** Foreign keys that lead to rows that may come later. */
  readonly later: readonly ForeignKey[];
}

/** Statements for the database's own client: a row a line, whatever is in it. */
export function sqlWriter({ family, zone, tables, later }: SqlWriterOptions): DumpWriter {
  const { before, after } = deferringSql(family, tables, later);
  return {
    head: ({ masked }) =>
      [
        sqlHeadLine({ family, tables: tables.map(({ name }) => name), masked }),
        ...BEGIN[family],
        ...before.map((sql) => `${sql};`),
        '',
      ].join('\n'),
    table: (table) => {
      const { columns, sql } = table;
      const literals = columns.map((column) => literalWriter(column, family, zone));
      const overriding = family === 'postgres' ? ' OVERRIDING SYSTEM VALUE' : '';
      const insert = `INSERT INTO ${sql} (${columns.map((each) => each.sql).join(', ')})${overriding} VALUES\n`;
      return {
        head: '',
        row: (cells, at) => {
          let text = at % ROWS === 0 ? `${at === 0 ? '' : ';\n'}${insert}(` : ',\n(';
          for (let place = 0; place < cells.length; place++)
            text += (place === 0 ? '' : ', ') + literals[place](cells[place]);
          return `${text})`;
        },
        tail: (rows) => (rows === 0 ? '' : ';\n'),
      };
    },
    tail: () =>
      [
        ...(family === 'postgres' && after.length > 0 ? ['SET CONSTRAINTS ALL IMMEDIATE;'] : []),
        ...after.map((sql) => `${sql};`),
        ...(family === 'postgres' ? tables.flatMap(countersSql) : []),
        'COMMIT;',
        SQL_END,
        '',
      ].join('\n'),
  };
}

/** The others go on after the highest number by themselves. */
function countersSql(table: DataTable): readonly string[] {
  return countedColumns(table).map(
    ({ sql, name }) =>
      `SELECT setval(pg_get_serial_sequence('${table.sql.replaceAll("'", "''")}', '${name.replaceAll("'", "''")}'), max(${sql})) FROM ${table.sql};`,
  );
}

function literalWriter(column: DataColumn, family: Family, zone: Zone): (cell: Cell) => string {
  const write = cellWriter(column, family, zone);
  const isNumber = column.kind === 'integer' || column.kind === 'decimal';
  return (cell) => {
    if (cell === null) return 'NULL';
    const written = write(cell);
    const value = typeof written === 'object' && written !== null && 'cut' in written ? written.value : written;
    return sqlLiteral(value, family, isNumber);
  };
}

const TYPES = { sqlite: 'better-sqlite3', postgres: 'postgres', mysql: 'mysql' } as const;

function sqlLiteral(value: Parameter, family: Family, isNumber: boolean): string {
  if (typeof value === 'number') return numberLiteral(value);
  if (typeof value === 'string' && isNumber && /^-?\d+(?:\.\d+)?$/.test(value)) return value;
  const text = literal(value, { type: TYPES[family], whole: true });
  if (!text.includes('\0')) return text;
  return family === 'mysql' ? text.replaceAll('\0', '\\0') : text.replaceAll('\0', "'||char(0)||'");
}

/** SQLite has no word for what is infinite, but takes a number that is. */
function numberLiteral(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value);
  return value > 0 ? '9e999' : '-9e999';
}
