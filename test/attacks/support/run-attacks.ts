import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as typeorm from 'typeorm';
import { createDataSource } from '../../../src/data-source';
import { dataSourceOptions } from '../../../src/data-source-options';
import { Assignment } from '../../../src/entities/assignment';
import { Employee } from '../../../src/entities/employee';
import { Meeting } from '../../../src/entities/meeting';
import { Project } from '../../../src/entities/project';
import { seed } from '../../../src/seed';
import { shellInProcess } from '../../support/shell-in-process';
import type { Mode } from '../../../src/shell/safety/modes/mode';
import { SourceMode } from '../../../src/shell/safety/modes/source-mode';
import type { Outcome } from '../../../src/shell/session';
import type { ShellParts } from '../../../src/shell/shell-parts';
import type { DatabaseKind } from '../../support/databases';
import { MORE_ENTITIES, Note } from './more-entities';
import { differences, watch } from './watched-database';

/**
 * Runs programs in the shell, each in a session of its own, all in this process.
 *
 *     run-attacks.ts KIND URL OUTSIDE SETUP < {"refused": [FILE, …], "allowed": [FILE, …], "sandbox": [FILE, …]}
 *
 * Writes a line of JSON for each program: its file, and what is wrong with how it went (nothing, it is hoped).
 */
const [kind, url, outside, setup] = process.argv.slice(2) as [DatabaseKind, string, string, string];

export interface Ran {
  readonly file: string;
  readonly problems: readonly string[];
  /** What the shell said. */
  readonly said: string;
}

const options = dataSourceOptions({ DATABASE_URL: url });
const entities = [Employee, Meeting, Project, Assignment, ...MORE_ENTITIES];

/** A read-only session of the shell's, opened as `npm start -- --read-only` opens one. */
async function open(mode: Mode): Promise<ShellParts> {
  const dataSource = createDataSource(options, { entities });
  SourceMode.of(dataSource).prepare(mode);
  await dataSource.initialize();
  return shellInProcess(dataSource, { baseFile: __filename, extensions: { context: { outside } } });
}

/** Makes the database anew: nothing of what was there stays. */
async function fill(): Promise<void> {
  const dataSource = await createDataSource(options).initialize();
  await dataSource.dropDatabase();
  await dataSource.runMigrations();
  await seed(dataSource);
  await dataSource.destroy();
  const more = await createDataSource(options, { entities: MORE_ENTITIES, synchronize: true }).initialize();
  const root = { title: 'root', children: [{ title: 'leaf', children: [] }] };
  await more.getTreeRepository('Folder').save(root);
  const notes = more.getRepository<Note>('Note');
  await notes.save([{ text: 'one', folder: { id: 1 } }, { text: 'two' }, { text: 'gone' }]);
  await notes.softDelete({ text: 'gone' });
  await more.destroy();
}

/** An input of a program ends at an empty line. */
function inputsOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split(/\n\s*\n/u)
    .map((input) => input.trim())
    .filter((input) => input.replace(/^\/\/.*$/gmu, '').trim() !== '');
}

/** What refuses says so in one of these ways. */
const CLEAR =
  /read.?only|The shell does not|not a constructor|could not be cloned|cannot be opened|transaction|may not be modified|must not contain|to be a string|is a text|not authorized|not supported/iu;

/** How long an input may take, in milliseconds. */
const PATIENCE = 4_000;
const HANGS = 'it does not come to an end';

/** Promises that nobody waited for, and timers' errors. */
const strays: unknown[] = [];
process.on('unhandledRejection', (error) => strays.push(error));
process.on('uncaughtException', (error) => strays.push(error));

/** @param waits how long what goes wrong may be waited for, in milliseconds. */
async function run(shell: ShellParts, file: string, waits: number): Promise<{ outcomes: Outcome[]; said: string[] }> {
  const outcomes: Outcome[] = [];
  strays.length = 0;
  for (const input of inputsOf(file)) {
    const ended = await Promise.race([shell.session.run(input), setTimeout(PATIENCE, undefined, { ref: false })]);
    if (ended === undefined) {
      return { outcomes, said: [...outcomes.map(({ text }) => text ?? ''), HANGS] };
    }
    outcomes.push(ended);
  }
  // What a program has left to timers and promises is done soon after it.
  const isDone = (): boolean => outcomes.some(({ ok }) => !ok) || strays.length > 0;
  for (let waited = 0; waited < waits && !isDone(); waited += 10) await setTimeout(10);
  const said = outcomes.flatMap(({ text }) => text ?? []);
  for (const stray of strays) said.push(stray instanceof Error ? stray.message : String(stray));
  return { outcomes, said };
}

