import type { AskRows, Fact } from './catalogue';

const OURS = `n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'`;
/** Not what an extension has brought. */
const own = (catalogue: string, oid: string): string =>
  `NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;
const TABLE = `'table ' || n.nspname || '.' || c.relname`;

/** Each gives what a fact is about, and the fact. */
const QUERIES: readonly string[] = [
  `SELECT ${TABLE} AS object, concat('column ', a.attname, ' ', format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN ' not null' END, ' default ' || pg_get_expr(e.adbin, e.adrelid),
      CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text END,
      CASE WHEN a.attgenerated <> '' THEN ' computed' END,
      ' collate ' || l.collname, ' comment ' || col_description(c.oid, a.attnum)) AS text
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
    LEFT JOIN pg_collation l ON l.oid = a.attcollation AND l.collname <> 'default'
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND ${OURS} AND ${own('pg_class', 'c.oid')}`,
  `SELECT ${TABLE} AS object, 'constraint ' || o.conname || ' ' || pg_get_constraintdef(o.oid) AS text
    FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS} AND o.contype <> 'n' AND ${own('pg_class', 'c.oid')}`,
  `SELECT ${TABLE} AS object, pg_get_indexdef(i.indexrelid) AS text
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS} AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid) AND ${own('pg_class', 'c.oid')}`,
  `SELECT 'view ' || n.nspname || '.' || c.relname AS object, pg_get_viewdef(c.oid) AS text
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('v', 'm') AND ${OURS} AND ${own('pg_class', 'c.oid')}`,
  `SELECT ${TABLE} AS object, pg_get_triggerdef(t.oid) AS text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND ${OURS}`,
  `SELECT 'type ' || n.nspname || '.' || t.typname AS object,
      'one of ' || string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) AS text
    FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE ${OURS} AND ${own('pg_type', 't.oid')} GROUP BY 1`,
  `SELECT 'sequence ' || n.nspname || '.' || c.relname AS object,
      concat(format_type(s.seqtypid, NULL), ' by ', s.seqincrement, ' from ', s.seqmin, ' to ', s.seqmax,
      CASE WHEN s.seqcycle THEN ' cycle' END) AS text
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS} AND ${own('pg_class', 'c.oid')}`,
  `SELECT 'function ' || n.nspname || '.' || p.proname AS object, pg_get_functiondef(p.oid) AS text
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prokind IN ('f', 'p') AND ${OURS} AND ${own('pg_proc', 'p.oid')}`,
];

/** What PostgreSQL says of its schemas, in its own words, without what extensions have brought. */
export async function postgresFacts(ask: AskRows): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const query of QUERIES)
    for (const { object, text } of await ask(query)) facts.push({ object: String(object), text: String(text) });
  return facts;
}
