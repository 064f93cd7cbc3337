import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { GivenOptions, Subcommand } from '../../command-line';
import type { CommandContext } from '../../commands/command';
import { counted } from '../../output/sql/query-summary';
import { themeOf } from '../../output/theme';
import { visible } from '../../output/visible';
import { DISK } from '../../project/file-view';
import { writeNamed } from '../../safety/write-named';
import { UserError } from '../../user-error';
import { codeMigrations } from '../code-migrations';
import { scriptComment, scriptStatement } from '../sql/script-text';
import { currentMigrations } from '../status';
import { chooseRenames } from './choose-renames';
import { differenceOf, type Difference } from './difference';
import { migrationName, oneName, type MigrationName, type NameStyle } from './migration-name';
import { migrationPlace, type MigrationPlace } from './migration-place';
import { migrationText } from './migration-text';
import { readShapes } from './read-tables';
import { Renames, renameText } from './renames';
import { wantedShapes } from './shape';
import type { Statement } from './statement';

interface Request {
  /** Absent where nothing is written. */
  readonly name?: string;
  readonly empty: boolean;
  readonly sql: boolean;
  readonly renames: readonly string[];
  readonly noOthers: boolean;
  readonly folder?: string;
}

export const newSubcommand: Subcommand = {
  parameters: 'NAME [--rename OLD:NEW | --no-rename] [--empty] | --sql',
  description: [
    'Writes a migration from the difference between the entities and the database, which is only read.',
    'What looks like a rename is asked about; what would lose data is marked in the file and told.',
  ],
  options: {
    empty: { type: 'boolean', summary: 'write one to be filled in' },
    rename: {
      type: 'string',
      multiple: true,
      value: 'OLD:NEW',
      summary: 'a table or a column (table.column) that got another name',
    },
    'no-rename': { type: 'boolean', summary: 'nothing (else) is renamed: drop what is gone, add what is new' },
    sql: { type: 'boolean', summary: 'print the statements, and write nothing' },
    dir: { type: 'string', value: 'FOLDER', summary: 'where to write; beside the other migrations unless told' },
  },
  parse: (values, words) => {
    const request = requestOf(values, words);
    return { mode: 'read-only', newDatabase: 'none', act: (context) => newMigration(context, request) };
  },
};

/** @throws UserError */
function requestOf(values: GivenOptions, words: readonly string[]): Request {
  const { empty = false, rename, 'no-rename': noOthers = false, sql = false, dir } = values;
  const renames = Array.isArray(rename) ? (rename as readonly string[]) : [];
  if (empty && (sql || noOthers || renames.length > 0))
    throw new UserError(`With --empty nothing is compared: ${sql ? '--sql' : 'renames'} cannot be.`);
  const name = sql && words.length === 0 ? undefined : oneName(words);
  // What is wrong with a name is told before the database is asked.
  if (name !== undefined) migrationName(name, 0, 0, 'as given');
  return {
    empty: empty === true,
    sql: sql === true,
    noOthers: noOthers === true,
    renames,
    ...(name === undefined ? {} : { name }),
    ...(dir === undefined ? {} : { folder: String(dir) }),
  };
}

async function newMigration(context: CommandContext, request: Request): Promise<void> {
  if (request.empty) return write(context, request);
  assertWhole(context);
  await assertNothingPending(context);
  const { dataSource } = context.model;
  const sides = { found: await readShapes(dataSource), wanted: wantedShapes(dataSource) };
  const { renames: given, noOthers } = request;
  const { confirm, print } = context;
  const ask = async (question: string, found: string): Promise<boolean> => {
    print(visible(found));
    return (await confirm?.(visible(question))) === true;
  };
  const renames = await chooseRenames(sides, { given, noOthers, ...(confirm && { confirm: ask }) });
  const difference = await context.breakable(() => differenceOf(dataSource, renames));
  if (difference.up.length === 0) return context.print('The database is as the entities say: there is nothing to do.');
  if (request.sql) return context.print(scriptOf(difference, context));
  tell(context, renames, difference);
  await write(context, request, difference);
}

