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
/** What JavaScript, JSON, SQL and CSV each write in a way of their own. */
const WRITTEN_OTHERWISE = /['"`\\\p{C}\p{Zl}\p{Zp}]+/u;

/**
 * Secrets that are known by their value, so that they are found wherever they have come to: in an error of the driver, in a text that
 * the person's own code has put together.
 */
export class SecretValues {
  readonly #texts = new Set<string>();
  /** How long those are that begin with these characters, the longest first. (Many hashes and tokens begin alike.) */
  readonly #lengths = new Map<string, number[]>();

  /** Remembers a value, and everything in it. What is too short to be told from other text is not remembered. */
  add(value: unknown): void {
    for (const text of textsOf(value, 0)) {
      if (text.length < SHORTEST || this.#texts.has(text)) continue;
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
      const found = this.#startingAt(text, at);
      if (found === undefined) continue;
      redacted += text.slice(from, at) + MASK;
      from = at + found.length;
      at = from - 1;
    }
    return from === 0 ? text : redacted + text.slice(from);
  }

  #startingAt(text: string, at: number): string | undefined {
    for (const length of this.#lengths.get(text.slice(at, at + SHORTEST)) ?? []) {
      const found = text.slice(at, at + length);
      if (this.#texts.has(found) && (length >= ALONE_BELOW || standsAlone(text, at, at + length))) return found;
    }
    return undefined;
  }

  #index(text: string): void {
    const start = text.slice(0, SHORTEST);
    const lengths = this.#lengths.get(start);
    if (lengths === undefined) this.#lengths.set(start, [text.length]);
    else if (!lengths.includes(text.length)) {
      lengths.push(text.length);
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
    for (const text of this.#texts) this.#index(text);
  }
}

function standsAlone(text: string, from: number, to: number): boolean {
  return !/[\p{L}\p{N}_]/u.test(text[from - 1] ?? '') && !/[\p{L}\p{N}_]/u.test(text[to] ?? '');
}

const DEEPEST = 8;

/** The texts in which a value can turn up. */
function* textsOf(value: unknown, depth: number): Generator<string> {
  switch (typeof value) {
    case 'string':
      yield* writingsOf(value);
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

/**
 * A text, how JavaScript, JSON, SQL and CSV write it, and its parts between what they write in a way of their own: it may be JSON in a
 * string in JSON.
 */
function* writingsOf(text: string): Generator<string> {
  yield text;
  if (!WRITTEN_OTHERWISE.test(text)) return;
  yield visible(text);
  yield JSON.stringify(text).slice(1, -1);
  yield inspect(text, { maxStringLength: null, breakLength: Infinity }).slice(1, -1);
  yield text.replaceAll("'", "''");
  yield text.replaceAll('"', '""');
  for (const part of text.split(WRITTEN_OTHERWISE)) if (part.trim().length >= ALONE_BELOW) yield part.trim();
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
  yield bytes.toString('hex');
  yield bytes.toString('base64');
  yield* writingsOf(bytes.toString('utf8'));
  for (const count of SHOWN_BYTES) yield bytes.toString('hex', 0, count).replace(/..(?=.)/g, '$& ');
}
