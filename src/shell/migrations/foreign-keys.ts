import type { DataSource, QueryRunner } from 'typeorm';
import { UserError } from '../user-error';

type Rows<Names extends string> = readonly Readonly<Record<Names, unknown>>[];

/** What `PRAGMA foreign_key_check` finds: a row of `table` whose row in `parent` is not there. */
interface Violation {
  readonly table: string;
  readonly rowid: unknown;
  readonly parent: string;
  readonly fkid: number;
}

/** The foreign keys of a SQLite connection while a migration runs on it. */
export interface ForeignKeys {
  /**
   * Whether every row that is named is there; rows that were amiss before are no news. Inside of the transaction, so that it can be rolled back.
   * @throws UserError that names the table, the row and the constraint.
   */
  check(): Promise<void>;
  /** As they were before. Outside of a transaction. */
  restore(): Promise<void>;
}

const NONE: ForeignKeys = { check: async () => {}, restore: async () => {} };

/**
 * Turns foreign keys off on SQLite, and on any other database does nothing.
 *
 * SQLite changes a table by making it anew and dropping the old one, and dropping a table deletes its rows first: with foreign keys on, the
 * rows of other tables that hang on it by ON DELETE CASCADE go with them (https://sqlite.org/lang_altertable.html, section 7). Inside of a
 * transaction the setting cannot be changed: this has to be called before one begins.
 */
export async function withoutForeignKeys({ options }: DataSource, runner: QueryRunner): Promise<ForeignKeys> {
  if (!/sqlite|sqljs/u.test(options.type)) return NONE;
  const ask = (sql: string): Promise<unknown> => runner.query(sql) as Promise<unknown>;
  const [on] = (await ask('PRAGMA foreign_keys')) as Rows<'foreign_keys'>;
  const wereOn = Number(on?.foreign_keys) === 1;
  const before = await violations(() => ask('SELECT * FROM pragma_foreign_key_check'));
  if (wereOn) await ask('PRAGMA foreign_keys = OFF');
  return {
    check: async () => {
      const now = await violations(() => ask('PRAGMA foreign_key_check'));
      if (now instanceof Error) {
        // A key that leads to nothing that is unique cannot be checked at all.
        if (before instanceof Error) return;
        throw now;
      }
      const [counts, known] = [counted(now), counted(before instanceof Error ? [] : before)];
      const news = now.find((each) => (counts.get(keyOf(each)) ?? 0) > (known.get(keyOf(each)) ?? 0));
      if (news !== undefined && !(before instanceof Error)) throw await violated(news, ask);
    },
    restore: async () => {
      if (wereOn) await ask('PRAGMA foreign_keys = ON');
    },
  };
}

/** @returns an error where the keys of the database cannot be checked. */
async function violations(ask: () => Promise<unknown>): Promise<readonly Violation[] | Error> {
  try {
    return (await ask()) as readonly Violation[];
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A table that is made anew may give its rows other numbers: how many there are of a kind is what can be compared. */
function counted(found: readonly Violation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of found) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}

function keyOf({ table, parent }: Violation): string {
  return JSON.stringify([table, parent]);
}

async function violated(
  { table, rowid, parent, fkid }: Violation,
  ask: (sql: string) => Promise<unknown>,
): Promise<UserError> {
  const keys = (await ask(`PRAGMA foreign_key_list(${quoted(table)})`)) as Rows<'id' | 'from' | 'to'>;
  const columns = keys.filter(({ id }) => id === fkid);
  const from = columns.map((each) => String(each.from)).join(', ');
  const to = columns.map((each) => String(each.to ?? 'its primary key')).join(', ');
  const row = rowid === null || rowid === undefined ? 'a row' : `row ${String(rowid)}`;
  return new UserError(
    `${row} of ${table} has no row in ${parent}: the foreign key ${from} → ${parent} (${to}) is violated`,
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
