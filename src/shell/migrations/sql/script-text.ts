import { types } from 'node:util';
import { literal } from '../../output/sql/literal';
import { placeholdersOf } from '../../queries/placeholders';
import { sqlTokens, type DatabaseType } from '../../queries/sql-tokens';

/** A statement as the database's own client takes it: parameters in their places, whole, and what ends it behind it. */
export function scriptStatement(sql: string, parameters: readonly unknown[], type: DatabaseType): string {
  const text = inlined(sql, parameters, type).replace(/;\s*$/u, '');
  // The client of MySQL and MariaDB cuts at every semicolon, also in the body of a trigger.
  if (isMysql(type) && hasSemicolon(text, type)) return `DELIMITER //\n${text}//\nDELIMITER ;`;
  return `${text};`;
}

/** A line that the client takes for a comment. */
export function scriptComment(text: string): string {
  return `-- ${text.replace(/\s+/gu, ' ')}`;
}

function inlined(sql: string, parameters: readonly unknown[], type: DatabaseType): string {
  if (parameters.length === 0) return sql;
  let text = '';
  let from = 0;
  for (const { at, length, index, isName } of placeholdersOf(sql, type)) {
    if (index < 0 || index >= parameters.length) continue;
    const value = parameters[index];
    text += sql.slice(from, at) + (isName ? `\`${String(value).replaceAll('`', '``')}\`` : valueText(value, type));
    from = at + length;
  }
  return text + sql.slice(from);
}

function valueText(value: unknown, type: DatabaseType): string {
  // A moment, whatever the time zone of the session that reads it.
  if (type === 'postgres' && types.isDate(value)) return `'${withOffset(value)}'`;
  return literal(value, { type, whole: true });
}

/** As the driver sends it: the local time, and how far that is from UTC. */
function withOffset(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const two = (number: number): string => String(Math.floor(Math.abs(number))).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function isMysql(type: DatabaseType): boolean {
  return type === 'mysql' || type === 'mariadb';
}

function hasSemicolon(sql: string, type: DatabaseType): boolean {
  for (const { kind, text } of sqlTokens(sql, type)) if (kind === 'sign' && text === ';') return true;
  return false;
}
