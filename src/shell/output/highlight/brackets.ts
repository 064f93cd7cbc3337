import type { CodeToken } from './code-tokens';

/** Which brackets of a text belong together, by where they stand. */
export interface Brackets {
  /** The other one of each bracket that has one. */
  readonly partners: ReadonlyMap<number, number>;
  /** Closing ones that close nothing. */
  readonly stray: readonly number[];
  /** Opening ones that nothing closes, outermost first. */
  readonly open: readonly number[];
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const CLOSES: ReadonlySet<string> = new Set(Object.values(CLOSING));

/** The `${` and `}` of a template count as braces. */
export function bracketsOf(tokens: readonly CodeToken[]): Brackets {
  const partners = new Map<number, number>();
  const stray: number[] = [];
  const open: { readonly at: number; readonly closing: string }[] = [];
  const close = (at: number, bracket: string): void => {
    const opening = open.at(-1);
    if (opening?.closing !== bracket) return void stray.push(at);
    open.pop();
    partners.set(opening.at, at).set(at, opening.at);
  };
  for (const { type, text, from, to } of tokens) {
    if (type === 'Punctuator') {
      if (CLOSES.has(text)) close(from, text);
      else if (text in CLOSING) open.push({ at: from, closing: CLOSING[text] });
      continue;
    }
    if (type === 'TemplateMiddle' || type === 'TemplateTail') close(from, '}');
    if (type === 'TemplateHead' || type === 'TemplateMiddle') open.push({ at: to - 1, closing: '}' });
  }
  return { partners, stray, open: open.map(({ at }) => at) };
}
