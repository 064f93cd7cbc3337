/**
 * What the shell says to mistakes that people make: a mistake is a file, with the inputs and what they show.
 *
 * Those in `any/` are the same everywhere; `sqlite/`, `postgres/` and `mariadb/` hold those in which the database has a word, `since-1.0/`
 * and `before-1.0/` those in which TypeORM has. Each advice that is code is an input of its own, right below, where it can be.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Version } from '../../shell/shapes/support/copies';
import { ShapeShell } from '../../shell/shapes/support/shape-shell';
import { onEachDatabase, type DatabaseKind } from '../../support/databases';
import { books } from '../model';

const FILES = path.resolve(__dirname, '..');

/** Declares the tests of one version of TypeORM: a process may use one of them only. */
export function mistakesOn(version: Version, kinds?: readonly DatabaseKind[]): void {
  onEachDatabase(
    `mistakes with TypeORM ${version}`,
    (database) => {
      let shell: ShapeShell;
      before(async () => {
        shell = await ShapeShell.open(books, { version, database });
      });
      after(() => shell.close());
      for (const folder of ['any', database.kind, version === '0.3' ? 'before-1.0' : 'since-1.0'])
        for (const name of readdirSync(path.join(FILES, folder)).sort())
          test(`${folder}/${name}`, async () => {
            const expected = readFileSync(path.join(FILES, folder, name), 'utf8').trimEnd();
            const shown: string[] = [];
            for (const input of inputsOf(expected)) {
              // TypeORM 0.3 gives the errors of better-sqlite3 as they are.
              const text = (await shell.run(input)).text.replace(/^SqliteError(?=: )/, 'QueryFailedError');
              shown.push(`> ${input.replaceAll('\n', '\n... ')}${text === '' ? '' : `\n${text}`}`);
            }
            assert.equal(shown.join('\n'), expected);
          });
    },
    kinds,
  );
}

function inputsOf(transcript: string): readonly string[] {
  return [...transcript.matchAll(/^> (.*(?:\n\.\.\. .*)*)/gm)].map(([, input = '']) =>
    input.replaceAll('\n... ', '\n'),
  );
}
