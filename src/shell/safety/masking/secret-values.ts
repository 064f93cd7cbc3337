import { inspect, types } from 'node:util';
import { dateText } from '../../output/column-text';
import { visible } from '../../output/visible';
import { MASK } from './masking';

/** So many texts are remembered; beyond, the oldest are forgotten. */
const MOST_TEXTS = 200_000;
/** Shorter texts are too common to be known by themselves. */
const SHORTEST = 4;
/** Numbers with fewer digits are. */
const FEWEST_DIGITS = 6;
/** Texts of fewer characters are only a secret where they stand alone, not as a part of a word. */
const ALONE_BELOW = 8;
/** A part of a text has to be so long to be known by itself, or to hold a digit. */
const SHORTEST_PART = 16;
/** Texts from here on are found by their beginning first. */
const LONG = 256;
/** The shell cuts a text for a place in a line at so many characters: what is left is remembered too. */
const CUT_AT = 60;
/** What JavaScript, JSON, SQL and CSV each write in a way of their own. */
const WRITTEN_OTHERWISE = /['"`\\\p{C}\p{Zl}\p{Zp}]+/u;
/** Words that are never a secret: JSON would not be JSON without them. */
const COMMON = new Set(['true', 'false', 'null', 'undefined', 'NULL']);

/**
 * Secrets that are known by their value, so that they are found wherever they have come to: in an error of the driver, in a text that
 * the person's own code has put together.
 */
export class SecretValues {
  readonly #texts = new Set<string>();
  /** How long the texts are that begin with these characters, up to {@link LONG}, the longest first. (Many hashes and tokens begin alike.) */
  readonly #lengths = new Map<string, number[]>();
  /** The long ones by their first {@link LONG} characters. */
  readonly #long = new Map<string, string[]>();

  /** Remembers a value, and everything in it. What is too short to be told from other text is not remembered. */
  add(value: unknown): void {
    for (const text of textsOf(value, 0)) {
      if (text.length < SHORTEST || this.#texts.has(text) || COMMON.has(text) || !/[\p{L}\p{N}]/u.test(text)) continue;
      this.#texts.add(text);
      this.#index(text);
    }
    if (this.#texts.size > MOST_TEXTS) this.#forgetOldest();
  }

  /** The text with each of them replaced by {@link MASK}. */
  redact(text: string): string {
    if (this.#texts.size === 0) return text;
    let redacted = '';
    let from = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      const length = this.#lengthAt(text, at);
      if (length === undefined) continue;
      redacted += text.slice(from, at) + MASK;
      from = at + length;
      at = from - 1;
    }
    return from === 0 ? text : redacted + text.slice(from);
  }

  /** How long the secret is that begins there; `undefined` when none does. */
  #lengthAt(text: string, at: number): number | undefined {
    return (
      this.#longestOf(this.#lengths.get(text.slice(at, at + ALONE_BELOW)), text, at) ??
      this.#longestOf(this.#lengths.get(text.slice(at, at + SHORTEST)), text, at)
    );
  }

  #longestOf(lengths: readonly number[] | undefined, text: string, at: number): number | undefined {
    for (const length of lengths ?? []) {
      if (at + length > text.length) continue;
      const found = text.slice(at, at + length);
      if (length === LONG) {
        const whole = this.#long.get(found)?.find((each) => text.startsWith(each, at));
        if (whole !== undefined) return whole.length;
      }
      if (this.#texts.has(found) && (length >= ALONE_BELOW || standsAlone(text, at, at + length))) return length;
    }
    return undefined;
  }

  #index(text: string): void {
    const start = text.slice(0, text.length < ALONE_BELOW ? SHORTEST : ALONE_BELOW);
    const length = Math.min(text.length, LONG);
    if (text.length > LONG) {
      const beginning = text.slice(0, LONG);
      const others = [...(this.#long.get(beginning) ?? []), text];
      this.#long.set(
        beginning,
        others.sort((left, right) => right.length - left.length),
      );
    }
    const lengths = this.#lengths.get(start);
    if (lengths === undefined) this.#lengths.set(start, [length]);
    else if (!lengths.includes(length)) {
      lengths.push(length);
      lengths.sort((left, right) => right - left);
    }
  }

  #forgetOldest(): void {
    let tooMany = this.#texts.size - MOST_TEXTS / 2;
    for (const text of this.#texts) {
      if (tooMany-- <= 0) break;
      this.#texts.delete(text);
    }
    this.#lengths.clear();
    this.#long.clear();
    for (const text of this.#texts) this.#index(text);
  }
}

/** Whether no letter or digit stands beside it. What an escape ends with (`\n`, `\x1b`) is none. */
function standsAlone(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 6), from);
  const follows = /[\p{L}\p{N}_]$/u.test(before) && !/\\(?:[nrtbfv0]|x[\da-f]{2}|u[\da-f]{4})$/i.test(before);
  return !follows && !/[\p{L}\p{N}_]/u.test(text[to] ?? '');
}

