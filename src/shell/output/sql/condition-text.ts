import type { TableRef } from '../../queries/sql/parts';
import type { DatabaseType } from '../../queries/sql-tokens';
import { tokensOf, type Token } from '../../queries/sql/tokens';

export interface ConditionOptions {
  /** What the statement calls its tables. */
  readonly tables: readonly TableRef[];
  /** Whether columns are named with their tables. */
  readonly qualified: boolean;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'and or not in is null like ilike between exists select from where any all'.split(' '),
);

/** PostgreSQL's casts to types of several words, and to arrays: `::character varying`, `::integer[]`. */
const CASTS =
  /::(?:"[^"]+"|character varying|double precision|bit varying|time(?:stamp)? with(?:out)? time zone|\w+)(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])*/gu;

/** A condition as a plan tells it, where values stand in the text: as {@link conditionText} would write it. */
export function plannedCondition(text: string, type: DatabaseType, options: ConditionOptions): string {
  // MySQL writes a quote in a string with a backslash before it, and the character set before a string.
  const plain = /mysql|mariadb/u.test(type)
    ? text.replace(/\\[^]/gu, '').replace(/\b(?:_\w+|DATE|TIMESTAMP|TIME)\s*(?=')/giu, '')
    : text.replace(CASTS, '');
  return conditionText(tokensOf(plain.replace(/\btrigcond\(|<cache>|<in_optimizer>/gu, '('), type), options);
}

/** A condition as a person would write it: no quotes, no aliases, `?` for each value, no brackets to spare. */
export function conditionText(tokens: readonly Token[], { tables, qualified }: ConditionOptions): string {
  const names = new Map(tables.map(({ table, alias }) => [alias.toLowerCase(), table]));
  const words: string[] = [];
  const isPath = (index: number): boolean => tokens[index + 1]?.text === '.' && tokens[index + 3]?.text === '.';
  tokens.forEach((token, index) => {
    // The database, or the schema, of a table.
    if (isPath(index) || (token.text === '.' && isPath(index - 1))) return;
    const { kind, text, value } = token;
    const isOwner = tokens[index + 1]?.text === '.';
    if (!qualified && (isOwner || text === '.')) return;
    if (kind === 'number' || kind === 'string' || kind === 'parameter') words.push('?');
    else if (isOwner) words.push(names.get(value.toLowerCase()) ?? value);
    else if (kind === 'name') words.push(value);
    else words.push(kind === 'word' && KEYWORDS.has(value) ? text.toUpperCase() : text);
  });
  return withoutSpareBrackets(words)
    .join(' ')
    .replace(/ \. /gu, '.')
    .replace(/\( \?(?: , \?)+ \)/gu, '(?, …)')
    .replace(/\bIN \( \? \)/gu, '= ?')
    .replace(/([^\w.]|^)\( ([\w.]+) \)/gu, '$1$2')
    .replace(/\( ([^() ]+ (?:=|<>|<=?|>=?|LIKE) (?:\?|[\w.]+)) \)/gu, '$1')
    .replace(/\( /gu, '(')
    .replace(/ \)/gu, ')')
    .replace(/(\w) \(/gu, (found, before: string) => (/[A-Z]/u.test(before) ? found : `${before}(`))
    .replace(/ ,/gu, ',')
    .replace(/([^() ]+ = \?)(?: AND \1(?= |$))+/gu, '$1');
}

/** Brackets around brackets, and around everything, are left out. */
function withoutSpareBrackets(words: readonly string[]): readonly string[] {
  const open: number[] = [];
  const closing = new Map<number, number>();
  words.forEach((word, index) => {
    if (word === '(') open.push(index);
    else if (word === ')') closing.set(open.pop() ?? -1, index);
  });
  const spare = new Set<number>();
  for (const [from, to] of closing) {
    const isAroundAll = words.every((_, index) => spare.has(index) || (index >= from && index <= to));
    if (isAroundAll || closing.get(from + 1) === to - 1) spare.add(from).add(to);
  }
  return words.filter((_, index) => !spare.has(index));
}
