import type { CommandContext } from '../../commands/command';
import { InterruptedError } from '../../evaluator/evaluator';
import { fileProblem } from '../../file-problem';
import { counted } from '../../output/sql/query-summary';
import { writeFolder } from '../../safety/write-folder';
import { refuseToReplace } from '../../safety/write-named';
import { writeTexts, writeWhole } from '../../safety/write-whole';
import { UserError } from '../../user-error';
import { laterKeys } from '../deferred-keys';
import { dataTables, type DataTable } from '../data-tables';
import { familyOfSource, openConnection, type DataConnection } from '../database/connection';
import { foreignKeys } from '../database/foreign-keys';
import { DatabaseTables } from '../database/database-tables';
import { fileOfTable } from '../table-file';
import { RowsProgress } from '../rows-progress';
import { chosenTables } from './chosen-tables';
import { CSV_WRITER } from './csv-writer';
import { dumpRows, Hidden } from './dump-rows';
import type { DumpWriter } from './dump-writer';
import { JSON_WRITER, NDJSON_WRITER } from './json-writer';
import type { DumpRequest } from './request';
import { sqlWriter } from './sql-writer';

/** So much text, in UTF-16 units, is put together before it is written. */
const AT_ONCE = 65_536;

/**
 * Writes the rows of a data source, as they are at one moment.
 * @throws UserError for what cannot be read or written; there is no file then.
 */
export async function dump(context: CommandContext, request: DumpRequest): Promise<void> {
  const { dataSource } = context.model;
  const all = dataTables(dataSource, familyOfSource(dataSource));
  const chosen = chosenTables(request.words, all, context.model).flatMap((group) => group.tables);
  refuse(context, request, chosen);
  await context.breakable(async (stopped) => {
    const connection = await openConnection(dataSource);
    try {
      await connection.begin('snapshot');
      const there = await DatabaseTables.of(connection);
      const tables = tablesThere(chosen, there);
      const hidden = request.unmasked ? undefined : new Hidden(tables, context.masking);
      const job = new Dumping(context, request, { connection, tables, hidden, stopped });
      const bytes = await job.write();
      const others = request.words.length > 0 ? [] : there.others(all, connection.family);
      const views = chosen.filter((table) => there.isView(table)).map(({ name }) => name);
      report(context, request, { job, bytes, tables, others, views });
    } catch (error) {
      throw stopped.aborted ? new InterruptedError('interrupted') : error;
    } finally {
      await connection.release();
    }
  });
}

/** What is wrong before anything is asked. */
function refuse(context: CommandContext, request: DumpRequest, tables: readonly DataTable[]): void {
  const { file, format, isFolder, force, toReplace } = request;
  const [first, second] = tables;
  if (first === undefined) throw new UserError('There are no entities, and nothing to dump.');
  if (format === 'csv' && !isFolder && second !== undefined)
    throw new UserError(
      `A file of CSV has one table, and there are ${tables.length}.`,
      `Name one, or a folder for all: typeorm-shell dump --format csv -o ${file?.replace(/\.csv$/i, '') ?? 'FOLDER'}`,
    );
  if (file !== undefined) refuseToReplace({ name: file, path: context.resolvePath(file), force, toReplace });
}

/** Those that have rows of their own. @throws UserError where the database has not all of them. */
function tablesThere(chosen: readonly DataTable[], there: DatabaseTables): readonly DataTable[] {
  const missing = chosen.filter((table) => there.isMissing(table)).map(({ name }) => name);
  if (missing.length > 0)
    throw new UserError(
      `The database has no table ${missing.join(', ')}.`,
      'Migrate it first, or name the entities that you want.',
    );
  return chosen.filter((table) => !there.isView(table));
}

interface DumpParts {
  readonly connection: DataConnection;
  readonly tables: readonly DataTable[];
  readonly hidden: Hidden | undefined;
  readonly stopped: AbortSignal;
}

class Dumping {
  readonly #context: CommandContext;
  readonly #request: DumpRequest;
  readonly #parts: DumpParts;
  readonly #progress: RowsProgress;
  #all: number | undefined;

  constructor(context: CommandContext, request: DumpRequest, parts: DumpParts) {
    this.#context = context;
    this.#request = request;
    this.#parts = parts;
    this.#progress = new RowsProgress(context, `Dumping${request.file === undefined ? '' : ` ${request.file}`}`);
  }

