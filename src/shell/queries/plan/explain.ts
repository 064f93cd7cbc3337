import type { QueryRecorder, AskDriver } from '../recorder';
import { Shapes } from '../sql/shape';
import { partsOf, type StatementParts } from '../sql/parts';
import type { TableFacts } from './catalogue';
import { planDialect, type PlanDialect } from './dialects';
import type { Sent } from './dry-run';
import { marksOf, tableOf, type Mark } from './marks';
import { backTo, toSavepoint } from './read-only';
import { nodesOf, PRIMARY_KEY, type PlanNode } from './plan-node';

/** How the database answers a statement, or would. */
export interface Explained {
  readonly parts: StatementParts;
  /** How many statements of this shape there were; the plan is that of the first. */
  readonly count: number;
  readonly type: QueryRecorder['dataSource']['options']['type'];
  /** `undefined` when the database has nothing to look for. */
  readonly plan: PlanNode | undefined;
  readonly marks: ReadonlyMap<PlanNode, readonly Mark[]>;
  /** What the database answered instead of a plan. */
  readonly error?: unknown;
}

export interface ExplainOptions {
  /** Run each statement and measure, where the database can. */
  readonly analyze: boolean;
  /** False for statements that write, or that the database has refused to run in a transaction that only reads. */
  readonly reads: boolean;
  /** Aborted when the person has had enough. */
  readonly stopped: AbortSignal;
}

const HAVE_PLANS: ReadonlySet<string> = new Set(
  'select values table with insert update delete replace merge'.split(' '),
);

/**
 * Whether a statement can be explained without being run. SQLite obeys a PRAGMA while it reads it, explained or not, and of several
 * statements in one text only the first would be explained.
 */
export function hasPlan({ sql, recorder }: Sent): boolean {
  const { verb, tokens } = partsOf(sql, recorder.dataSource.options.type);
  const end = tokens.findIndex(({ text }) => text === ';');
  return HAVE_PLANS.has(verb) && (end === -1 || end === tokens.length - 1);
}

/** Asks the databases for the plan of each statement that differs from the others in more than values. */
export async function explain(statements: readonly Sent[], options: ExplainOptions): Promise<readonly Explained[]> {
  const shapes = new Shapes();
  const first = new Map<string, { readonly statement: Sent; readonly parts: StatementParts; count: number }>();
  for (const statement of statements.filter(hasPlan)) {
    const { text, parts } = shapes.of(statement.sql, statement.recorder.dataSource.options.type);
    const known = first.get(text);
    if (known === undefined) first.set(text, { statement, parts, count: 1 });
    else known.count++;
  }
  const explained: Explained[] = [];
  for (const { statement, parts, count } of first.values()) {
    if (options.stopped.aborted) break;
    const { recorder } = statement;
    const found = await recorder.aside((ask) => explainOne(statement, parts, ask, options));
    explained.push({ parts, count, type: recorder.dataSource.options.type, ...found });
  }
  return explained;
}

async function explainOne(
  { sql, parameters, recorder }: Sent,
  parts: StatementParts,
  ask: AskDriver,
  { analyze, reads }: ExplainOptions,
): Promise<Pick<Explained, 'plan' | 'marks' | 'error'>> {
  const { dataSource } = recorder;
  const dialect = await planDialect(dataSource.options.type, ask);
  if (dialect === undefined) return { plan: undefined, marks: new Map() };
  const words = (analyze && dialect.analyze) || dialect.explain;
  let plan: PlanNode | undefined;
  try {
    plan = dialect.parse(
      await askInReading(ask, dialect, `${words} ${sql}`, parameters, { reads, isHeld: recorder.isHeld() }),
    );
  } catch (error) {
    return { plan: undefined, marks: new Map(), error };
  }
  if (plan === undefined) return { plan, marks: new Map() };
  const tables = new Map<string, TableFacts>();
  for (const { table } of nodesOf(plan)) {
    const name = table === undefined ? undefined : tableOf(table, parts);
    if (name !== undefined && !tables.has(name)) tables.set(name, await dialect.readTable(ask, name));
  }
  const known = withKeys(plan, parts, tables);
  return { plan: known, marks: marksOf(known, { parts, tables, dataSource }) };
}

/** In a transaction that is rolled back when the plan is there; where one is open that has to stay so, in a savepoint. */
async function askInReading(
  ask: AskDriver,
  { begin }: PlanDialect,
  sql: string,
  parameters: readonly unknown[],
  { reads, isHeld }: { readonly reads: boolean; readonly isHeld: boolean },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (begin !== undefined) await (isHeld ? toSavepoint(ask) : ask(begin(reads)));
  try {
    return (await ask(sql, parameters)) as readonly Readonly<Record<string, unknown>>[];
  } finally {
    if (begin !== undefined) await (isHeld ? backTo(ask) : ask('ROLLBACK'));
  }
}

/** Calls the index of a primary key so, whatever name the database has for it, and its columns by their names. */
function withKeys(node: PlanNode, parts: StatementParts, tables: ReadonlyMap<string, TableFacts>): PlanNode {
  const children = node.children.map((child) => withKeys(child, parts, tables));
  const facts = node.table === undefined ? undefined : tables.get(tableOf(node.table, parts));
  const primary = facts?.indexes.find(({ isPrimary }) => isPrimary);
  if (primary === undefined || node.index === undefined) return { ...node, children };
  const index = node.index.split(' and ').map((name) => (name === primary.name ? PRIMARY_KEY : name));
  const by = node.by?.replace(/\browid\b/gu, primary.columns[0] ?? 'rowid');
  return { ...node, index: index.join(' and '), ...(by === undefined ? {} : { by }), children };
}