const DEEPEST = 8;

/** The texts in which a value can turn up. */
function* textsOf(value: unknown, depth: number): Generator<string> {
  switch (typeof value) {
    case 'string':
      // Inside of an object, words that anybody uses are not taken for the secret.
      if (depth === 0 || isTelling(value)) yield* writingsOf(value);
      return;
    case 'number':
    case 'bigint': {
      const text = String(value);
      if (text.replace(/\D/g, '').length >= FEWEST_DIGITS) yield text;
      return;
    }
    case 'object':
      if (value !== null && depth < DEEPEST) yield* textsOfObject(value, depth);
      return;
    default:
  }
}

/** Whether a text is hardly found by chance. */
function isTelling(text: string): boolean {
  return text.length >= SHORTEST_PART || (text.length >= ALONE_BELOW && /\p{N}/u.test(text));
}

/**
 * A text, how JavaScript, JSON, SQL and CSV write it, and its parts between what they write in a way of their own: it may be JSON in a
 * string in JSON. Of a long one its beginning, as far as the shell shows it in a line.
 */
function* writingsOf(text: string): Generator<string> {
  yield text;
  if (text.length > CUT_AT) yield text.slice(0, CUT_AT);
  if (!WRITTEN_OTHERWISE.test(text)) return;
  yield visible(text);
  yield JSON.stringify(text).slice(1, -1);
  yield inspect(text, { maxStringLength: null, breakLength: Infinity }).slice(1, -1);
  yield text.replaceAll("'", "''");
  yield text.replaceAll('"', '""');
  // Sentences of a long text are no secrets of their own, a line of a key is.
  const isProse = text.length > LONG;
  for (const part of text.split(WRITTEN_OTHERWISE)) {
    const trimmed = part.trim();
    if (isTelling(trimmed) && !(isProse && /\s/.test(trimmed))) yield trimmed;
  }
}

function* textsOfObject(value: object, depth: number): Generator<string> {
  if (types.isProxy(value)) return;
  if (types.isDate(value)) {
    if (Number.isNaN(value.getTime())) return;
    yield value.toISOString();
    yield dateText(value, false);
    return;
  }
  if (types.isUint8Array(value)) {
    yield* textsOfBytes(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    return;
  }
  const { toString } = value as { readonly toString?: unknown };
  if (!Array.isArray(value) && typeof toString === 'function' && toString !== Object.prototype.toString)
    yield* writingsOf(String(value));
  for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(value)))
    yield* textsOf(descriptor.value, depth + 1);
}

/** So many bytes of a Buffer are shown by `inspect`, and by the short form of an entity. */
const SHOWN_BYTES = [50, 8];

function* textsOfBytes(bytes: Buffer): Generator<string> {
  if (bytes.length === 0) return;
  for (const text of [bytes.toString('hex'), bytes.toString('base64')]) {
    yield text;
    if (text.length > CUT_AT) yield text.slice(0, CUT_AT);
  }
  yield* writingsOf(bytes.toString('utf8'));
  for (const count of SHOWN_BYTES) yield bytes.toString('hex', 0, count).replace(/..(?=.)/g, '$& ');
}
