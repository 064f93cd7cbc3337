import type { Suggestion } from '../../completion/suggestion';
import type { Theme } from '../../output/theme';
import { visible } from '../../output/visible';
import { graphemes, graphemeWidth, textWidth } from './graphemes';
import type { Menu } from './menu';
import type { FrameRow } from './painter';

/** More rows than this nobody looks through. */
export const MOST_ROWS = 8;
const GAP = 2;
/** The share of the terminal that the names, and the types, may take; names these columns in any case, as far as there are so many. */
const NAMES = 0.5;
const LEAST_OF_NAMES = 24;
const TYPES = 0.35;

export interface MenuSpace {
  readonly columns: number;
  /** How many rows there are for it. */
  readonly rows: number;
}

/** The menu as rows: what is put in, its type, what else there is to say, each below the other; how many there are below, where not all are seen. */
export function menuRows({ completion, chosen }: Menu, space: MenuSpace, theme: Theme): readonly FrameRow[] {
  const { suggestions } = completion;
  const columns = space.columns - 1;
  const isCut = suggestions.length > Math.min(MOST_ROWS, space.rows);
  const room = Math.max(1, Math.min(MOST_ROWS, space.rows) - (isCut ? 1 : 0));
  const first = firstShown(chosen ?? 0, room, suggestions.length);
  const seen = suggestions.slice(first, first + room);
  const most = Math.min(Math.max(Math.floor(columns * NAMES), LEAST_OF_NAMES), columns - GAP);
  const names = Math.min(
    most,
    longest(seen, ({ text }) => text),
  );
  const types = Math.min(
    Math.floor(columns * TYPES),
    longest(seen, ({ type }) => type ?? ''),
  );
  const rows = seen.map((suggestion, index) =>
    rowOf(suggestion, { names, types, columns, isChosen: first + index === chosen, theme }),
  );
  if (!isCut) return rows;
  const count = cut(
    chosen === undefined ? `  ${suggestions.length} in all` : `  ${chosen + 1}/${suggestions.length}`,
    columns,
  );
  return [...rows, { text: theme.dim(count), width: count.length }];
}

/** The chosen one stays in the middle while there are others on both sides. */
function firstShown(chosen: number, room: number, all: number): number {
  return Math.max(0, Math.min(chosen - Math.floor(room / 2), all - room));
}

interface RowOptions {
  readonly names: number;
  readonly types: number;
  readonly columns: number;
  readonly isChosen: boolean;
  readonly theme: Theme;
}

function rowOf({ text, type = '', detail, kind }: Suggestion, options: RowOptions): FrameRow {
  const { names, types, columns, isChosen, theme } = options;
  const mark = isChosen && !theme.colored ? '> ' : '  ';
  const name = mark + padded(cut(visible(text), names), names);
  const about = [types > 0 ? padded(cut(visible(type), types), types) : '', visible(detail ?? kind)];
  const rest = about.filter((part) => part !== '').join(' '.repeat(GAP));
  const left = columns - textWidth(name) - GAP;
  const behind = left > GAP ? cut(rest, left).trimEnd() : '';
  const width = textWidth(name) + (behind === '' ? 0 : GAP + textWidth(behind));
  const between = behind === '' ? '' : ' '.repeat(GAP);
  const painted = isChosen ? theme.chosen(name + between + behind) : name + between + theme.dim(behind);
  return { text: painted, width };
}

function longest(suggestions: readonly Suggestion[], part: (suggestion: Suggestion) => string): number {
  return Math.max(...suggestions.map((suggestion) => textWidth(visible(part(suggestion)))));
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** As much of a text as fits, with `…` for the rest. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let taken = 0;
  for (const { text: grapheme } of graphemes(text)) {
    taken += graphemeWidth(grapheme);
    if (taken >= width) break;
    kept += grapheme;
  }
  return width > 0 ? `${kept}…` : '';
}
