import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import {
  compareCatalogues,
  readCatalogue,
  type AskRows,
  type CatalogueDifference,
  type Fact,
} from '../catalogue/catalogue';
import { MigrationsTable } from '../migrations-table';
import { runGroup } from '../run-group';
import { lending } from '../sql/recording-runner';
import { transactionGroups, type Step, type TransactionMode } from '../transaction-groups';
import { countRows, type TableRows } from './table-rows';

/** What a step of a rehearsal was, and what there was after it. */
export interface RehearsedStep {
  readonly name: string;
  readonly direction: Step['direction'];
  /** How long the migration's own code took. */
  readonly milliseconds: number;
  /** Before it and after it. */
  readonly rows: readonly [TableRows, TableRows];
  /** Where the schema is not the one that it should be: after a step down that of before, after the second way up that of the first. */
  readonly difference?: CatalogueDifference;
}

export interface RoundsOptions {
  readonly mode: TransactionMode;
  readonly stopped: AbortSignal;
  /** Told before a step begins. */
  readonly onBegin: (step: Step) => void;
  readonly onDone: (done: RehearsedStep) => void;
}

interface State {
  readonly facts: readonly Fact[];
  readonly rows: TableRows;
}

/**
 * Runs migrations up, down and up again on a copy of a database, and looks at the copy's schema and rows after each.
 * @param original a migration that asks it, and not the query runner that it is given, gets the copy too.
 * @throws StepFailed, InterruptedError
 */
export async function rehearseRounds(
  steps: readonly Step[],
  copy: DataSource,
  original: DataSource,
  { mode, stopped, onBegin, onDone }: RoundsOptions,
): Promise<void> {
  const runner = copy.createQueryRunner('master') as QueryRunner & { connect(): Promise<unknown> };
  try {
    await runner.connect();
    const table = new MigrationsTable(copy);
    await table.create(runner);
    const own = ownTables(table, copy);
    const ask: AskRows = (sql, parameters) => runner.query(sql, parameters && [...parameters]);
    const look = async (): Promise<State> => ({
      facts: await readCatalogue(copy, ask, own),
      rows: await countRows(copy, ask, own),
    });
    /** As the schema was at first, and after each step of the first way up. */
    const states: State[] = [await look()];
    let before = states[0];
    const names = steps.map(({ migration }) => migration.name);

    /** The same migration, which is timed, and after which the copy is looked at: in its transaction, as the next one finds it. */
    const watched = (step: Step, isFirst: boolean): Step => {
      const { migration, direction } = step;
      const { instance } = migration;
      const run = async (): Promise<void> => {
        const begun = performance.now();
        await instance[direction](runner);
        const milliseconds = performance.now() - begun;
        const after = await look();
        const expected = isFirst ? undefined : states[names.indexOf(migration.name) + (direction === 'up' ? 1 : 0)];
        const difference = expected && compareCatalogues(expected.facts, after.facts);
        const isOther = difference !== undefined && difference.gone.length + difference.come.length > 0;
        if (isFirst) states.push(after);
        onDone({
          name: migration.name,
          direction,
          milliseconds,
          rows: [before.rows, after.rows],
          ...(isOther && { difference }),
        });
        before = after;
      };
      const watching = Object.create(instance, { [direction]: { value: run } }) as MigrationInterface;
      return { direction, migration: { ...migration, instance: watching } };
    };
    const back = [...steps].reverse().map((step): Step => ({ ...step, direction: 'down' }));
    // Whoever asks the data source for a query runner gives it back when it is done.
    const lent = Object.create(runner, { release: { value: async () => {} } }) as QueryRunner;
    await lending(original, lent, async () => {
      for (const [round, all] of [steps, back, steps].entries())
        for (const group of transactionGroups(
          all.map((step) => watched(step, round === 0)),
          mode,
          copy,
        ))
          await runGroup(group, copy, runner, { stopped, onBegin });
    });
  } finally {
    await runner.release();
  }
}

/** TypeORM's tables, and the sequence of the one: what a first migration makes of them is no matter of its own. */
function ownTables({ path }: MigrationsTable, { metadataTableName }: DataSource): readonly string[] {
  const name = path.split('.').at(-1) ?? path;
  return [name, `${name}_id_seq`, metadataTableName];
}
