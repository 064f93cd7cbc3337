import { jsonText } from '../json-text';
import { toJsonValue, toJsonValues, type JsonOptions } from '../to-json';
import type { Part } from './export';

/** A list as one JSON array, one element a line; any other value as indented JSON. */
export function* jsonParts(value: unknown, options: JsonOptions): Generator<Part> {
  const redact = redactOf(options);
  if (!Array.isArray(value)) {
    yield { text: `${redact(jsonText(toJsonValue(value, options), 2))}\n`, rows: 1 };
    return;
  }
  let before = '[\n  ';
  for (const row of toJsonValues(value, options)) {
    yield { text: before + redact(jsonText(row)), rows: 1 };
    before = ',\n  ';
  }
  yield { text: value.length === 0 ? '[]\n' : '\n]\n', rows: 0 };
}

/** One element a line, each a JSON value of its own; a value that is no list is one line. (https://github.com/ndjson/ndjson-spec) */
export function* ndjsonParts(value: unknown, options: JsonOptions): Generator<Part> {
  const redact = redactOf(options);
  const rows: Iterable<unknown> = Array.isArray(value) ? toJsonValues(value, options) : [toJsonValue(value, options)];
  for (const row of rows) yield { text: `${redact(jsonText(row))}\n`, rows: 1 };
}

function redactOf({ masking }: JsonOptions): (text: string) => string {
  return (text) => masking?.redact(text) ?? text;
}
