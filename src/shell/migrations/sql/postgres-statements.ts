import { sqlTokens } from '../../queries/sql-tokens';

const ENDS =
  /^(?:begin|start\s+transaction|commit|end|rollback|abort|prepare\s+transaction|set\s+(?:session\s+characteristics\s+as\s+)?transaction)\b/iu;
const SAVEPOINT = /^rollback\b[^]*\bto\b/iu;

/**
 * PostgreSQL takes several statements in one text. Those that begin or end a transaction are left out; savepoints stay.
 * @returns `undefined` where nothing else is in it; the same text where there are none.
 */
export function withoutTransactions(sql: string): string | undefined {
  const all = statementsIn(sql);
  const others = all.filter((each) => !ENDS.test(each) || SAVEPOINT.test(each));
  if (others.length === all.length) return sql;
  return others.length === 0 ? undefined : others.join(';\n');
}

/** Those of a text, each without the semicolon and the comments before it; what stands in strings, names and comments does not count. */
export function statementsIn(sql: string): readonly string[] {
  const all: string[] = [];
  let from: number | undefined;
  let to = 0;
  let before = '';
  // The body of a function may be statements, from BEGIN ATOMIC to END; a CASE in it has an END of its own.
  let depth = 0;
  const end = (): void => {
    if (from !== undefined) all.push(sql.slice(from, to));
    from = undefined;
  };
  for (const { kind, text, at } of sqlTokens(sql, 'postgres')) {
    const word = kind === 'name' ? text.toLowerCase() : '';
    if ((word === 'atomic' && before === 'begin') || (depth > 0 && word === 'case')) depth++;
    else if (depth > 0 && word === 'end') depth--;
    before = word;
    if (depth === 0 && kind === 'sign' && text === ';') end();
    else if (from !== undefined || !isComment(text)) {
      from ??= at;
      to = at + text.length;
    }
  }
  end();
  return all;
}

function isComment(text: string): boolean {
  return text.startsWith('--') || text.startsWith('/*');
}
