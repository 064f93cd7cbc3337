import { tokensOf } from '../../queries/sql/tokens';
import { effectOf } from '../../queries/statement';
import type { Refusal } from './refusals';

type Rows = readonly Readonly<Record<string, string | null>>[];

const TABLES = `SELECT t.table_name AS name, t.engine AS engine FROM information_schema.tables t
  JOIN information_schema.engines e ON e.engine = t.engine
  WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND e.transactions <> 'YES'`;
/** What stands for a table, or a call, and what it does. */
const OTHERS = `SELECT 'table' AS kind, event_object_table AS name, action_statement AS body
    FROM information_schema.triggers WHERE trigger_schema = DATABASE()
  UNION ALL SELECT 'table', table_name, view_definition FROM information_schema.views WHERE table_schema = DATABASE()
  UNION ALL SELECT 'routine', routine_name, routine_definition
    FROM information_schema.routines WHERE routine_schema = DATABASE()`;

/**
 * Finds the tables of MariaDB's and MySQL's that are in no transaction (MyISAM, Aria, MEMORY, …), and what leads to them by name: views,
 * triggers, routines.
 * @param ask sends a statement. @returns what refuses a statement that may write to one.
 */
export async function untransacted(ask: (sql: string) => Promise<unknown>): Promise<Refusal> {
  const found = (await ask(TABLES)) as Rows;
  if (found.length === 0) return () => undefined;
  const reasons = new Map(found.map(({ name, engine }) => [lower(name), `${name} is of the engine ${engine}`]));
  const routines = new Map<string, string>();
  let others = (await ask(OTHERS)) as Rows;
  for (;;) {
    const leading = others.filter(({ body }) => mentioned(body ?? '', reasons) ?? mentioned(body ?? '', routines));
    if (leading.length === 0) break;
    others = others.filter((each) => !leading.includes(each));
    for (const { kind, name } of leading) {
      const known = kind === 'routine' ? routines : reasons;
      if (!known.has(lower(name))) known.set(lower(name), `${name} leads to a table that is in no transaction`);
    }
  }
  return (sql) => {
    const reason = (effectOf(sql).kind === 'write' ? mentioned(sql, reasons) : undefined) ?? mentioned(sql, routines);
    return reason && `${reason}, which cannot be rolled back`;
  };
}

function mentioned(sql: string, reasons: ReadonlyMap<string, string>): string | undefined {
  if (reasons.size === 0) return undefined;
  for (const { kind, value } of tokensOf(sql, 'mysql')) {
    const reason = kind === 'word' || kind === 'name' ? reasons.get(value.toLowerCase()) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function lower(name: string | null): string {
  return (name ?? '').toLowerCase();
}
