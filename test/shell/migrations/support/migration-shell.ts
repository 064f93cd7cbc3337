import assert from 'node:assert/strict';
import * as typeorm from 'typeorm';
import type { DataSource, DataSourceOptions, MigrationInterface, QueryRunner } from 'typeorm';
import { COMMANDS } from '../../../../src/shell/commands';
import { parseCommand } from '../../../../src/shell/commands/parse-command';
import type { CommandContext } from '../../../../src/shell/commands/command';
import type { ShellParts } from '../../../../src/shell/shell-parts';
import { UserError } from '../../../../src/shell/user-error';
import { commandContext } from '../../../support/run-command';
import { shellInProcess } from '../../../support/shell-in-process';

export type MigrationClass = new () => MigrationInterface;
type Work = readonly string[] | ((runner: QueryRunner) => Promise<unknown>);

/** A migration of that name, which sends statements or does something. */
export function migration(name: string, up: Work, down: Work = [], transaction?: boolean): MigrationClass {
  return class implements MigrationInterface {
    readonly name = name;
    readonly transaction = transaction;
    up = (runner: QueryRunner): Promise<void> => done(up, runner);
    down = (runner: QueryRunner): Promise<void> => done(down, runner);
  };
}

async function done(work: Work, runner: QueryRunner): Promise<void> {
  if (typeof work === 'function') return void (await work(runner));
  for (const sql of work) await runner.query(sql);
}

/** The names of a table, and of what it makes and drops, which every database takes. */
export function table(name: string, time: number): MigrationClass {
  return migration(
    `Make_${name}_${time}`,
    [`CREATE TABLE ${name} (id integer PRIMARY KEY, name varchar(20))`],
    [`DROP TABLE ${name}`],
  );
}

/** A time for the name of a migration: the same every time, and later for a larger number. */
export function time(number: number): number {
  return 1_762_000_000_000 + number;
}

/** A shell in this process, on a data source with migrations. */
export class MigrationShell {
  private constructor(
    readonly dataSource: DataSource,
    readonly parts: ShellParts,
  ) {}

  static async open(
    options: object,
    migrations: readonly MigrationClass[],
    copy: typeof typeorm = typeorm,
  ): Promise<MigrationShell> {
    const dataSource = await new copy.DataSource({
      ...options,
      migrations: [...migrations],
    } as unknown as DataSourceOptions).initialize();
    return new MigrationShell(dataSource, shellInProcess(dataSource, { typeorm: { ...copy } }));
  }

  /** @returns what `.migration …` printed, without times. @throws what it throws. */
  async call(words: string, others?: Partial<CommandContext>): Promise<string> {
    const context = commandContext(this.parts, others);
    const { command, argument } = parseCommand(`.migration ${words}`, COMMANDS);
    await command.run(context, argument);
    return timeless(context.printed.join('\n'));
  }

  /** @returns what is said of an error, with the advice. */
  async refusal(words: string, others?: Partial<CommandContext>): Promise<string> {
    const error: unknown = await this.call(words, others).then(
      (printed) => assert.fail(`${words} printed: ${printed}`),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof UserError)) throw error;
    return timeless([error.message, error.hint ?? []].flat().join('\n'));
  }

  /** `applied A, pending B`: as status has it, without the times in the names. */
  async states(): Promise<string> {
    const { migrations } = JSON.parse(await this.call('status --json')) as {
      readonly migrations: readonly { readonly name: string; readonly state: string }[];
    };
    return migrations.map(({ name, state }) => `${state} ${name.replace(/_?\d{13}$/u, '')}`).join(', ');
  }

  /** Whether there is a table. */
  async has(name: string): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await runner.hasTable(name);
    } finally {
      await runner.release();
    }
  }

  async count(name: string): Promise<number> {
    const [row] = await this.dataSource.query<{ rows: number | string }[]>(`SELECT count(*) AS "rows" FROM ${name}`);
    return Number(row.rows);
  }

  async close(): Promise<void> {
    await this.parts.close();
  }
}

function timeless(text: string): string {
  return text.replace(/[\d.]+ m?s\b/gu, 'N ms');
}
