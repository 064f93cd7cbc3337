import { dirname, resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { assemble, type ReloadedSources } from '../assemble';
import type { BrokenName } from '../commands/command';
import { contextValues } from '../extensions';
import { auditFor } from '../safety/audit/open-audit';
import { reasonFor } from '../safety/audit/reason';
import type { Mode } from '../safety/modes/mode';
import { firstMode } from '../safety/modes/first-mode';
import { SourceMode } from '../safety/modes/source-mode';
import type { OpenContext, ShellParts } from '../shell-parts';
import { UserError } from '../user-error';
import type { NamedDataSource } from '../sources/room';
import { changedFiles } from './changed-files';
import { connectAll, type AllConnected } from './connect/connect-all';
import { Connecting } from './connect/connecting';
import { naming } from './connect/connection-name';
import { withoutTable } from './connect/missing-tables';
import { describeDatabase } from './describe-database';
import { nothingFound } from './failures/nothing-found';
import { locate } from './locate';
import { unsetVariables } from './failures/unset-variables';
import { DISK } from './file-view';
import { ModuleLoader } from './load-module';
import { loadAll } from './load-all';
import type { LoadedSource } from './load-sources';

/** Finds the project's data sources, loads them, connects and opens the shell on them. */
export async function openProject(openContext: OpenContext, version: string): Promise<ShellParts> {
  const { surroundings } = openContext;
  // What is loaded again connects as the session has it by then.
  let modeNow = (): Mode | undefined => openContext.mode;
  let loadedAt = Date.now();
  const loader = new ModuleLoader(surroundings.env, surroundings.busy);
  const located = await locate(surroundings, loader);
  if (located.dataSources.length === 0) throw nothingFound(located, surroundings.currentFolder);
  const settings = located.settings?.value ?? {};
  const name = naming(surroundings.env, version);
  const modeNotices = new Set<string>();
  const enter = (dataSource: DataSource): void => {
    const facts = {
      env: surroundings.env,
      name: 'This database',
      options: dataSource.options,
      setting: settings.production,
    };
    const { mode, production, notice } = firstMode(modeNow(), facts);
    const source = SourceMode.of(dataSource);
    source.production = production;
    source.prepare(mode);
    if (notice !== undefined) modeNotices.add(notice);
  };
  const connecting = new Connecting(located.root, (dataSource) => {
    name(dataSource);
    enter(dataSource);
  });
  const unset = (file: string, error?: unknown): readonly string[] =>
    unsetVariables(file, DISK, surroundings.env, error);
  const audit = auditFor(openContext, settings, dirname(located.settings?.place.path ?? located.root));
  const hasAudit = audit !== undefined;
  let reason: string | undefined;
  const open = async (again: boolean): Promise<AllConnected> => {
    const { sources, notices: heard } = await loadAll(located, { surroundings, loader, connecting, unset });
    if (!again)
      reason = await reasonFor(openContext, {
        settings,
        sources: sources.map(({ name, dataSource }) => ({ name, options: dataSource.options })),
        hasAudit,
      });
    const { connected, notices } = await connectAll(sources, {
      root: located.root,
      connecting,
      unset,
      makesFile: openContext.newDatabase === 'empty',
    });
    return { connected, notices: [...heard, ...notices] };
  };
  const { connected, notices } = await open(false);
  const [first, ...others] = connected;
  const { context, commands, print, mask, unmask, seed } = settings;
  const broken: BrokenName[] = connected.flatMap((source) => source.broken);
  const reload = async (): Promise<ReloadedSources> => {
    refuseInMemory(connected);
    const changed = changedFiles(located.root, loadedAt);
    const begun = Date.now();
    loader.forget();
    const { connected: now, notices: heard } = await open(true);
    loadedAt = begun;
    return {
      dataSources: [named(now[0]), ...now.slice(1).map(named)],
      broken: now.flatMap((source) => source.broken),
      changed,
      notices: heard.filter((notice) => !notices.includes(notice)),
    };
  };
  const servers = openContext.interactive ? await serverNotices(connected) : [];
  const parts = assemble({
    ...openContext,
    ...named(first),
    others: others.map(named),
    audit,
    reason,
    reload,
    baseFile: resolve(surroundings.currentFolder, 'shell.ts'),
    title: `typeorm-shell ${version}`,
    database: placesOf(connected, located.root),
    notices: [...located.notices, ...notices, ...modeNotices, ...servers],
    broken,
    extensions: {
      commands,
      print,
      mask,
      unmask,
      seed,
      context: await contextValues(context, { dataSource: first.dataSource }),
    },
  });
  modeNow = () => parts.modes.mode;
  return { ...parts, later: () => tellWithoutTable(connected, broken) };
}

/** What is said of data sources that are several servers. */
async function serverNotices(sources: readonly LoadedSource[]): Promise<readonly string[]> {
  const heard: string[] = [];
  for (const { name, dataSource } of sources) {
    const { replicas, mode } = SourceMode.of(dataSource);
    const notices = (await replicas?.opening(mode === 'sandbox')) ?? [];
    heard.push(...notices.map((notice) => (sources.length === 1 ? notice : `${name}: ${notice}`)));
  }
  return heard;
}

/** A database in memory goes with its connection. @throws UserError */
function refuseInMemory(sources: readonly LoadedSource[]): void {
  for (const { dataSource } of sources) {
    const { type, database } = dataSource.options as { readonly type: string; readonly database?: unknown };
    if (!/sqlite|sqljs/.test(type) || (database !== ':memory:' && database !== '' && database !== undefined)) continue;
    throw new UserError(
      'The database is in memory: to load the code again would lose what is in it.',
      'Use a file as database, or leave and start again.',
    );
  }
}

function named({ name, dataSource, typeorm, file }: LoadedSource): NamedDataSource {
  return { name, dataSource, typeorm: typeorm.exports, file };
}

/** Looks for entities that have no table: they are listed with the broken ones. */
async function tellWithoutTable(sources: readonly LoadedSource[], broken: BrokenName[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { dataSource } of sources) {
    // The catalogue may be closed to this user; then the first query of such an entity says it.
    for (const { name, tablePath } of await withoutTable(dataSource).catch(() => [])) {
      names.push(name);
      broken.push({ name, reason: `there is no table ${tablePath} in the database` });
    }
  }
  if (names.length === 0) return [];
  const shown =
    names.length > MOST_NAMED
      ? `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`
      : names.join(', ');
  return [`Without a table in the database: ${shown}. Have the migrations been run?`];
}

/** How many entities a notice names. */
const MOST_NAMED = 5;

/** Where the data sources lead, for the banner. */
function placesOf(sources: readonly LoadedSource[], root: string): string {
  const places = sources.map(({ name, dataSource }) => [name, describeDatabase(dataSource.options, root)] as const);
  return places.map(([name, place]) => (sources.length === 1 ? place : `${name} (${place})`)).join(', ');
}
