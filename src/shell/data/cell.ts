/** A JSON value that is in a column: text, because a number in it may have more digits than JavaScript holds. */
export class JsonCell {
  /** @param text canonical: see `canonicalJson`. */
  constructor(readonly text: string) {}
}

/**
 * What a dump holds of one column of one row, whichever database it came from. Bytes are base64; a decimal, and a whole number that
 * JavaScript does not hold, is its digits.
 */
export type Cell = null | boolean | number | string | JsonCell;

/** A number in a dump: JSON has neither a sign of zero in JavaScript's own writing, nor what is no number. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The key of an object that holds a JSON value as text, where it would not survive as a value. */
export const AS_TEXT = '$json';

export function cellJson(cell: Cell): string {
  switch (typeof cell) {
    case 'string':
      return JSON.stringify(cell);
    case 'number':
      return Number.isFinite(cell) ? numberText(cell) : `"${String(cell)}"`;
    case 'boolean':
      return String(cell);
    default:
      return cell === null ? 'null' : embedded(cell.text);
  }
}

/** @returns `undefined` for NULL. */
export function cellText(cell: Cell): string | undefined {
  if (cell === null) return undefined;
  if (typeof cell === 'number') return numberText(cell);
  return cell instanceof JsonCell ? cell.text : String(cell);
}

/** JSON in JSON. What would be taken for NULL, or come back as something else, is text. */
function embedded(text: string): string {
  const wrapped = text === 'null' || text.startsWith(`{"${AS_TEXT}":`) || !comesBack(text);
  return wrapped ? `{"${AS_TEXT}":${JSON.stringify(text)}}` : text;
}

/** May be a number of more digits than JavaScript holds, or a text that looks like one: then it is read. */
const SUSPECT = /[^\\]\d[\d.]{14}|\d[eE]|^\d[\d.]{15}/;

function comesBack(text: string): boolean {
  try {
    if (!SUSPECT.test(text) && !/^[^[{"]/.test(text)) return true;
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