  get rows(): number {
    return this.#progress.rows;
  }

  get masked(): readonly string[] {
    return this.#parts.hidden?.columns ?? [];
  }

  /** @returns how many bytes. */
  async write(): Promise<number> {
    const { file, isFolder } = this.#request;
    const { tables, stopped } = this.#parts;
    // Only where somebody looks: it takes a while.
    if (this.#context.status !== undefined) this.#all = await this.#count();
    const writer = await this.#writer();
    try {
      if (file === undefined) return await this.#toStandardOutput(writer);
      const path = this.#context.resolvePath(file);
      if (!isFolder) return await writeWhole(path, this.#texts(writer, tables), stopped);
      const files = tables.map((table) => [fileOfTable(table.name), this.#texts(writer, [table])] as const);
      return await writeFolder(path, files, stopped);
    } catch (error) {
      const ofFileSystem = error instanceof Error && 'syscall' in error && file !== undefined;
      throw ofFileSystem ? fileProblem('written', file, error) : error;
    } finally {
      this.#progress.end();
    }
  }

  async #toStandardOutput(writer: DumpWriter): Promise<number> {
    const { standardOutput } = this.#context;
    if (standardOutput === undefined) throw new UserError('A dump needs a file here.', 'Name one: -o FILE');
    return writeTexts(standardOutput, this.#texts(writer, this.#parts.tables), this.#parts.stopped);
  }

  async #writer(): Promise<DumpWriter> {
    const { connection, tables } = this.#parts;
    switch (this.#request.format) {
      case 'json':
        return JSON_WRITER;
      case 'ndjson':
        return NDJSON_WRITER;
      case 'csv':
        return CSV_WRITER;
      default: {
        const { family, zone } = connection;
        const later = laterKeys(tables, await foreignKeys(connection));
        return sqlWriter({ family, zone, tables, later });
      }
    }
  }

  async #count(): Promise<number> {
    const { connection, tables } = this.#parts;
    let rows = 0;
    for (const { sql } of tables) rows += Number((await connection.all(`SELECT count(*) FROM ${sql}`))[0][0]);
    return rows;
  }

  async *#texts(writer: DumpWriter, tables: readonly DataTable[]): AsyncGenerator<string> {
    const { connection, hidden } = this.#parts;
    const names = tables.map(({ name }) => name);
    const masked = this.masked.filter((each) => names.some((name) => each.startsWith(`${name}.`)));
    let all = 0;
    let text = writer.head({ dump: 1, tables: names, masked });
    for (const table of tables) {
      const { head, row, tail } = writer.table(table);
      let rows = 0;
      text += head;
      for await (const some of dumpRows(connection, table, hidden)) {
        for (const cells of some) text += row(cells, rows++);
        this.#progress.add(some.length, () => (this.#all === undefined ? undefined : this.rows / this.#all));
        if (text.length < AT_ONCE) continue;
        yield text;
        text = '';
      }
      text += tail(rows);
      all += rows;
    }
    yield text + writer.tail(all);
  }
}

interface Done {
  readonly job: Dumping;
  readonly bytes: number;
  readonly tables: readonly DataTable[];
  readonly others: readonly string[];
  readonly views: readonly string[];
}

function report(context: CommandContext, { file, unmasked }: DumpRequest, done: Done): void {
  const { job, bytes, tables, others, views } = done;
  const say = file === undefined ? (context.notice ?? context.print) : context.print;
  const what = `${counted(job.rows, 'row')} of ${counted(tables.length, 'table')}`;
  say(`Dumped ${what} to ${file ?? 'standard output'} (${counted(bytes, 'byte')}).`);
  if (job.masked.length > 0) say(`Masked: ${job.masked.join(', ')}. --unmasked writes what is there.`);
  const shown = unmasked ? new Hidden(tables, context.masking).columns : [];
  if (shown.length > 0) say(`Not masked: ${shown.join(', ')}. Whoever reads it knows them.`);
  if (views.length > 0) say(`Left out, because the database has a view there: ${views.join(', ')}.`);
  if (others.length > 0) say(`Left out, because no entity has them: ${others.join(', ')}.`);
}
