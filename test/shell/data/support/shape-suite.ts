import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { onEachDatabase, type DatabaseKind } from '../../../support/databases';
import { SHAPES } from '../../shapes/models';
import type { Version } from '../../shapes/support/copies';
import { ShapeShell } from '../../shapes/support/shape-shell';
import { DataShell, FOLDER } from './data-shell';

/** MariaDB takes a second to make the tables of one: there it is those with columns, keys and tables of their own kind. */
const ON_MARIADB: ReadonlySet<string> = new Set(['columns', 'composite', 'embedded', 'inheritance', 'tables', 'trees']);

/** Every shape of entities, on every database unless told: what is dumped and loaded again is what it was. */
export function shapeSuite(version: Version, kinds?: readonly DatabaseKind[]): void {
  onEachDatabase(
    `Any entities of TypeORM ${version}, dumped and loaded`,
    (database) => {
      for (const [name, make] of Object.entries(SHAPES)) {
        if (database.kind === 'mariadb' && !ON_MARIADB.has(name)) continue;
        describe(name, () => {
          let opened: ShapeShell;
          let shell: DataShell;
          before(async () => {
            opened = await ShapeShell.open(make, { version, database });
            shell = new DataShell(opened.dataSource, opened.parts);
          });
          after(() => opened.close());

          test('gives the same dump', async () => {
            const text = (format: string): string => readFileSync(join(FOLDER, `${name}.${format}`), 'utf8');
            await shell.dump([], { output: `${name}.json`, unmasked: true, force: true });
            const before = text('json');
            assert.ok(before.split('\n').length > 5, before);
            for (const format of ['json', 'sql']) {
              await shell.dump([], { output: `${name}.${format}`, unmasked: true, force: true });
              await shell.load([`${name}.${format}`], { replace: true });
              await shell.dump([], { output: `${name}.json`, unmasked: true, force: true });
              assert.equal(text('json'), before, format);
            }
          });
        });
      }
    },
    kinds,
  );
}
