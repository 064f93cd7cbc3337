import { UserError } from '../../user-error';
import type { Family } from '../new/table-key';

/** What changes the server, or another database than the one that is connected to: that no copy keeps away, and no transaction takes back everywhere. */
const BEYOND: Readonly<Record<Family, readonly RegExp[]>> = {
  postgres: [
    /^\s*(?:create|alter|drop)\s+(?:database|role|user(?!\s+mapping\b)|group|tablespace|system|subscription)\b/iu,
    // In the block that makes a role where there is none.
    /^\s*do\b[^]*\b(?:create|alter|drop)\s+(?:database|role|user(?!\s+mapping\b)|tablespace)\b/iu,
    /^\s*(?:grant|revoke)\b(?:(?!\bon\b)[^])*$/iu,
    /^\s*(?:grant|revoke|comment)\b[^]*?\bon\s+(?:database|tablespace|parameter|role)\b/iu,
    /^\s*(?:drop|reassign)\s+owned\b/iu,
  ],
  mysql: [
    /^\s*(?:create|drop)\s+(?:or\s+replace\s+)?(?:database|schema)\b/iu,
    /^\s*(?:create|alter|drop|rename)\s+(?:or\s+replace\s+)?(?:user|role|server|tablespace|logfile\s+group)\b/iu,
    /^\s*(?:grant|revoke|flush|reset|purge|change|install|uninstall|shutdown|kill)\b/iu,
    /^\s*set\s+(?:password\b|default\s+role\b|[^]*(?:\b(?:global|persist|persist_only)\b|@@(?:global|persist)))/iu,
  ],
  sqlite: [/^\s*attach\b/iu, /^\s*vacuum\b[^]*\binto\b/iu],
};
/** `#` begins a comment of MySQL alone, and what it runs of a comment is none. */
const COMMENTS: Readonly<Record<Family, RegExp>> = {
  postgres: /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/u,
  mysql: /^(?:\s|(?:--|#)[^\n]*(?:\n|$)|\/\*(?!M?!)[^]*?\*\/|\/\*M?!\d*)+/u,
  sqlite: /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/u,
};

/** Whether a statement would go beyond a copy of a database. */
export function isBeyondCopy(sql: string, family: Family): boolean {
  const text = sql.replace(COMMENTS[family], '');
  return BEYOND[family].some((each) => each.test(text));
}

/** The statement as it is. @throws UserError where it would go beyond a copy of a database. */
export function withinCopy(sql: string, family: Family): string {
  if (!isBeyondCopy(sql, family)) return sql;
  throw new UserError(`it would change more than the copy that it is tried on: ${shortStatement(sql)}`);
}

/** In one line, cut. */
export function shortStatement(sql: string): string {
  const line = sql.replace(/\s+/gu, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
