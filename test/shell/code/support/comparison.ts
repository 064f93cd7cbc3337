import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript';
import type { TestDatabase } from '../../../support/databases';
import type { ProgramFile, ProgramOutcome } from './run-programs';
import type { Outcome } from './run-sessions';
import type { SessionText } from './sessions';
import type { WorldName } from './world';

const ROOT = resolve(__dirname, '../../../..');

/** What became of a session in the shell and of its code without it. */
interface Compared {
  readonly inShell: Outcome;
  readonly problems: readonly string[];
  readonly alone: ProgramOutcome | undefined;
}

/** Runs sessions in the shell, compiles what `.code` printed for each under strict TypeScript, and runs that as ordinary programs. */
export class Comparison {
  readonly #results = new Map<string, Compared>();
  readonly #folder = realpathSync(mkdtempSync(join(tmpdir(), 'typeorm-shell-code-')));

  /** Runs all of them. */
  static async of(sessions: readonly SessionText[], database: TestDatabase): Promise<Comparison> {
    const comparison = new Comparison();
    for (const link of ['src', 'test', 'scripts', 'node_modules', 'package.json', 'tsconfig.json'])
      symlinkSync(join(ROOT, link), join(comparison.#folder, link));
    const worlds = [...new Set(sessions.map(({ world }) => world))];
    for (const world of worlds)
      await comparison.#run(
        world,
        sessions.filter((session) => session.world === world),
        database,
      );
    return comparison;
  }

  async #run(world: WorldName, sessions: readonly SessionText[], database: TestDatabase): Promise<void> {
    await child(database, 'run-sessions.ts', [world, this.#folder], sessions);
    const outcomes = JSON.parse(readFileSync(join(this.#folder, 'outcomes.json'), 'utf8')) as readonly Outcome[];
    const files = outcomes.map(({ code }, index) => {
      const file = join(this.#folder, `${world}-${index}.ts`);
      if (code !== undefined) writeFileSync(file, code);
      return file;
    });
    const problems = problemsIn(files.filter((_, index) => outcomes[index].code !== undefined));
    const programs = outcomes.flatMap(({ name, code, before }, index): ProgramFile[] =>
      code === undefined || problems.has(files[index]) ? [] : [{ name, file: files[index], before }],
    );
    const alone = JSON.parse(await child(database, 'run-programs.ts', [world], programs)) as readonly ProgramOutcome[];
    outcomes.forEach((inShell, index) =>
      this.#results.set(inShell.name, {
        inShell,
        problems: problems.get(files[index]) ?? [],
        alone: alone.find(({ name }) => name === inShell.name),
      }),
    );
  }

  of(name: string): Compared {
    const result = this.#results.get(name);
    assert.ok(result, name);
    return result;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs a script of this folder to its end. @returns what it printed. */
function child(database: TestDatabase, script: string, args: readonly string[], input: unknown): Promise<string> {
  return new Promise((done, fail) => {
    const running = execFile(
      process.execPath,
      ['-r', join(ROOT, 'scripts/ts.cjs'), join(__dirname, script), ...args],
      { cwd: ROOT, env: database.env, maxBuffer: 1e8 },
      (error, stdout, stderr) => (error === null ? done(stdout) : fail(new Error(`${script}: ${stderr}`))),
    );
    running.stdin?.end(JSON.stringify(input));
  });
}

/** What strict TypeScript says of files, by file. One program for all of them. */
function problemsIn(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const strict = { ...options, strict: true, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files], strict);
  const problems = new Map<string, string[]>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    if (found.length > 0)
      problems.set(
        file,
        found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      );
  }
  return problems;
}

/** A test for each session: the code compiles, gives the value that the shell gave, and leaves the same rows. */
export function compareAll(sessions: readonly SessionText[], database: TestDatabase): void {
  let comparison: Comparison;
  before(async () => {
    comparison = await Comparison.of(sessions, database);
  });
  after(() => comparison.remove());
  for (const { name, lines, refusal, hasNoValue } of sessions) {
    test(`${name}: ${lines.at(-1)}`, () => {
      const { inShell, problems, alone } = comparison.of(name);
      assert.equal(inShell.failure, undefined);
      if (refusal !== undefined) return assert.match(inShell.refusal ?? 'not refused', new RegExp(refusal));
      assert.equal(inShell.refusal, undefined);
      const { code = '' } = inShell;
      assert.deepEqual(problems, [], code);
      assert.equal(alone?.error, undefined, `${alone?.error}\n${code}`);
      assert.equal(alone?.value, hasNoValue ? undefined : inShell.value, code);
      assert.equal(alone?.rows, inShell.rows, code);
    });
  }
}
