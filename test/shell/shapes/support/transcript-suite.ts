import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SHAPES } from '../models';
import type { Version } from './copies';
import { ShapeShell } from './shape-shell';

interface Entry {
  readonly input: string;
  readonly text: string;
  /** How many statements it sends, where that is said. */
  readonly queries: number | undefined;
  /** Behaves otherwise before TypeORM 1.0. */
  readonly since1: boolean;
}

const FOLDER = path.join(__dirname, '..', 'transcripts');

/**
 * Each shape at the prompt: the inputs of `transcripts/SHAPE.txt` (with `--json`: `SHAPE.json.txt`) one after the other, what they
 * show and how many queries they take.
 */
export function transcriptSuite(version: Version): void {
  for (const file of readdirSync(FOLDER)) {
    const [name, json] = [file.split('.')[0], file.endsWith('.json.txt')];
    describe(`${name}${json ? ' with --json' : ' at the prompt'}, on TypeORM ${version}`, () => {
      let shell: ShapeShell;
      before(async () => {
        shell = await ShapeShell.open(SHAPES[name], { version, json });
      });
      after(() => shell.close());

      for (const { input, text, queries, since1 } of transcript(file)) {
        test(input, { skip: since1 && version !== '1.1' && 'TypeORM 1.0 and later only' }, async () => {
          const shown = await shell.run(input);
          assert.equal(shown.text, text);
          const sent = shown.queries.map(({ sql }) => sql);
          if (queries !== undefined) assert.equal(sent.length, queries, sent.join('\n'));
        });
      }
    });
  }
}

/** `> input`, then what it shows; `// 2 queries` and `// since 1.0` at an input's end say more of it. */
function transcript(file: string): readonly Entry[] {
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  return text
    .trimEnd()
    .split(/^> /m)
    .slice(1)
    .map((entry) => {
      const [input = '', ...lines] = entry.trimEnd().split('\n');
      const queries = /\/\/ (\d+) quer/.exec(input)?.[1];
      return {
        input,
        text: lines.join('\n'),
        queries: queries === undefined ? undefined : Number(queries),
        since1: input.endsWith('since 1.0'),
      };
    });
}
