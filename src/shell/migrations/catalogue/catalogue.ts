import type { DataSource } from 'typeorm';
import { familyOf } from '../new/table-key';
import { mysqlFacts } from './mysql-facts';
import { postgresFacts } from './postgres-facts';
import { sqliteFacts } from './sqlite-facts';

/** Asks a database. */
export type AskRows = (
  sql: string,
  parameters?: readonly unknown[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** One thing that a catalogue says of an object, as a line: `column name varchar NOT NULL` of `table employees`. */
export interface Fact {
  readonly object: string;
  readonly text: string;
}

/** What two catalogues differ in. */
export interface CatalogueDifference {
  readonly gone: readonly Fact[];
  readonly come: readonly Fact[];
}

/**
 * The schema as the database itself has it, of every table, view, trigger and type: for comparing, so the order of columns counts for nothing.
 * Only reads.
 * @param without tables that are not looked at, by their bare names.
 * @throws what the database says; of a database of another kind nothing is known.
 */
export async function readCatalogue(
  dataSource: Pick<DataSource, 'options'>,
  ask: AskRows,
  without: readonly string[],
): Promise<readonly Fact[]> {
  const facts = await (async (): Promise<readonly Fact[]> => {
    switch (familyOf(dataSource)) {
      case 'sqlite':
        return sqliteFacts(ask);
      case 'postgres':
        return postgresFacts(ask);
      case 'mysql':
        return mysqlFacts(ask);
      case undefined:
        return [];
    }
  })();
  const left = new Set(without);
  return facts.filter(({ object }) => !left.has(object.split(/[ .]/).at(-1) ?? ''));
}

export function compareCatalogues(before: readonly Fact[], after: readonly Fact[]): CatalogueDifference {
  const [one, other] = [before, after].map((facts) => new Set(facts.map(factText)));
  return {
    gone: before.filter((fact) => !other.has(factText(fact))),
    come: after.filter((fact) => !one.has(factText(fact))),
  };
}

export function factText({ object, text }: Fact): string {
  return `${object}: ${text}`;
}
