import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorldName } from './world';

/** Lines that are entered one after the other, and what is asked then. */
export interface SessionText {
  /** `finders 3`: the file and the place in it. */
  readonly name: string;
  readonly lines: readonly string[];
  readonly of: 'last' | 'all';
  readonly world: WorldName;
  /** Whether the value is left out: that of a loop is. */
  readonly hasNoValue: boolean;
  /** Whether only SQLite can be put back to where its code begins. */
  readonly needsSqlite: boolean;
  /** What the refusal has to say, where there is to be one. */
  readonly refusal: string | undefined;
}

/**
 * The sessions in a folder of text files. Empty lines stand between sessions; a line that begins with a blank, a brace or a dot goes on with
 * the one before. `//` is a comment, but for `// .code all`, `// a loop has no value`, `// sqlite: why`, `// refused: words` and, at the start of a file, `// shop`.
 */
export function sessionsIn(folder: string): readonly SessionText[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const world = text.startsWith('// shop') ? 'shop' : 'lesson';
      const parts = text.split(/\n\s*\n/).filter((part) => linesOf(part).length > 0);
      return parts.map((part, index) => ({
        name: `${file.replace(/\.\w+$/, '')} ${index + 1}`,
        lines: linesOf(part),
        of: /^\/\/ \.code all$/m.test(part) ? ('all' as const) : ('last' as const),
        world,
        hasNoValue: /^\/\/ a loop has no value$/m.test(part),
        needsSqlite: /^\/\/ sqlite: /m.test(part),
        refusal: /^\/\/ refused: (.*)$/m.exec(part)?.[1],
      }));
    });
}

function linesOf(part: string): readonly string[] {
  const lines: string[] = [];
  for (const line of part.split('\n').filter((each) => each.trim() !== '' && !each.startsWith('//'))) {
    if (/^[\s})\]]/.test(line) && lines.length > 0) lines[lines.length - 1] += `\n${line}`;
    else lines.push(line);
  }
  return lines;
}
