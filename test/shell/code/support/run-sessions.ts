/**
 * Runs sessions in the shell and asks `.code` after each: `run-sessions.ts WORLD FOLDER < sessions.json`. Writes what came of each to
 * FOLDER/outcomes.json, and for SQLite the database before each input to FOLDER.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { assemble } from '../../../../src/shell/assemble';
import { codeOf } from '../../../../src/shell/code/code';
import { programOf } from '../../../../src/shell/code/program';
import { CodeRefusal } from '../../../../src/shell/code/refusal';
import { jsonOf, rowsOf } from './state';
import type { SessionText } from './sessions';
import { loadWorld, type WorldName } from './world';

/** What a session gave in the shell. */
export interface Outcome {
  readonly name: string;
  /** The error of a line, which there should not be. */
  readonly failure?: string;
  readonly refusal?: string;
  readonly code?: string;
  /** Of the last line, as JSON. */
  readonly value?: string;
  /** What the database held in the end. */
  readonly rows?: string;
  /** The database as it was before the first input that the code repeats; on SQLite. */
  readonly before?: string;
}

/** By another connection: the shell would take it for a write of its own. */
function copyDatabase(from: string, to: string): void {
  const connection = new Database(from);
  connection.prepare('VACUUM INTO ?').run(to);
  connection.close();
}

async function main(worldName: WorldName, folder: string): Promise<void> {
  const sessions = JSON.parse(readFileSync(0, 'utf8')) as readonly SessionText[];
  const { dataSource, fill } = loadWorld(worldName);
  await dataSource.initialize();
  await fill();
  const { model, names, session } = assemble({
    dataSource,
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    typeorm: require('typeorm') as Readonly<Record<string, unknown>>,
    baseFile: resolve('shell.ts'),
    yes: true,
    title: '',
    database: '',
    programFile: undefined,
    interactive: false,
    json: false,
    colored: false,
    width: () => 80,
  });
  const program = await programOf({
    model,
    operators: names.operators,
    projectNames: [],
    currentFolder: process.cwd(),
    sourceFile: undefined,
  });
  const { database, type } = dataSource.options as { readonly database?: unknown; readonly type: string };
  const file = type === 'better-sqlite3' ? String(database) : undefined;
  // As in `--json`: printing loads nothing.
  const printer = { shown: () => [], value: (value: unknown) => jsonOf(value, dataSource) ?? '' };
  const outcomes: Outcome[] = [];
  for (const [place, { name, lines, of }] of sessions.entries()) {
    await fill();
    const first = session.ran.length;
    const copies: string[] = [];
    let value: string | undefined;
    let failure: string | undefined;
    for (const line of lines) {
      copies.push(join(folder, `${place}-${copies.length}.db`));
      if (file !== undefined) copyDatabase(file, copies[copies.length - 1]);
      const outcome = await session.run(line, { printer });
      if (!outcome.ok) failure ??= `${line}\n${outcome.text}`;
      value = outcome.text;
    }
    const ran = session.ran.slice(first);
    const rows = await rowsOf(dataSource);
    if (failure !== undefined) {
      outcomes.push({ name, failure });
      continue;
    }
    try {
      const { text: code, inputs } = codeOf({ ran, of, program });
      const start = inputs.find((input) => ran[input].wrote) ?? ran.length - 1;
      const before = file === undefined ? undefined : copies[of === 'all' ? 0 : start];
      outcomes.push({ name, code, value, rows, before });
    } catch (error) {
      if (!(error instanceof CodeRefusal)) throw error;
      outcomes.push({ name, refusal: `${error.message} ${error.hint ?? ''}`.trim() });
    }
  }
  writeFileSync(join(folder, 'outcomes.json'), JSON.stringify(outcomes));
  await dataSource.destroy();
}

if (require.main === module) void main(process.argv[2] as WorldName, process.argv[3]);