/** What could not be loaded is not compared, and would be taken for dropped. @throws UserError */
function assertWhole({ names }: CommandContext): void {
  const [first] = names.broken ?? [];
  if (first !== undefined)
    throw new UserError(
      `${first.name} could not be used: ${first.reason}`,
      'Mend that first: what it has would be dropped.',
    );
}

/** @throws UserError */
async function assertNothingPending(context: CommandContext): Promise<void> {
  const { pending } = await currentMigrations(context);
  if (pending.length > 0)
    throw new UserError(
      `${counted(pending.length, 'migration is', 'migrations are')} pending: what they do would be done twice.`,
      'Run migration up first.',
    );
}

function scriptOf({ up, down }: Difference, { model }: CommandContext): string {
  const { type } = model.dataSource.options;
  const lines = ({ sql, parameters = [], notes = [] }: Statement): readonly string[] => [
    ...notes.map(scriptComment),
    scriptStatement(sql, parameters, type),
  ];
  const back = down.flatMap(lines).flatMap((line) => line.split('\n'));
  return [...up.flatMap(lines), '', '-- To take it back:', ...back.map((line) => `-- ${line}`)].join('\n');
}

function tell({ print, colors }: CommandContext, { all }: Renames, { losses }: Difference): void {
  const theme = themeOf(colors());
  for (const rename of all) print(`Renamed: ${visible(renameText(rename))}`);
  for (const { text } of losses) print(theme.notice(visible(text)));
}

async function write(context: CommandContext, request: Request, statements?: Difference): Promise<void> {
  const place = placeOf(context, request);
  const { className, fileName } = nameOf(context, request, place.names);
  const path = join(place.folder, `${fileName}${place.style.extension}`);
  const shown = shownPath(path, context);
  mkdirSync(place.folder, { recursive: true });
  const text = migrationText({ className, style: place.style, ...(statements && { statements }) });
  await writeNamed({ name: shown, path, force: false, toReplace: 'give it another name' }, text);
  context.print(`Written: ${shown}`);
  const where = listedIn(context);
  if (where !== undefined) context.print(`Add ${className} to the migrations in ${where}.`);
}

/** Where the data source names its migrations one by one, so that a new file is not found by itself. */
function listedIn({ model, sourceFile, resolvePath }: CommandContext): string | undefined {
  const { migrations } = model.dataSource.options;
  const items = Object.values(migrations ?? {}) as readonly unknown[];
  const file = sourceFile();
  const shown = file === undefined ? 'its options' : relative(resolvePath('.'), file);
  if (items.length === 0) return shown;
  if (file === undefined || items.some((item) => typeof item === 'string')) return undefined;
  const text = DISK.isFile(file) ? DISK.read(file) : '';
  return codeMigrations(model.dataSource).some(({ name }) => text.includes(name)) ? shown : undefined;
}

function placeOf({ model, sourceFile, resolvePath }: CommandContext, { folder }: Request): MigrationPlace {
  const { options } = model.dataSource;
  const items = Object.values(options.migrations ?? {}) as readonly unknown[];
  const place = migrationPlace(
    {
      sourceFile: sourceFile(),
      currentFolder: resolvePath('.'),
      timestamps: codeMigrations(model.dataSource).map(({ timestamp }) => timestamp),
      patterns: items.filter((item) => typeof item === 'string'),
    },
    DISK,
  );
  return folder === undefined ? place : { ...place, folder: resolvePath(folder) };
}

function nameOf({ model }: CommandContext, { name = '' }: Request, style: NameStyle): MigrationName {
  const last = Math.max(0, ...codeMigrations(model.dataSource).map(({ timestamp }) => timestamp));
  return migrationName(name, Date.now(), last, style);
}

function shownPath(path: string, { resolvePath }: CommandContext): string {
  const inside = relative(resolvePath('.'), path);
  return inside.startsWith('..') ? path : inside;
}
