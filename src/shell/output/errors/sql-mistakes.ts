import { nearNames } from '../../near-names';
import type { DatabaseProblem } from './database-problem';

/** What people write into SQL, or into a query builder, who have JavaScript in their fingers; the text of strings and names left out. */
const IN_SQL: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/(?<![!=<>:])={2,3}(?!=)/, ([signs]) => `SQL compares with one =, not with ${signs}.`],
  [/!==/, () => 'SQL says <>, not !==.'],
  [/&&/, () => 'SQL says AND, not &&.'],
  [/\bIN\s+:(\w+)/i, ([, name]) => list(name)],
  [/\bIN\s+(?:\$\d+|\?)/i, () => list('ids')],
  [
    /(?<![:\w]):(\w+)\b(?!:)/,
    ([, name = 'id']) => `:${name} was given no value: write where('… :${name}', { ${name}: … }).`,
  ],
];

function list(name = 'ids'): string {
  return `A list stands in parentheses, with dots: IN (:...${name}).`;
}

/**
 * A mistake that is plain to see in a statement that the database refused.
 * @param typed the line at the prompt: drivers put the values of a list into the statement, and then it looks like another one.
 */
export function mistakeIn(problem: DatabaseProblem, sql: unknown, parameters: unknown, typed = ''): string | undefined {
  if (typeof sql !== 'string') return undefined;
  // A parameter that is a list itself was meant for as many placeholders.
  const [, name] = /\bin\s*\(?\s*:(\w+)/i.exec(typed) ?? [];
  const isGivenLists = Array.isArray(parameters) && parameters.some(Array.isArray) && /\bin\b/i.test(sql);
  if (name !== undefined || isGivenLists) return list(name);
  if (problem.kind === 'bad-value') return undefined;
  const [, quoted] = /\b(?:from|join|into|update)\s+"(\w+)"/i.exec(sql) ?? [];
  // Only MySQL and MariaDB do not understand a name in such quotes.
  if (quoted !== undefined && problem.kind === 'syntax' && problem.near?.startsWith(`"${quoted}"`))
    return `This database quotes names with \`, and texts with ": write \`${quoted}\`.`;
  const bare = sql.replaceAll(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`/g, "''");
  for (const [pattern, advice] of IN_SQL) {
    const found = pattern.exec(problem.kind === 'no-operator' ? ` ${problem.operator} ` : bare);
    if (found) return advice(found);
  }
  return problem.kind === 'syntax' && problem.near !== undefined ? misspelt(problem.near, bare) : undefined;
}

const KEYWORDS = [
  ...['select', 'from', 'where', 'order', 'group', 'having', 'limit', 'offset', 'join', 'left', 'inner', 'distinct'],
  ...['insert', 'into', 'values', 'update', 'set', 'delete', 'create', 'alter', 'drop', 'between', 'like'],
];

/** A misspelt key word: what the database names, or the word before it, which it has taken for an alias. */
function misspelt(near: string, sql: string): string | undefined {
  const [word = ''] = /\w+/.exec(near) ?? [];
  const [, before = ''] = (word !== '' && new RegExp(`(\\w+)\\s+${word}\\b`, 'i').exec(sql)) || [];
  for (const each of [word, before]) {
    if (KEYWORDS.includes(each.toLowerCase())) continue;
    const meant = nearNames(each, KEYWORDS)[0];
    if (meant !== undefined) return `Did you mean ${meant}?`;
  }
  return undefined;
}
