import { wordRight, type TextBuffer } from './text-buffer';

/** So much has to be typed before something is suggested. */
const LEAST = 2;

/**
 * What the history suggests: the rest of the newest input that begins with all that is typed, while the cursor stands at its end.
 * @param entries oldest first
 */
export function ghostOf({ text, cursor }: TextBuffer, entries: readonly string[]): string {
  if (cursor < text.length || text.trim().length < LEAST) return '';
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry.length > text.length && entry.startsWith(text)) return entry.slice(text.length);
  }
  return '';
}

/** As much of a suggestion as Alt-F takes: up to the end of its next word. */
export function wordOf(ghost: string): string {
  return ghost.slice(0, wordRight({ text: ghost, cursor: 0 }));
}
