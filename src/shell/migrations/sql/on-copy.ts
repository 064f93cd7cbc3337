import { effectOf } from '../../queries/statement';
import { sqlTokens, type SqlToken } from '../../queries/sql-tokens';
import { UserError } from '../../user-error';
import { shortStatement } from './beyond-copy';

/** A copy of a database of MySQL or MariaDB, which is another database of the same server. */
export interface CopyNames {
  /** The name of the database that it is a copy of. */
  readonly own: string;
  readonly copy: string;
  /** The other databases of the server, `mysql` too. */
  readonly others: readonly string[];
}

/** Statements in which a name before a dot may be that of a table or what it is called for the statement. */
const WITH_ALIASES = /^\s*(?:select|with|insert|update|delete|replace|values|table|\(|create\b[^(]*?\bview)\b/iu;
/** What stands before the name of a table, and not of a column. */
const BEFORE_TABLE = /^(?:from|join|into|update|table|exists|references|view|call|truncate|straight_join)$/iu;

/**
 * A statement that names the database is made one that names its copy: what is only tried must not come to the database itself.
 * @throws UserError where it writes into another database of the server, which has no copy.
 */
export function onCopy(sql: string, names: CopyNames): string {
  const tokens = [...sqlTokens(sql, 'mysql')];
  const [first, second] = tokens.map(({ text }) => text.toLowerCase());
  if (first === 'use') return `USE ${quoted(named(bare(tokens[1]), names, sql))}`;
  const isAlter = first === 'alter' && (second === 'database' || second === 'schema');
  const isRead = effectOf(sql).kind === 'read';
  const isDotted = (at: number): boolean => isDot(tokens[at + 1]) || isDot(tokens[at - 1]);
  const called = (name: string): boolean =>
    WITH_ALIASES.test(sql) && tokens.some((token, at) => isName(token) && same(bare(token), name) && !isDotted(at));
  let text = '';
  let from = 0;
  const put = (token: SqlToken, instead: string): void => {
    text += sql.slice(from, token.at) + instead;
    from = token.at + token.text.length;
  };
  for (const [at, token] of tokens.entries()) {
    const [, version, inner] = /^\/\*(M?!\d*)([^]*)\*\/$/u.exec(token.text) ?? [];
    // The server runs what is in such a comment.
    if (inner !== undefined) put(token, `/*${version} ${onCopy(inner, names)}*/`);
    else if (token.kind === 'number' && token.text.toLowerCase().startsWith(`${names.own.toLowerCase()}.`))
      put(token, quoted(names.copy) + token.text.slice(names.own.length));
    const isWhole = isAlter && at === 2 && same(bare(token), names.own);
    if (!isName(token) || isDot(tokens[at - 1]) || !(isWhole || isDot(tokens[at + 1]))) continue;
    const name = bare(token);
    const before = tokens[at - 1]?.text ?? '';
    if (same(name, names.own)) {
      const isColumns = !isDot(tokens[at + 3]) && !BEFORE_TABLE.test(before) && called(name);
      if (!isColumns) put(token, quoted(names.copy));
      else if (!isRead && before === ',') throw elsewhere(sql, name);
    } else if (!isRead && names.others.some((each) => same(each, name)) && !called(name)) throw elsewhere(sql, name);
  }
  return text + sql.slice(from);
}

function named(name: string, { own, copy }: CopyNames, sql: string): string {
  if (!same(name, own) && !same(name, copy)) throw elsewhere(sql, name);
  return copy;
}

function elsewhere(sql: string, name: string): UserError {
  return new UserError(`it goes to the database ${name}, beyond the copy that it is tried on: ${shortStatement(sql)}`);
}

function isDot(token: SqlToken | undefined): boolean {
  return token?.kind === 'sign' && token.text === '.';
}

/** Where the server takes double quotes for those of names, too. */
function isName({ kind, text }: SqlToken): boolean {
  return kind === 'name' || text.startsWith('"');
}

function bare(token: SqlToken | undefined): string {
  const text = token?.text ?? '';
  const [quote] = text;
  return quote === '`' || quote === '"' ? text.slice(1, -1).replaceAll(quote + quote, quote) : text;
}

/** Some servers make no difference between capital letters and small ones. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
