import type { CommandContext } from '../../commands/command';
import type { EntityNames } from '../../schema/entity-facts';
import { UserError } from '../../user-error';
import { deferringSql, laterKeys } from '../deferred-keys';
import type { DataTable } from '../data-tables';
import type { DataConnection } from '../database/connection';
import { foreignKeys, isTable, type ForeignKey } from '../database/foreign-keys';
import { DatabaseTables, untransactedTables } from '../database/database-tables';
import { RowsProgress } from '../rows-progress';
import { AnnouncedRows } from './announced-rows';
import { keyOf, type KeyCheck } from './check-keys';
import { commitLoad } from './commit-load';
import { deleteRows, inOrderOf, tablesWithRows } from './existing-rows';
import { layoutOf, noTable, tableNamed, type Layout, type LayoutOptions } from './layout';
import type { FileRow, RowSource } from './read/file-row';
import { openSource } from './read/open-source';
import type { LoadRequest } from './request';
import { RowInserter } from './row-inserter';
import { NOTHING, rowProblem, whereOf } from './row-problem';
import { RowValues, UNMASK } from './row-values';
import { lowerCounters } from './set-counters';

export interface LoadParts {
  readonly connection: DataConnection;
  /** All of the model. */
  readonly tables: readonly DataTable[];
  readonly names: EntityNames;
  readonly quote: (name: string) => string;
  readonly stopped: AbortSignal;
}

export interface Loaded {
  readonly rows: number;
  /** How many tables have been loaded. */
  readonly tables: number;
  /** What the person should know, a line each. */
  readonly notes: readonly string[];
}

/** One load, in a transaction that has begun. */
export class Loading {
  readonly #context: CommandContext;
  readonly #request: LoadRequest;
  readonly #parts: LoadParts;
  readonly #options: LayoutOptions;
  readonly #layouts = new Map<string, Map<readonly string[], Layout>>();
  readonly #values: RowValues;
  #keys: readonly ForeignKey[] = [];
  #deferred: ReadonlySet<DataTable> = new Set();
  #isDeferring = false;

  constructor(context: CommandContext, request: LoadRequest, parts: LoadParts) {
    const { family, zone } = parts.connection;
    this.#context = context;
    this.#request = request;
    this.#parts = parts;
    this.#options = { tables: parts.tables, names: parts.names, family, zone };
    this.#values = new RowValues(request.masked);
  }

