import type { EntityMetadata } from 'typeorm';
import { tableOwner } from '../../schema/entity-facts';
import type { Bounds } from './values/make-value';

/** What the check constraints of a table say, as far as it is plain. */
export interface Checks {
  /** By the column's name in the database. */
  readonly bounds: ReadonlyMap<string, Bounds>;
  /** The value of the first is not greater than that of the second. */
  readonly orders: readonly (readonly [lower: string, upper: string])[];
}

const NAME = /^["`[]?([\p{L}_$][\p{L}\p{N}_$]*)["`\]]?$/u;
const COMPARISON = /^(.+?)\s*(>=|<=|<>|!=|>|<)\s*(.+)$/s;
const BETWEEN = /^(.+?)\s+BETWEEN\s+(\S+)\s+AND\s+(\S+)$/is;
const IN = /^(.+?)\s+IN\s*\((.+)\)$/is;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Best effort: comparisons of columns with numbers and with each other, BETWEEN, IN, joined by AND. What else there is, the database says. */
export function checksOf(metadata: EntityMetadata): Checks {
  const bounds = new Map<string, Bounds>();
  const orders: (readonly [string, string])[] = [];
  const tighten = (name: string, more: Bounds): void => {
    const before = bounds.get(name) ?? {};
    bounds.set(name, {
      ...before,
      ...more,
      ...(more.least !== undefined && { least: Math.max(more.least, before.least ?? -Infinity) }),
      ...(more.most !== undefined && { most: Math.min(more.most, before.most ?? Infinity) }),
    });
  };
  const { checks } = tableOwner(metadata);
  for (const condition of checks.flatMap(({ expression }) => conditionsOf(expression))) {
    const [, among, list] = IN.exec(condition) ?? [];
    if (among !== undefined) {
      const [name, values] = [nameOf(among), list.split(',').map(literal)];
      if (name !== undefined && values.every((value) => value !== undefined)) tighten(name, { values });
      continue;
    }
    const [, between, from, to] = BETWEEN.exec(condition) ?? [];
    const within = between === undefined ? undefined : nameOf(between);
    if (within !== undefined && NUMBER.test(from) && NUMBER.test(to))
      tighten(within, { least: Number(from), most: Number(to) });
    const [, left, sign, right] = COMPARISON.exec(condition) ?? [];
    if (between !== undefined || left === undefined || sign === '<>' || sign === '!=') continue;
    const [one, other] = sign.startsWith('>') ? [right, left] : [left, right];
    const strict = sign.length === 1 ? 1 : 0;
    const [lower, upper] = [nameOf(one), nameOf(other)];
    if (lower !== undefined && upper !== undefined) orders.push([lower, upper]);
    else if (lower !== undefined && NUMBER.test(other.trim())) tighten(lower, { most: Number(other) - strict });
    else if (upper !== undefined && NUMBER.test(one.trim())) tighten(upper, { least: Number(one) + strict });
  }
  return { bounds, orders };
}

/** The parts of a conjunction, without the brackets around them; none of what has an OR or a NOT in it. */
function conditionsOf(expression: string): readonly string[] {
  const bare = unwrapped(expression);
  if (/\b(?:OR|NOT|CASE)\b/i.test(bare)) return [];
  // The AND of a BETWEEN is none.
  return bare
    .replace(/(\bBETWEEN\s+\S+\s+)AND\b/gi, '$1\u0000')
    .split(/\bAND\b/i)
    .map((part) => unwrapped(part.replace('\u0000', 'AND')));
}

function unwrapped(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('(') || !trimmed.endsWith(')')) return trimmed;
  let depth = 0;
  for (let index = 0; index < trimmed.length - 1; index++) {
    depth += trimmed[index] === '(' ? 1 : trimmed[index] === ')' ? -1 : 0;
    if (depth === 0) return trimmed;
  }
  return unwrapped(trimmed.slice(1, -1));
}

function nameOf(text: string): string | undefined {
  return NAME.exec(unwrapped(text))?.[1];
}

function literal(text: string): string | number | undefined {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return Number(trimmed);
  return /^'((?:[^']|'')*)'$/.exec(trimmed)?.[1].replaceAll("''", "'");
}
