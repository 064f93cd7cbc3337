/* eslint-disable no-control-regex -- this file is about control characters */

// C0 and C1 controls, line and paragraph separators, and the marks that turn the direction of text: each can make a terminal
// show something else than what is stored.
const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const CONTROL_BUT_NEWLINE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
const COLOR_OR_CONTROL = /\x1b\[[0-9;]*m|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return SHORT[character] ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`);
}

/** The text with every control character spelled out as JavaScript would write it: for data inside one line. */
export function visible(text: string): string {
  return text.replace(CONTROL, escaped);
}

/**
 * The same for finished output of several lines: newlines stay, and colours too where they are wanted.
 * @param colored whether escape codes that set colours may stay
 */
export function visibleLines(text: string, colored: boolean): string {
  if (!colored) return text.replace(CONTROL_BUT_NEWLINE, escaped);
  return text.replace(COLOR_OR_CONTROL, (found) => (found.length > 1 ? found : escaped(found)));
}
