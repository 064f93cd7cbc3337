import { dirname, relative } from 'node:path';
import type { Report } from '../../start';
import type { Surroundings } from '../../shell-parts';
import { UserError } from '../../user-error';
import { connectSource, type ConnectRequest } from '../connect/connect-source';
import { Connecting } from '../connect/connecting';
import { naming } from '../connect/connection-name';
import { withoutTable } from '../connect/missing-tables';
import { describeDatabase } from '../describe-database';
import { nothingFound } from '../failures/nothing-found';
import { unsetVariables } from '../failures/unset-variables';
import { DISK } from '../file-view';
import type { Decision } from '../find/decision';
import { loadAll } from '../load-all';
import { ModuleLoader } from '../load-module';
import type { LoadedSource } from '../load-sources';
import { locate, type Located } from '../locate';
import { moduleFormat } from '../module-format';
import { compilerFor } from '../typescript/compiler';
import { nearestTsConfig } from '../typescript/tsconfig';
import { typeormOf } from '../typeorm-copy';
import { driverPackage } from './driver-package';
import { pendingMigrations } from './pending-migrations';

/** A row of the report: what it is about, and what is to be said. */
type Row = readonly [string, string];

/** What `--doctor` prints: every decision that leads to the data sources, and whether they work. Writes nothing. */
export async function doctor(surroundings: Surroundings, version: string): Promise<Report> {
  const rows: Row[] = [['typeorm-shell', `${version} on Node ${process.versions.node}`]];
  let ok = true;
  try {
    const loader = new ModuleLoader(surroundings.env, surroundings.busy);
    const located = await locate(surroundings, loader);
    rows.push(['project', located.root], ...located.decisions.map(decisionRow));
    if (located.dataSources.length === 0) throw nothingFound(located, surroundings.currentFolder);
    for (const file of located.dataSources) rows.push(...loadingRows(file, located, loader));
    const connecting = new Connecting(located.root, naming(surroundings.env, version));
    const unset = (file: string, error?: unknown): readonly string[] =>
      unsetVariables(file, DISK, surroundings.env, error);
    const { sources, notices } = await loadAll(located, { surroundings, loader, connecting, unset });
    rows.push(...notices.map((notice): Row => ['notice', notice]));
    for (const source of sources) {
      const found = await sourceRows(source, { root: located.root, connecting, unset });
      rows.push(...found.rows);
      ok &&= found.ok;
    }
  } catch (error) {
    rows.push(problemRow('problem', error));
    ok = false;
  }
  return { text: tableOf(rows), ok };
}

function decisionRow({ looked, found, why }: Decision): Row {
  const what = found === undefined ? 'not there' : found;
  return ['looked for', `${looked}: ${what}${why === undefined ? '' : ` (${why})`}`];
}

/** Which copies of what the file is loaded with. */
function loadingRows(file: string, { root }: Located, loader: ModuleLoader): readonly Row[] {
  const name = relative(root, file);
  const rows: Row[] = [['file', `${name}, ${moduleFormat(file, DISK) === 'module' ? 'an ES module' : 'CommonJS'}`]];
  const typeorm = typeormOf(file);
  rows.push(['typeorm', `${typeorm.version} in ${near(typeorm.folder, root)}`]);
  const tsconfig = nearestTsConfig(file);
  if (/\.[cm]?tsx?$/.test(file) || tsconfig !== undefined) {
    const { version, folder, isOwn } = compilerFor(dirname(file));
    rows.push([
      'typescript',
      `${version} in ${near(folder, root)}${isOwn ? '' : " (the shell's: the project has none)"}`,
    ]);
    rows.push([
      'loader',
      `the program of ${tsconfig === undefined ? name : near(tsconfig, root)}, compiled into ${loader.cacheFolder}`,
    ]);
  } else {
    rows.push(['loader', 'Node itself']);
  }
  return rows;
}

async function sourceRows(
  source: LoadedSource,
  request: ConnectRequest,
): Promise<{ readonly rows: readonly Row[]; readonly ok: boolean }> {
  const { name, dataSource, typeorm } = source;
  const driver = driverPackage(dataSource.options.type, typeorm, request.root);
  const rows: Row[] = [
    ['data source', name],
    [
      'driver',
      driver
        ? `${driver.name} ${driver.version} in ${near(driver.folder, request.root)}`
        : `unknown, for ${dataSource.options.type}`,
    ],
  ];
  try {
    const { notices, broken } = await connectSource(source, request);
    rows.push(['database', `${describeDatabase(dataSource.options, request.root)} answers`]);
    rows.push(...notices.map((notice): Row => ['notice', notice]));
    const entities = dataSource.entityMetadatas.filter(({ tableType }) => !/junction|^closure$/.test(tableType));
    const tableless = await withoutTable(dataSource);
    rows.push([
      'entities',
      `${entities.length}${tableless.length > 0 ? `, without a table: ${tableless.map((each) => each.name).join(', ')}` : ''}`,
    ]);
    rows.push(...broken.map(({ name: culprit, reason }): Row => ['broken', `${culprit}: ${reason}`]));
    const pending = await pendingMigrations(dataSource);
    const count = dataSource.migrations.length;
    rows.push(['migrations', `${count}, ${pending.length === 0 ? 'none pending' : `pending: ${pending.join(', ')}`}`]);
    return { rows, ok: true };
  } catch (error) {
    return { rows: [...rows, problemRow('problem', error)], ok: false };
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

function problemRow(title: string, error: unknown): Row {
  const message = error instanceof Error ? error.message : String(error);
  return [title, error instanceof UserError && error.hint ? `${message} ${error.hint}` : message];
}

/** A path inside of the project is shown from there. */
function near(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? relative(root, path) : path;
}

function tableOf(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([title]) => title.length)) + 2;
  let before = '';
  return rows
    .map(([title, text]) => {
      const shown = title === before ? '' : title;
      before = title;
      return `${shown.padEnd(width)}${text}`;
    })
    .join('\n');
}
