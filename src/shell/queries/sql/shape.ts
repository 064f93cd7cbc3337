import type { DatabaseType } from '../sql-tokens';
import { partsOf, type StatementParts, type TableRef } from './parts';
import type { Token } from './tokens';

/** A statement without what may differ between two that ask the same of other rows. */
export interface Shape {
  /** Equal for statements of the same shape. */
  readonly text: string;
  /** Of the first statement with this shape that was seen. */
  readonly parts: StatementParts;
}

/** A string, or a number that is no part of a name. Quoted names with a digit first are read with care (see below). */
const VARYING = /'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b/g;
const QUOTED_DIGIT = /["`[]\d/;

/**
 * The shapes of statements. Values, how many there are in an IN list or how many rows in VALUES, the names of tables' aliases and
 * the way parameters are marked do not matter; tables, columns, conditions, joins and their order do.
 *
 * A line may send ten thousand statements: each text is read once, and texts that differ in values alone count as one text.
 */
export class Shapes {
  readonly #byText = new Map<string, Shape>();
  readonly #byShape = new Map<string, Shape>();

  of(sql: string, type: DatabaseType): Shape {
    const key = QUOTED_DIGIT.test(sql) ? sql : sql.replace(VARYING, '?');
    let shape = this.#byText.get(key);
    if (shape === undefined) {
      const parts = partsOf(sql, type);
      const text = shapeText(parts);
      shape = this.#byShape.get(text) ?? { text, parts };
      this.#byShape.set(text, shape);
      this.#byText.set(key, shape);
    }
    return shape;
  }
}

const CONSTANTS: ReadonlySet<string> = new Set(['null', 'default', 'true', 'false']);

/** The text that statements of the same shape have in common. */
export function shapeText({ tokens, tables, verb }: StatementParts): string {
  const names = new Map(tables.map((ref, index) => [ref.alias, commonName(ref, index, tables)]));
  const prefixes = [...names.keys()].sort((one, other) => other.length - one.length);
  const written: string[] = [];
  let inValues = false;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token.kind === 'word' && token.value === 'as' && isName(tokens[index + 1])) {
      index++;
      continue;
    }
    if (token.kind === 'word' && token.value === 'values' && verb !== 'select') inValues = true;
    if (token.kind === 'word' && (token.value === 'returning' || token.value === 'on')) inValues = false;
    if (isValue(token) || (inValues && CONSTANTS.has(token.value))) value(written);
    else if (isName(token)) {
      if (isAlias(tokens, index, names)) continue;
      const known = names.get(token.value);
      const prefix = known === undefined && prefixes.find((each) => token.value.startsWith(`${each}_`));
      written.push(known ?? (prefix ? `${names.get(prefix) ?? ''}${token.value.slice(prefix.length)}` : token.value));
    } else if (token.text === ')') close(written);
    else written.push(token.text);
  }
  return written.join(' ');
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'name' || token?.kind === 'word';
}

function isValue({ kind }: Token): boolean {
  return kind === 'number' || kind === 'string' || kind === 'parameter';
}

/** Whether a name is the alias that follows its table: what comes before is the table itself, and no dot is near. */
function isAlias(tokens: readonly Token[], index: number, names: ReadonlyMap<string, string>): boolean {
  const before = tokens[index - 1];
  const opens = tokens[index - 2];
  return (
    names.has(tokens[index].value) &&
    isName(before) &&
    tokens[index + 1]?.text !== '.' &&
    opens !== undefined &&
    (opens.text === '.' || ['from', 'join', 'into', 'update'].includes(opens.value)) &&
    !['from', 'join', 'into', 'update'].includes(before?.value ?? '')
  );
}

function commonName({ table }: TableRef, index: number, tables: readonly TableRef[]): string {
  const before = tables.slice(0, index).filter((other) => other.table === table).length;
  return before === 0 ? table : `${table}#${before + 1}`;
}

/** Adds a value: `- ?` is one too, and in a list only the first counts. */
function value(written: string[]): void {
  const sign = written.at(-1) === '-' && !/^(?:\?|\)|[\p{L}_#\d]+)$/u.test(written.at(-2) ?? '');
  if (sign) written.pop();
  if (written.at(-1) === ',' && written.at(-2) === '?') written.pop();
  else written.push('?');
}

/** Closes a bracket; of several rows or pairs of values, as `( ? ) , ( ? )`, one stays. */
function close(written: string[]): void {
  written.push(')');
  const row = ['(', '?', ')'];
  while (written.length >= 7 && row.every((text, at) => written.at(at - 3) === text)) {
    if (written.at(-4) !== ',' || !row.every((text, at) => written.at(at - 7) === text)) return;
    written.length -= 4;
  }
}
