/** What a statement that TypeORM wrote says about its table and values. */
export interface Statement {
  readonly verb: 'INSERT' | 'UPDATE' | 'DELETE' | 'SELECT';
  readonly table: string;
  /** What the statement calls its table otherwise. */
  readonly alias?: string;
  /** What is written (INSERT, UPDATE) or searched by (DELETE, SELECT), by column. Empty when several rows are written at once. */
  readonly values: ReadonlyMap<string, unknown>;
}

// A name of a table or column, quoted by the rules of one of the databases; a path of them with a schema in front.
const NAME = '(?:["`][^"`]+["`]|\\w+)';
const PATH = `${NAME}(?:\\.${NAME})*`;
// Words that go on with a statement, behind the name of a table, and are no alias of it.
const NO_ALIAS =
  'as|cross|default|for|full|group|having|inner|join|left|limit|natural|offset|on|order|returning|right|select|set|union|using|values|where';
const TABLE = new RegExp(
  `^\\s*(INSERT\\s+INTO|UPDATE|DELETE\\s+FROM|SELECT\\b.*?\\bFROM)\\s+(${PATH})(?:\\s+(?:AS\\s+)?(["\`][^"\`]+["\`]|(?!(?:${NO_ALIAS})\\b)\\w+))?`,
  'is',
);
const INSERTED = new RegExp(`^\\s*INSERT\\s+INTO\\s+${PATH}\\s*\\(([^)]*)\\)\\s*VALUES\\s*\\(`, 'is');
const ASSIGNMENT = new RegExp(`(${PATH})\\s*(?:=|\\bIN\\s*\\()\\s*(\\?|\\$\\d+|-?\\d+(?:\\.\\d+)?\\b)`, 'gi');
const PLACEHOLDER = /\?|\$\d+/g;

/**
 * Reads table, columns and values from a statement, as far as that is easy: TypeORM's own statements have few forms.
 * @returns `undefined` for a statement of another form
 */
export function readStatement(sql: unknown, parameters: unknown): Statement | undefined {
  if (typeof sql !== 'string') return undefined;
  const [, verb, table, alias] = TABLE.exec(sql) ?? [];
  if (verb === undefined || table === undefined) return undefined;
  const given = Array.isArray(parameters) ? (parameters as readonly unknown[]) : [];
  const kind = verb.trim().split(/\s/)[0]?.toUpperCase() as Statement['verb'];
  const owners = new Set([table, alias].map((name) => name && bareName(name)));
  return {
    verb: kind,
    table: bareName(table),
    ...(alias !== undefined && { alias: bareName(alias) }),
    values: kind === 'INSERT' ? insertedValues(sql, given) : assignedValues(sql, given, owners),
  };
}

/** The last part of a name's path, without quotes. */
export function bareName(path: string): string {
  const parts = path.match(/["`][^"`]+["`]|\w+/g) ?? [path];
  return (parts.at(-1) ?? path).replace(/["`]/g, '');
}

function insertedValues(sql: string, parameters: readonly unknown[]): Map<string, unknown> {
  const found = INSERTED.exec(sql);
  const values = new Map<string, unknown>();
  if (!found) return values;
  const columns = (found[1] ?? '').split(',').map((name) => bareName(name.trim()));
  const rest = sql.slice(found[0].length);
  // Values of TypeORM's inserts are placeholders and key words. Anything else is not read.
  const [row, after] = [/^[^()]*/.exec(rest)?.[0] ?? '', rest.replace(/^[^()]*/, '')];
  if (!/^\)\s*(?:;|$|RETURNING|ON\b)/i.test(after)) return values;
  const cells = row.split(',').map((cell) => cell.trim());
  if (cells.length !== columns.length) return values;
  let next = 0;
  cells.forEach((cell, index) => {
    const value = cell === '?' ? parameters[next++] : placeholder(cell, parameters);
    // A column that takes its default is written too, with what is not known here.
    if (value !== undefined || /^default$/i.test(cell)) values.set(columns[index] ?? '', value);
  });
  return values;
}

/** TypeORM's SQLite statements hold numbers themselves, strings as placeholders. */
function placeholder(cell: string, parameters: readonly unknown[]): unknown {
  if (/^null$/i.test(cell)) return null;
  if (/^-?\d+(?:\.\d+)?$/.test(cell)) return Number(cell);
  const number = /^\$(\d+)$/.exec(cell)?.[1];
  return number === undefined ? undefined : parameters[Number(number) - 1];
}

function assignedValues(
  sql: string,
  parameters: readonly unknown[],
  owners: ReadonlySet<string | undefined>,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  const found = [...sql.matchAll(ASSIGNMENT)];
  // A placeholder elsewhere (a second value of IN) would make the count wrong.
  const placeholders = found.filter(([, , mark = '']) => /[?$]/.test(mark)).length;
  if (placeholders !== (sql.match(PLACEHOLDER) ?? []).length) return values;
  let next = 0;
  for (const [, path = '', mark = ''] of found) {
    const value = mark === '?' ? parameters[next++] : placeholder(mark, parameters);
    const [column, owner] = [bareName(path), ownerOf(path)];
    // Columns of joined tables are not this table's. The new value comes first, in SET; the old one may come again in WHERE.
    if ((owner === undefined || owners.has(owner)) && !values.has(column)) values.set(column, value);
  }
  return values;
}

/** `Customer` of `"Customer"."id"`. */
function ownerOf(path: string): string | undefined {
  return path
    .match(/["`][^"`]+["`]|\w+/g)
    ?.at(-2)
    ?.replace(/["`]/g, '');
}
