import type { Random } from '../random';
import { ADJECTIVES, NOUNS } from '../words/things';
import type { ColumnKind } from './column-kind';
import { momentByName } from './moment-by-name';
import { hasWord, nameWords } from './name-words';
import { numberByName, numberIn, type NumberRange } from './number-by-name';
import type { RowFacts } from './row-facts';
import { letters, textByName } from './text-by-name';

/** What a check constraint says of the values of a column. */
export interface Bounds {
  readonly least?: number;
  readonly most?: number;
  readonly values?: readonly (string | number)[];
}

export interface ValueRequest {
  readonly kind: ColumnKind;
  /** Of the property, and of those it is embedded in. */
  readonly name: string;
  readonly entity: string;
  readonly bounds?: Bounds;
}

/**
 * Makes a value, as TypeORM's driver takes it.
 * @param attempt how often a value of this row has been refused already, because another row has it: from 1 on it is made to differ.
 */
export type MakeValue = (random: Random, facts: RowFacts, attempt: number) => unknown;

/** How many more values each attempt opens up. */
const WIDER = 16;

/** @returns `undefined` for a type of which nothing is known. */
export function valueMaker({ kind, name, entity, bounds = {} }: ValueRequest): MakeValue | undefined {
  const [column, owner] = [nameWords(name), nameWords(entity)];
  const { values } = bounds;
  if (values !== undefined && values.length > 0) return (random) => random.pick(values);
  switch (kind.kind) {
    case 'integer': {
      const range = within(numberByName(column), { ...kind, ...bounds });
      return (random, _, attempt) => Math.round(numberIn(widened(range, attempt, { ...kind, ...bounds }), 1, random));
    }
    case 'decimal': {
      const whole = 10 ** Math.min(15, kind.digits - kind.places) - 10 ** -kind.places;
      const limits = { least: -whole, most: whole, ...bounds };
      const range = within(numberByName(column), limits);
      const step = 10 ** -kind.places;
      return (random, _, attempt) => numberIn(widened(range, attempt, limits), step, random).toFixed(kind.places);
    }
    case 'float': {
      const limits = { least: -1e6, most: 1e6, ...bounds };
      const range = within(numberByName(column), limits);
      // Such as every float holds, of four bytes too.
      return (random, _, attempt) => Number(numberIn(widened(range, attempt, limits), 1 / 16, random).toFixed(4));
    }
    case 'text':
      return textMaker(textByName(column, owner, kind.most), kind.most, isIdentifier(column));
    case 'boolean':
      return (random) => random.chance(0.5);
    case 'date': {
      const make = momentByName(column);
      return (random, facts, attempt) => later(make(random, facts), attempt, random).toISOString().slice(0, 10);
    }
    case 'moment': {
      const make = momentByName(column);
      const { least = new Date(-8.64e15) } = kind;
      return (random, facts, attempt) => {
        const moment = later(make(random, facts), attempt, random);
        return moment < least ? least : moment;
      };
    }
    case 'time':
      return (random) => `${twoDigits(random.between(7, 20))}:${twoDigits(random.below(60))}:00`;
    case 'year':
      return (random) => random.between(1990, 2024);
    case 'json':
      return (random) => ({ [random.pick(NOUNS)]: random.pick(ADJECTIVES), count: random.below(100) });
    case 'list':
      return (random) => Array.from({ length: random.between(1, 4) }, () => random.pick(NOUNS));
    case 'uuid':
      return uuid;
    case 'bytes':
      return (random) => Buffer.from(random.hex(2 * kind.most), 'hex');
    case 'enum':
    case 'sample':
      return (random) => random.pick<unknown>(kind.values);
    case 'set':
      return (random) => kind.values.filter((_, index) => index === 0 || random.chance(0.4));
    case 'bits':
      return (random) => Array.from({ length: kind.digits }, () => random.below(2)).join('');
    case 'unknown':
      return undefined;
  }
}

/** All the values of a column that has only a few; `undefined` where they are many. */
export function fewValues({ kind, bounds }: Pick<ValueRequest, 'kind' | 'bounds'>): readonly unknown[] | undefined {
  if (bounds?.values !== undefined && bounds.values.length > 0) return bounds.values;
  if (kind.kind === 'boolean') return [false, true];
  return kind.kind === 'enum' || kind.kind === 'sample' ? kind.values : undefined;
}

function within(range: NumberRange, limits: Bounds): NumberRange {
  const { least = -Infinity, most = Infinity } = limits;
  const inside = { least: Math.max(range.least, least), most: Math.min(range.most, most) };
  if (inside.least <= inside.most) return { ...range, ...inside };
  // What its name suggests is not allowed.
  const from = Number.isFinite(least) ? least : most - 1_000;
  return { least: from, most: Math.min(most, from + 1_000) };
}

function widened(range: NumberRange, attempt: number, { least = -Infinity, most = Infinity }: Bounds): NumberRange {
  if (attempt === 0) return range;
  const width = (range.most - range.least + 1) * WIDER ** Math.min(attempt, 12);
  return { least: Math.max(least, range.least), most: Math.min(most, range.least + width, Number.MAX_SAFE_INTEGER) };
}

/** A key of somebody else's making: it says nothing to a person. */
function isIdentifier(column: string): boolean {
  return / (?:id|uid|uuid|guid) $/.test(column) || hasWord(column, ['id', 'hex']);
}

function textMaker(make: (random: Random, facts: RowFacts) => string, most: number, isId: boolean): MakeValue {
  return (random, facts, attempt) => {
    if (isId) return random.hex(Math.min(most, 24));
    const text = fitted(make(random, facts), most);
    if (attempt === 0) return text;
    const suffix = String(random.below(10 ** Math.min(9, attempt + 1)));
    if (suffix.length + 3 <= most) return distinct(text, suffix, most);
    return attempt % 2 === 1 ? letters(random, most) : random.hex(most);
  };
}

/** The number goes where it leaves an address an address. */
function distinct(text: string, suffix: string, most: number): string {
  const at = text.indexOf('@');
  const [head, tail] = at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  const between = / /.test(text) ? ' ' : '';
  return `${head.slice(0, Math.max(1, most - tail.length - suffix.length - between.length)).trimEnd()}${between}${suffix}${tail}`.slice(
    0,
    most,
  );
}

/** Cut behind a word where that can be. */
function fitted(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const end = cut.lastIndexOf(' ');
  return (end > most / 2 ? cut.slice(0, end) : cut).trimEnd();
}

function later(moment: Date, attempt: number, random: Random): Date {
  return attempt === 0 ? moment : new Date(moment.getTime() + random.below(3_000 * attempt) * 86_400_000);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** Of version 4 (RFC 9562). */
function uuid(random: Random): string {
  const hex = random.hex(30);
  const variant = '89ab'[random.below(4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
