import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { CommandContext } from '../../../../src/shell/commands/command';
import type { GivenOptions, Subcommand } from '../../../../src/shell/command-line';
import { dumpSubcommand } from '../../../../src/shell/data/dump/subcommand';
import { loadSubcommand } from '../../../../src/shell/data/load/subcommand';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { commandContext } from '../../../support/run-command';
import { shellInProcess } from '../../../support/shell-in-process';
import { entitiesOn, ROWS } from './model';
import type { TestDatabase } from '../../../support/databases';

/** A folder for the files of a test file, gone when its tests are over. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'typeorm-shell-data-'));
after(() => rmSync(FOLDER, { recursive: true, force: true }));

export interface Answer {
  readonly printed: readonly string[];
  /** What was written to the standard output as a file. */
  readonly output: string;
}

/** `dump` and `load` on a data source, in this process. */
export class DataShell {
  readonly #parts: ShellParts;

  constructor(
    readonly dataSource: DataSource,
    parts = shellInProcess(dataSource, { yes: true }),
  ) {
    this.#parts = parts;
  }

  dump(words: readonly string[], options: GivenOptions = {}, others?: Partial<CommandContext>): Promise<Answer> {
    return this.#call(dumpSubcommand, words, options, others);
  }

  load(words: readonly string[], options: GivenOptions = {}, others?: Partial<CommandContext>): Promise<Answer> {
    return this.#call(loadSubcommand, words, options, others);
  }

  async #call(
    subcommand: Subcommand,
    words: readonly string[],
    options: GivenOptions,
    others: Partial<CommandContext> = {},
  ): Promise<Answer> {
    const chunks: Uint8Array[] = [];
    const context = commandContext(this.#parts, {
      resolvePath: (path) => join(FOLDER, path),
      standardOutput: {
        write: async (bytes, at) => {
          chunks.push(bytes.subarray(at));
          return { bytesWritten: bytes.length - at };
        },
      },
      ...others,
    });
    await subcommand.parse(options, words).act(context);
    return { printed: context.printed, output: Buffer.concat(chunks).toString() };
  }

  /** All rows of a table, as TypeORM's driver gives them. */
  rows(table: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const name = this.dataSource.driver.escape(table);
    return this.dataSource.query(`SELECT * FROM ${name} ORDER BY 1`);
  }
}

/** A data source with the entities of model.ts, and their tables. */
export async function everySource(database: Pick<TestDatabase, 'kind' | 'options'>): Promise<DataSource> {
  const options = { ...database.options, entities: entitiesOn(database.kind), synchronize: true } as DataSourceOptions;
  return new DataSource(options).initialize();
}

/** Puts in the rows of model.ts, as SQLite holds them. */
export async function fillSqlite(dataSource: DataSource): Promise<void> {
  await dataSource.query('PRAGMA foreign_keys = OFF');
  for (const [table, rows] of Object.entries(ROWS))
    for (const row of rows) {
      const names = Object.keys(row)
        .map((name) => `"${name}"`)
        .join(', ');
      const marks = Object.keys(row).map(() => '?');
      await dataSource.query(`INSERT INTO "${table}" (${names}) VALUES (${marks.join(', ')})`, Object.values(row));
    }
  await dataSource.query('PRAGMA foreign_keys = ON');
}