async function refused(shell: ShellParts, file: string): Promise<{ problems: string[]; said: string }> {
  const silent = /^\/\/ silent\b/mu.test(readFileSync(file, 'utf8'));
  const { outcomes, said } = await run(shell, file, silent ? 20 : 500);
  const problems: string[] = said.includes(HANGS) ? [HANGS] : [];
  if (!silent && !said.some((text) => CLEAR.test(text)))
    problems.push(`nothing said that it is refused: ${said.join(' | ') || '(nothing)'}`);
  if (!silent && outcomes.every(({ ok }) => ok) && strays.length === 0) problems.push('all of it ran');
  return { problems, said: said.join('\n') };
}

/** What a sandbox may not let out: errors are fine, and asked for where the program says `// refused`. */
async function sandboxed(shell: ShellParts, file: string): Promise<{ problems: string[]; said: string }> {
  const { outcomes, said } = await run(shell, file, 0);
  const refuses = /^\/\/ refused\b/mu.test(readFileSync(file, 'utf8'));
  const problems = said.includes(HANGS) ? [HANGS] : [];
  if (refuses && outcomes.every(({ ok }) => ok)) problems.push('all of it ran');
  return { problems, said: said.join('\n') };
}

async function allowed(shell: ShellParts, file: string): Promise<{ problems: string[]; said: string }> {
  const { outcomes, said } = await run(shell, file, 0);
  const wanted = /^\/\/ gives: (.*)$/mu.exec(readFileSync(file, 'utf8'))?.[1];
  const last = outcomes.at(-1);
  const got = last?.ok ? JSON.stringify(last.value) : `(failed) ${last?.text}`;
  return { problems: got === wanted ? [] : [`gives ${got}, not ${wanted}`], said: said.join('\n') };
}

/** What a server never takes back: numbers that were given away. */
const SEQUENCE = /_seq$/u;

/** Whether the session still refuses after what it has been through. */
async function stillReadOnly(shell: ShellParts): Promise<string[]> {
  if (shell.modes?.mode !== 'read-only') return [`the mode is ${shell.modes?.mode}`];
  const ask = (input: string): Promise<Outcome | undefined> =>
    Promise.race([shell.session.run(input), setTimeout(PATIENCE, undefined, { ref: false })]);
  const read = await ask('dataSource.isInitialized ? sql`select count(*) as n from employees` : 0');
  const write = await ask('sql`delete from employee_meetings`');
  if (read === undefined || write === undefined) return [`afterwards ${HANGS}`];
  return [
    ...(read.ok ? [] : [`afterwards it does not read any more: ${read.text}`]),
    ...(write.ok ? ['afterwards it writes'] : []),
  ];
}

/** Prototypes that programs may leave broken. */
const PROTOTYPES = [
  typeorm.EntityManager,
  typeorm.DataSource,
  typeorm.Repository,
  RegExp,
  String,
  Array,
  Function,
  Promise,
  Set,
  Map,
  Object,
].map(({ prototype }: { prototype: object }) => [prototype, Object.getOwnPropertyDescriptors(prototype)] as const);

function mend(): void {
  Note.onLoad = undefined;
  for (const [prototype, descriptors] of PROTOTYPES) {
    for (const key of Reflect.ownKeys(prototype))
      if (!(key in descriptors)) delete (prototype as Record<PropertyKey, unknown>)[key];
    Object.defineProperties(prototype, descriptors);
  }
}

async function main(): Promise<void> {
  const programs = JSON.parse(readFileSync(0, 'utf8')) as Record<'refused' | 'allowed' | 'sandbox', string[]>;
  const database = await watch(kind, url, outside);
  const prepare = async (): Promise<ReadonlyMap<string, string>> => {
    await fill();
    await database.execute(readFileSync(setup, 'utf8').replaceAll(':outside', outside));
    return database.look();
  };
  let before = await prepare();
  for (const [files, mode, attempt] of [
    [programs.refused, 'read-only', refused],
    [programs.allowed, 'read-only', allowed],
    [programs.sandbox, 'sandbox', sandboxed],
  ] as const) {
    for (const file of files) {
      const shell = await open(mode);
      const { problems, said } = await attempt(shell, file);
      mend();
      if (mode === 'read-only') problems.push(...(await stillReadOnly(shell)));
      // What a program has taken out of a pool and not given back is waited for by nobody.
      await Promise.race([shell.close(), setTimeout(100, undefined, { ref: false })]);
      const after = await database.look();
      const changed = differences(before, after).filter((name) => mode === 'read-only' || !SEQUENCE.test(name));
      if (changed.length > 0) {
        problems.push(`has changed: ${changed.join(', ')}`);
        before = await prepare();
      }
      process.stdout.write(`${JSON.stringify({ file, problems, said } satisfies Ran)}\n`);
    }
  }
  await database.close();
}

void main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
