import type { Renames } from './renames';
import type { Statement, Statements } from './statement';

/** A view or a trigger. */
export interface Dependent {
  readonly type: string;
  readonly name: string;
  /** Of a trigger the table that it is on; of a view its own name. */
  readonly tbl_name: string;
  readonly sql: string;
}

/** All there are, for {@link withDependents}. */
export const DEPENDENTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')";

/**
 * Where SQLite makes a table anew, its triggers go with the old one, and views and triggers that name it keep the new one from getting its name. They
 * are dropped first and made again in the end, as they were (https://sqlite.org/lang_altertable.html, section 7). With renames their texts would be others: those are
 * not made again, and it is said.
 * @returns the statements, and what they lose.
 */
export function withDependents(
  { up, down }: Statements,
  all: readonly Dependent[],
  renames: Renames,
): Statements & { readonly lost: readonly string[] } {
  const tables = new Set([...up, ...down].flatMap(({ sql }) => /^CREATE TABLE "temporary_(.+?)"/.exec(sql)?.[1] ?? []));
  const names = [...tables, ...[...tables].map((name) => oldName(name, renames))];
  const concerned = all.filter(
    (each) =>
      names.some((name) => each.tbl_name === name || mentions(each.sql, name)) && !isTypeorms(each, [...up, ...down]),
  );
  if (tables.size === 0 || concerned.length === 0) return { up, down, lost: [] };
  const sorted = [...concerned].sort((one, other) => (one.type === other.type ? 0 : one.type === 'view' ? -1 : 1));
  const made = sorted.map(({ sql }): Statement => ({ sql }));
  const isRenamed = renames.all.length > 0;
  const lostText = ({ type, name }: Dependent): string =>
    `Loses the ${type} ${name}, which names what is renamed: make it again at the end.`;
  const dropped = [...sorted].reverse().map((each): Statement => ({
    sql: `DROP ${each.type.toUpperCase()} "${each.name.replaceAll('"', '""')}"`,
    ...(isRenamed && { notes: [lostText(each)] }),
  }));
  if (isRenamed) return { up: [...dropped, ...up], down: [...down, ...made], lost: sorted.map(lostText) };
  return { up: [...dropped, ...up, ...made], down: [...dropped, ...down, ...made], lost: [] };
}

function oldName(name: string, renames: Renames): string {
  return renames.tables.find(({ to }) => to.name === name)?.from.name ?? name;
}

function mentions(sql: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w$])`, 'iu').test(sql);
}

/** TypeORM itself drops and makes the views of entities. */
function isTypeorms({ name }: Dependent, statements: readonly Statement[]): boolean {
  return statements.some(({ sql }) => /^(?:DROP|CREATE) VIEW/.test(sql) && sql.includes(`"${name}"`));
}