  /** Loads all, and commits. @throws UserError for whatever does not load. */
  async run(): Promise<Loaded> {
    const { connection } = this.#parts;
    this.#keys = await foreignKeys(connection);
    const source = this.#open();
    const tables = await this.#tablesOf(source);
    const later = laterKeys(tables, this.#keys);
    this.#deferred = new Set(tables.filter((table) => later.some((key) => isTable(key.table, table))));
    const { before, after } = deferringSql(connection.family, tables, later);
    if (connection.family === 'postgres') for (const sql of before) await connection.run(sql).catch(notOwner);
    if (this.#request.replace) await this.#replace(tables);
    else await this.#refuseRows(tables);
    const rows = await this.#load(source);
    const isNew = !this.#request.append;
    await commitLoad({
      connection,
      tables,
      deferred: this.#deferred,
      keys: this.#keys,
      after,
      isNew,
      check: this.#check(source),
    });
    if (isNew) await lowerCounters(connection, tables);
    return { rows, tables: tables.length, notes: this.#values.notes };
  }

  #open(): RowSource {
    const { file, format } = this.#request;
    const inOrder = (names: readonly string[]): readonly string[] => {
      const known = new Map(names.map((name) => [tableNamed(name, this.#options), name]));
      const unknown = names.filter((name) => tableNamed(name, this.#options) === undefined);
      const tables = this.#parts.tables.filter((table) => known.has(table));
      return [...unknown, ...inOrderOf(this.#keys, tables).map((table) => known.get(table)!)];
    };
    return openSource({ name: file, path: this.#context.resolvePath(file), format, inOrder });
  }

  /** The tables that a file says to have. @throws UserError where they cannot be loaded. */
  async #tablesOf(source: RowSource): Promise<readonly DataTable[]> {
    const { connection } = this.#parts;
    const { file, masked: takesMasked } = this.#request;
    const { tables: words, masked, family } = await source.header();
    if (family !== undefined && family !== connection.family)
      throw new UserError(
        `${file} has statements for another kind of database: ${family}.`,
        'JSON, NDJSON and CSV can be loaded everywhere.',
      );
    if (masked.length > 0 && !takesMasked)
      throw new UserError(`${file} does not have what is in ${masked.join(', ')}: it is masked.`, UNMASK);
    const tables = words.map((word) => {
      const table = tableNamed(word, this.#options);
      if (table === undefined) throw noTable(file, word, this.#options);
      return table;
    });
    const there = await DatabaseTables.of(connection);
    const missing = tables.find((table) => there.isMissing(table));
    if (missing !== undefined) throw new UserError(`The database has no table ${missing.name}.`, 'Migrate it first.');
    const [kept] = await untransactedTables(connection, tables);
    if (kept !== undefined)
      throw new UserError(
        `The engine of ${kept.name} has no transactions: what is loaded could not be taken back.`,
        `ALTER TABLE ${kept.sql} ENGINE = InnoDB`,
      );
    return [...new Set(tables)];
  }

  async #refuseRows(tables: readonly DataTable[]): Promise<void> {
    if (this.#request.append) return;
    const full = await tablesWithRows(this.#parts.connection, tables);
    if (full.length > 0)
      throw new UserError(
        `There are rows already: in ${full.map(({ name }) => name).join(', ')}.`,
        '--replace deletes them first, --append leaves them.',
      );
  }

  async #replace(tables: readonly DataTable[]): Promise<void> {
    const { connection, quote } = this.#parts;
    const { status } = this.#context;
    status?.('Deleting the rows that are there …');
    try {
      await this.#defer(true);
      await deleteRows(connection, tables, this.#keys, quote, (sql) => this.#announce(sql));
      await this.#defer(false);
    } finally {
      status?.(undefined);
    }
  }

  /** An audit hears of what is about to be sent, of rows once for each way to insert them. */
  #announce(sql: string): (changed: number) => void {
    const [recorder] = this.#context.recorders();
    return recorder?.announce(sql) ?? (() => {});
  }

  /** @returns how many rows. */
  async #load(source: RowSource): Promise<number> {
    const { connection, stopped } = this.#parts;
    const inserter = new RowInserter(connection, this.#values, (...args) => this.#explain(...args));
    const progress = new RowsProgress(this.#context, `Loading ${this.#request.file}`);
    const inserted = new AnnouncedRows((sql) => this.#announce(sql));
    let current: Layout | undefined;
    try {
      for await (const rows of source.rows()) {
        stopped.throwIfAborted();
        for (const row of rows) {
          const layout = this.#layoutOf(row);
          if (layout !== current) {
            await inserter.flush();
            inserted.enter(layout.insert);
            await this.#defer(this.#deferred.has(layout.table));
            current = layout;
          }
          inserted.add();
          const waits = inserter.add(row, layout);
          if (waits !== undefined) await waits;
        }
        progress.add(rows.length, () => source.share());
      }
      await inserter.flush();
      inserted.end();
      return progress.rows;
    } finally {
      progress.end();
    }
  }

  /** Where it can be said for each table, only what has to wait is checked later: the rest is refused row by row. */
  async #defer(later: boolean): Promise<void> {
    const { connection } = this.#parts;
    if (connection.family === 'postgres' || this.#deferred.size === 0 || later === this.#isDeferring) return;
    this.#isDeferring = later;
    await connection.run(
      connection.family === 'sqlite'
        ? `PRAGMA defer_foreign_keys = ${later ? 'ON' : 'OFF'}`
        : `SET SESSION foreign_key_checks = ${later ? 0 : 1}`,
    );
  }

  #layoutOf(row: FileRow): Layout {
    const { table: word, names } = row;
    let ofTable = this.#layouts.get(word);
    if (ofTable === undefined) {
      ofTable = new Map<readonly string[], Layout>();
      this.#layouts.set(word, ofTable);
    }
    let layout = ofTable.get(names);
    if (layout === undefined) {
      const table = tableNamed(word, this.#options);
      if (table === undefined) throw noTable(whereOf(row), word, this.#options);
      layout = layoutOf(whereOf(row), table, names, this.#options);
      // Rows that each have other names would be kept for ever.
      if (ofTable.size >= MOST_LAYOUTS) ofTable.clear();
      ofTable.set(names, layout);
    }
    return layout;
  }

  #check(source: RowSource): KeyCheck {
    const { connection, quote } = this.#parts;
    return { connection, source, quote, tableOf: (name) => tableNamed(name, this.#options) };
  }

  async #explain(row: FileRow, layout: Layout, error: unknown): Promise<Error> {
    const { connection, quote } = this.#parts;
    const { table, columns } = layout;
    const message = error instanceof Error ? error.message : '';
    if (connection.family === 'sqlite' && /FOREIGN KEY/.test(message) && !('sql' in row.content)) {
      const parameters = this.#values.parameters(row, layout);
      const values = new Map(columns.map(({ name }, at) => [name, parameters[at]]));
      const key = await keyOf(table, values, this.#keys, { connection, quote });
      if (key !== undefined)
        return new UserError(
          `${whereOf(row)} ${table.name}: the row leads by ${key.columns.join(', ')} to a row of ${key.referredTable} that is not there.`,
          NOTHING,
        );
    }
    return rowProblem(row, table.name, error, connection.family);
  }
}

/** @throws the error, or what it means where the user of the database is not the owner of a table. */
function notOwner(error: unknown): never {
  if ((error as { readonly code?: unknown }).code !== '42501') throw error;
  throw new UserError(
    `PostgreSQL lets only the owner have a foreign key checked later: ${(error as Error).message}.`,
    'Rows lead to rows of the same table, or around in a circle. Load as the owner, or make the keys DEFERRABLE.',
  );
}

/** Of one table. */
const MOST_LAYOUTS = 100;
