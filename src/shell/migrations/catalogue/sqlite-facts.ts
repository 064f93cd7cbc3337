import type { AskRows, Fact } from './catalogue';

type Row = Readonly<Record<string, unknown>>;

/** What SQLite says of its schema. Texts of tables are not compared: the same table can be written in many ways. */
export async function sqliteFacts(ask: AskRows): Promise<readonly Fact[]> {
  const objects = await ask("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'");
  const facts: Fact[] = [];
  for (const { type, name, sql } of objects) {
    const object = `${String(type)} ${String(name)}`;
    if (type === 'view' || type === 'trigger') facts.push({ object, text: spaced(String(sql)) });
    if (type !== 'table') continue;
    for (const text of await tableFacts(String(name), String(sql), ask)) facts.push({ object, text });
  }
  return facts;
}

async function tableFacts(name: string, sql: string, ask: AskRows): Promise<readonly string[]> {
  const columns = await ask('SELECT * FROM pragma_table_xinfo(?)', [name]);
  const keys = await ask('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq', [name]);
  const indices = await ask(
    'SELECT list.*, master.sql FROM pragma_index_list(?) list LEFT JOIN sqlite_master master ON master.name = list.name',
    [name],
  );
  const indexTexts: string[] = [];
  for (const index of indices) {
    if (index.origin === 'pk') continue;
    const parts = await ask('SELECT * FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno', [index.name]);
    const over = parts.map((part) => `${String(part.name ?? 'an expression')}${part.desc ? ' DESC' : ''}`).join(', ');
    const where = /\bWHERE\b(.*)$/is.exec(String(index.sql ?? ''))?.[1];
    const unique = index.unique ? 'unique ' : '';
    indexTexts.push(
      index.origin === 'u'
        ? `unique (${over})`
        : `${unique}index ${String(index.name)} (${over})${where === undefined ? '' : ` where ${spaced(where)}`}`,
    );
  }
  return [
    ...columns.map(columnText),
    ...foreignKeyTexts(keys),
    ...indexTexts,
    ...checksOf(sql).map((text) => `check ${text}`),
    ...[...sql.matchAll(/\bCONSTRAINT\s+("(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\]|\w+)/gi)].map(
      ([, constraint]) => `constraint ${constraint.replaceAll(/["`[\]]/g, '')}`,
    ),
    ...(/\bAUTOINCREMENT\b/i.test(sql) ? ['autoincrement'] : []),
    ...(/\)\s*(?:\w+\s*,\s*)?WITHOUT\s+ROWID/i.test(sql) ? ['without rowid'] : []),
  ];
}

function columnText({ name, type, notnull, dflt_value: usual, pk, hidden }: Row): string {
  return [
    `column ${String(name)} ${String(type).toLowerCase()}`,
    notnull ? ' not null' : '',
    usual === null ? '' : ` default ${String(usual)}`,
    pk ? ` primary key ${String(pk)}` : '',
    hidden ? ' computed' : '',
  ].join('');
}

function foreignKeyTexts(keys: readonly Row[]): readonly string[] {
  return [...grouped(keys).values()].map((parts) => {
    const [{ table, on_delete: onDelete, on_update: onUpdate }] = parts;
    const list = (side: 'from' | 'to'): string => parts.map((part) => String(part[side])).join(', ');
    return `foreign key (${list('from')}) → ${String(table)} (${list('to')}) on delete ${String(onDelete)} on update ${String(onUpdate)}`;
  });
}

function grouped(keys: readonly Row[]): ReadonlyMap<unknown, readonly Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const key of keys) groups.set(key.id, [...(groups.get(key.id) ?? []), key]);
  return groups;
}

/** The conditions of `CHECK (…)`, by counting parentheses outside of texts. */
function checksOf(sql: string): readonly string[] {
  return [...sql.matchAll(/\bCHECK\s*\(/gi)].map(({ index, 0: head }) => {
    const from = index + head.length;
    let depth = 1;
    let quote = '';
    let at = from;
    for (; at < sql.length && depth > 0; at++) {
      const character = sql[at];
      if (quote) quote = character === quote ? '' : quote;
      else if (character === "'" || character === '"' || character === '`') quote = character;
      else if (character === '(') depth++;
      else if (character === ')') depth--;
    }
    return spaced(bare(sql.slice(from, at - 1).trim()));
  });
}

/** Without parentheses around all of it: nothing depends on them. */
function bare(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    if (depth === 0) return text;
  }
  return bare(text.slice(1, -1).trim());
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
