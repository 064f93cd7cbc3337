import { Scanner, type Inside, type Scanned } from './scan';

/** A name that nobody has: it stands where the cursor is, so that the parser finds something there. */
export const CURSOR_NAME = '__cursor__';

/** The longest text that is read whole; of a longer one, the statement with the cursor. In UTF-16 units. */
const LONGEST = 20_000;

/** A text that a parser can read, with a name in place of what is typed at the cursor. */
export interface Repaired {
  readonly text: string;
  /** Where `CURSOR_NAME` stands in `text`. */
  readonly at: number;
  readonly inside: Exclude<Inside, 'comment' | 'regular expression'>;
  /** What is typed of a word or, in a string or a template, from its beginning. */
  readonly typed: string;
  /** What of the original text is typed: the word at the cursor; of a string all that is before the cursor. */
  readonly from: number;
  /** The end of the word at the cursor, or of the string. */
  readonly to: number;
  /** The quote of the string that the cursor is in. */
  readonly quote: string;
}

/** Nobody completes a longer word. In UTF-16 units. */
const LONGEST_WORD = 200;

const WORD_BEFORE = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const WORD_AFTER = /^[\p{ID_Continue}$]*/u;
/** `1.` and `1e`, but not `a1.`: a number goes on there. */
const NUMBER_BEFORE = /(?:^|[^\p{ID_Continue}$.)\]])(?:\d[\d_]*\.?|\.\d+)[\p{ID_Continue}$]*$/u;

/**
 * Makes a text that can be read of one that is being typed: the word at the cursor becomes a name, and what is open there is closed. What
 * stands behind the cursor is kept where it closes what is open before it; an unfinished text is otherwise read up to the cursor.
 * @returns `undefined` where nothing can be completed: in a comment, a regular expression, a number.
 */
export function repair(text: string, cursor: number): Repaired | undefined {
  const scanner = new Scanner(text);
  const scanned = scanner.readTo(cursor);
  const { inside } = scanned;
  switch (inside) {
    case 'comment':
    case 'regular expression':
      return undefined;
    case 'code':
      return repairCode({ text, cursor, scanner, scanned });
    case 'string':
      return repairString({ text, cursor, scanner, scanned });
    case 'template':
      return repairTemplate({ text, cursor, scanner, scanned });
  }
}

interface Broken {
  readonly text: string;
  readonly cursor: number;
  /** Has read up to the cursor. */
  readonly scanner: Scanner;
  readonly scanned: Scanned;
}

function repairCode(broken: Broken): Repaired | undefined {
  const { text, cursor } = broken;
  const before = text.slice(Math.max(0, cursor - LONGEST_WORD), cursor);
  const typed = WORD_BEFORE.exec(before)?.[0] ?? '';
  const from = cursor - typed.length;
  if (NUMBER_BEFORE.test(before) || /[\p{ID_Continue}#@]/u.test(text.charAt(from - 1))) return undefined;
  const end = cursor + (WORD_AFTER.exec(text.slice(cursor))?.[0].length ?? 0);
  // What is put before a word leaves it.
  const to = typed === '' ? cursor : end;
  return { ...together(broken, { from, to: end, marked: CURSOR_NAME }), inside: 'code', typed, from, to, quote: '' };
}

function repairString(broken: Broken): Repaired {
  const { text, cursor, scanner, scanned } = broken;
  const { start: from, quote } = scanned;
  const rest = restOfString(text.slice(cursor), quote);
  const to = cursor + (rest ?? '').length;
  if (rest === undefined) scanner.endString();
  const typed = text.slice(from, cursor);
  const marked = `${plain(typed)}${CURSOR_NAME}${rest === undefined ? quote : ''}`;
  const { text: read, at } = together(broken, { from, to, marked });
  return { text: read, at, inside: 'string', typed, from, to, quote };
}

function repairTemplate(broken: Broken): Repaired {
  const { text, cursor, scanned } = broken;
  const { start: from } = scanned;
  const typed = text.slice(from, cursor);
  const rest = text.slice(cursor);
  // What stands behind the cursor in a template that is not closed belongs to it.
  const open = /[`\\]|\$\{/.test(rest) ? '' : rest;
  return {
    ...together(broken, { from: cursor, to: cursor + open.length, marked: CURSOR_NAME + open }),
    inside: 'template',
    typed,
    from,
    to: cursor,
    quote: '`',
  };
}

/** Up to the quote that ends it; `undefined` where no quote does, before the end of the line. */
function restOfString(after: string, quote: string): string | undefined {
  return new RegExp(`^((?:[^\\\\\\n${quote}]|\\\\.)*)${quote}`).exec(after)?.[1];
}

/** What is typed of a string, without what could break it. */
function plain(typed: string): string {
  return typed.replace(/\\$/, '');
}

interface Marked {
  /** What of the text `marked` stands for. */
  readonly from: number;
  readonly to: number;
  readonly marked: string;
}

function together({ text, scanner, scanned }: Broken, { from, to, marked }: Marked): Pick<Repaired, 'text' | 'at'> {
  scanner.readTo(text.length);
  const isWhole = scanner.isBalanced;
  const start = text.length > LONGEST ? Math.min(scanned.statement, from) : 0;
  const head = text.slice(start, from) + marked;
  const at = from - start + marked.indexOf(CURSOR_NAME);
  if (isWhole && text.length <= LONGEST) return { text: head + text.slice(to), at };
  return { text: `${head}${scanned.closers};`, at };
}
